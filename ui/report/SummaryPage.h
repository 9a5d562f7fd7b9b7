// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"
#include "report/SampleFindings.h"

#include <vector>

namespace calolens {

/// The first page of a report: what was evaluated, and the numbers with their errors. Where there
/// are more observables than it holds, they go on on further pages.
/// The findings must outlive the pages.
[[nodiscard]] std::vector<Page> summaryPages(const SampleFindings& findings);

} // namespace calolens
