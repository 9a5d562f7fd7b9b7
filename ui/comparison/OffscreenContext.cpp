// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/OffscreenContext.h"

#include "comparison/GraphicsDriver.h"
#include "error/Error.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QSurfaceFormat>

namespace calolens {
namespace {

class QtContext : public OffscreenContext {
public:
    explicit QtContext(const QSurfaceFormat& format) {
        m_context.setFormat(format);
        m_valid = m_context.create();
        if (!m_valid)
            return;
        m_surface.setFormat(m_context.format());
        m_surface.create();
        m_valid = m_surface.isValid() && m_context.makeCurrent(&m_surface);
    }
    [[nodiscard]] bool valid() const noexcept { return m_valid; }
    void makeCurrent() override { m_context.makeCurrent(&m_surface); }
    [[nodiscard]] bool isCurrent() const override {
        return QOpenGLContext::currentContext() == &m_context;
    }
    [[nodiscard]] std::string kind() const override { return "Qt"; }

private:
    QOpenGLContext m_context;
    QOffscreenSurface m_surface;
    bool m_valid = false;
};

} // namespace

std::unique_ptr<OffscreenContext> makeQtContext(std::string& reason) {
    if (qobject_cast<QGuiApplication*>(QCoreApplication::instance()) == nullptr) {
        reason = "Qt: no QGuiApplication";
        return nullptr;
    }
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    auto context = std::make_unique<QtContext>(format);
    if (context->valid())
        return context;
    reason = "Qt: the platform '" + QGuiApplication::platformName().toStdString() +
             "' offers no OpenGL 3.2";
    return nullptr;
}

std::unique_ptr<OffscreenContext> OffscreenContext::create() {
    protectGraphicsDriver();
    std::string eglReason, qtReason;
    if (auto context = makeEglContext(eglReason))
        return context;
    if (auto context = makeQtContext(qtReason))
        return context;
    throw Error("This machine offers no way to draw in 3D. Tried " + eglReason + "; " + qtReason +
                ". Installing Mesa's libegl-mesa0 helps on Debian and Ubuntu.");
}

} // namespace calolens
