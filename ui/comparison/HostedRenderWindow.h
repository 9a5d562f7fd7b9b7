// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vtkGenericOpenGLRenderWindow.h>

#include <functional>

namespace calolens {

/// A VTK window that draws into somebody else's OpenGL context: a QOpenGLWidget's, or one without
/// any screen.
class HostedRenderWindow : public vtkGenericOpenGLRenderWindow {
public:
    static HostedRenderWindow* New();
    vtkTypeMacro(HostedRenderWindow, vtkGenericOpenGLRenderWindow)

        /// How the host makes its context current, and tells whether it is.
        void setHost(std::function<void()> makeCurrent, std::function<bool()> isCurrent);
    /// Forgets the host; nothing is drawn until another is set.
    void clearHost();

    void MakeCurrent() override;
    bool IsCurrent() override;
    void OpenGLInitContext() override;

protected:
    HostedRenderWindow();

private:
    std::function<void()> m_makeCurrent;
    std::function<bool()> m_isCurrent;
};

} // namespace calolens
