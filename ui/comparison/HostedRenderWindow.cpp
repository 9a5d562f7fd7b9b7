// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/HostedRenderWindow.h"

#include <vtkObjectFactory.h>
#include <vtkVersionMacros.h>

namespace calolens {

vtkStandardNewMacro(HostedRenderWindow);

HostedRenderWindow::HostedRenderWindow() {
    SetReadyForRendering(false);
    SetFrameBlitModeToNoBlit();
    SetOwnContext(0);
    SetForceMaximumHardwareLineWidth(1); // wide lines come from VTK's geometry shader
}

void HostedRenderWindow::setHost(std::function<void()> makeCurrent,
                                 std::function<bool()> isCurrent) {
    m_makeCurrent = std::move(makeCurrent);
    m_isCurrent = std::move(isCurrent);
    SetReadyForRendering(true);
}

void HostedRenderWindow::clearHost() {
    m_makeCurrent = nullptr;
    m_isCurrent = nullptr;
    SetReadyForRendering(false);
}

void HostedRenderWindow::MakeCurrent() {
    if (m_makeCurrent)
        m_makeCurrent();
}

bool HostedRenderWindow::IsCurrent() {
    return m_isCurrent && m_isCurrent();
}

void HostedRenderWindow::OpenGLInitContext() {
#if VTK_VERSION_NUMBER < VTK_VERSION_CHECK(9, 4, 0)
    // VTK asks GLEW, and a GLEW built for X11 loads all functions and then complains that there is
    // no X display. The functions work all the same in a context from EGL.
    const int warnings = vtkObject::GetGlobalWarningDisplay();
    if (!Initialized)
        vtkObject::SetGlobalWarningDisplay(0);
    Superclass::OpenGLInitContext();
    vtkObject::SetGlobalWarningDisplay(warnings);
    if (!Initialized && IsCurrent()) {
        GlewInitValid = true;
        Initialized = true;
        MaximumHardwareLineWidth = 1;
    }
#else
    Superclass::OpenGLInitContext();
#endif
}

} // namespace calolens
