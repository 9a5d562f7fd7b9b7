// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens::benchmark {

/// Memory of this process that is in the machine now, in MiB. Drawn in software, that holds the
/// buffers of the graphics, too. 0 where the system does not tell.
[[nodiscard]] double residentMiB();

} // namespace calolens::benchmark
