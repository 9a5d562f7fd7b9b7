// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace calolens {

/// How well `typed` matches `text`: its letters must occur in `text` in that order, whatever their
/// case; letters that follow one another and letters at the beginning of a word count more.
/// @returns a score, larger is better; a negative number means no match
[[nodiscard]] int textMatchScore(QStringView typed, QStringView text);

} // namespace calolens
