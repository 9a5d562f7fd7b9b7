// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"
#include "report/SampleFindings.h"

namespace calolens {

/// The first page of a report: what was evaluated, and the numbers with their errors.
[[nodiscard]] Page summaryPage(const SampleFindings& findings);

} // namespace calolens
