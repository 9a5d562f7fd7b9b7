// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventFile.h"

#include <string>

namespace calolens {

/// A short text that two files have in common if they hold the same events, whatever predictions
/// they hold: made from the readout, the number of events, the provenance, and the first, middle
/// and last event.
/// @throws FileError if one of these events is inconsistent
[[nodiscard]] std::string eventIdentity(const EventFile& file);

} // namespace calolens
