// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"

#include <QString>

#include <string>

namespace calolens {

/// A page with a model's card: how it was made, what was measured, its recipe; what does not fit is
/// said to be left out.
/// @param card  JSON; other text is shown as it is
[[nodiscard]] Page modelCardPage(const QString& model, const std::string& card);

} // namespace calolens
