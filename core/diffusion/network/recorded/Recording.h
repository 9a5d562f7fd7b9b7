// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace calolens {

/// Work that was recorded and can be done again on the same memory.
class Recording {
public:
    virtual ~Recording() = default;
    /// Starts the work once more, behind what was started before. @throws c10::Error
    virtual void replay() = 0;
};

/// Records work that reads and writes memory at addresses that stay, and that takes the same course
/// whatever it reads. The recording may keep the work and call it.
/// @throws c10::Error if it cannot be recorded
using Recorder = std::function<std::unique_ptr<Recording>(const std::function<void()>& work)>;

} // namespace calolens
