// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens {

/// Loads Mesa's drivers so that they use their own LLVM and nobody else's. Debian 13's LibTorch 2.6
/// holds an older LLVM and exports parts of it (vtables, type information, options), which would
/// take the place of those that Mesa's software and AMD drivers mean: they crash when the first
/// context is made. Call before that; does nothing where nothing threatens the drivers.
void protectGraphicsDriver();

} // namespace calolens
