// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"
#include "page/PageMetadata.h"

#include <QByteArray>
#include <QImage>

#include <filesystem>
#include <span>
#include <string>

namespace calolens {

enum class PageFormat { Pdf, Svg, Png };

inline constexpr int smallestDpi = 50, largestDpi = 1200, usualDpi = 300;

/// The format that a file name's suffix asks for, in any case of letters.
/// @param what  "a figure", for the message  @throws UsageError for another suffix
[[nodiscard]] PageFormat pageFormat(const std::filesystem::path& path, const std::string& what);

/// Writes a page: as .pdf and .svg curves are curves and text is text, with fonts embedded in PDF;
/// a .png has `dpi` dots per inch. Needs a QApplication, and its thread.
/// @throws UsageError for another suffix or a senseless resolution, FileError
void writePage(const Page& page, const PageMetadata& metadata, const std::filesystem::path& path,
               int dpi = usualDpi);

/// Writes one PDF of several pages, each of its own size. @throws UsageError for another suffix
/// or no page, FileError
void writePages(std::span<const Page> pages, const PageMetadata& metadata,
                const std::filesystem::path& path);

/// The bytes of such a file, for previews and the clipboard.
[[nodiscard]] QByteArray pageBytes(const Page& page, const PageMetadata& metadata,
                                   PageFormat format, int dpi = usualDpi);
/// A picture that was made elsewhere, as PNG with metadata. @throws Error
[[nodiscard]] QByteArray pngBytes(QImage image, const PageMetadata& metadata);

} // namespace calolens
