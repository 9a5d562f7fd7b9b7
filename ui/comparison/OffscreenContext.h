// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace calolens {

/// An OpenGL context (core profile, 3.2 or later) without a window.
class OffscreenContext {
public:
    virtual ~OffscreenContext() = default;
    virtual void makeCurrent() = 0;
    [[nodiscard]] virtual bool isCurrent() const = 0;
    /// How it came about: "EGL without a surface", "Qt".
    [[nodiscard]] virtual std::string kind() const = 0;

    /// The first way that works on this machine: EGL without any display, else what Qt offers.
    /// @throws Error naming all that was tried
    [[nodiscard]] static std::unique_ptr<OffscreenContext> create();
};

/// nullptr with a reason when this machine, or this build, has no EGL.
[[nodiscard]] std::unique_ptr<OffscreenContext> makeEglContext(std::string& reason);
/// nullptr with a reason when Qt's platform has no OpenGL.
[[nodiscard]] std::unique_ptr<OffscreenContext> makeQtContext(std::string& reason);

} // namespace calolens
