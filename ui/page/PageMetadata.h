// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>

namespace calolens {

/// What a file says about itself beside what it shows. Where it is kept:
///
/// |             | PDF                              | SVG                        | PNG           |
/// |-------------|----------------------------------|----------------------------|---------------|
/// | title       | document information, dc:title   | `<title>`                  | `Title`       |
/// | description | dc:description (XMP)             | `<desc>`                   | `Description` |
/// | provenance  | calolens:provenance (XMP)        | `<metadata>`               | `calolens`    |
///
/// PDF and PNG name the program's version too.
struct PageMetadata {
    QString title;
    QString description; ///< for people, one paragraph
    QString provenance;  ///< for programs, any text, kept to the letter; empty: none
};

/// Reads the metadata of a file that CaloLens wrote (.pdf, .svg or .png). What a file does not
/// have is empty. @throws FileError if it cannot be read, or is none of these
[[nodiscard]] PageMetadata readPageMetadata(const std::filesystem::path& path);

} // namespace calolens
