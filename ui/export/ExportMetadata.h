// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"
#include "event/Provenance.h"
#include "page/PageMetadata.h"

#include <QString>

#include <vector>

namespace calolens {

/// What every export of an event says about itself: file, event, how the prediction was made, and
/// who exported it.
/// @param what        "Plot: layers"; empty: the comparison as a whole
/// @param provenance  PageMetadata::provenance
[[nodiscard]] PageMetadata exportMetadata(const EventComparison& comparison, const QString& what,
                                          const QString& provenance);

/// Facts in one line, with the program that exports them: PageMetadata::description.
[[nodiscard]] QString exportDescription(std::vector<ProvenanceEntry> facts);

} // namespace calolens
