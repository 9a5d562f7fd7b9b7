// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ComparisonSheet.h"
#include "page/PageMetadata.h"
#include "report/SampleFindings.h"

#include <filesystem>

namespace calolens {

/// Writes the report of a sample as one PDF of A4 pages: a summary in numbers with errors, the
/// figures, every observable, the model's card, and the shown events as comparison sheets.
/// @param sheet  how the events are drawn; its draws are those of each event
/// @throws UsageError unless the path ends in .pdf, FileError
void writeSampleReport(const SampleFindings& findings, const SheetOptions& sheet,
                       const PageMetadata& metadata, const std::filesystem::path& path);

} // namespace calolens
