// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/OffscreenContext.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <string_view>

namespace calolens {
namespace {

class EglContext : public OffscreenContext {
public:
    EglContext(EGLDisplay display, std::string kind)
        : m_display(display)
        , m_kind(std::move(kind)) {}
    ~EglContext() override {
        if (m_context != EGL_NO_CONTEXT) {
            if (isCurrent())
                eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(m_display, m_context);
        }
        // The display is left initialised: it is shared within the process, Qt may use it too.
    }
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;

    [[nodiscard]] bool create() {
        eglBindAPI(EGL_OPENGL_API);
        const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                                     3,
                                     EGL_CONTEXT_MINOR_VERSION,
                                     2,
                                     EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                     EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                     EGL_NONE};
        m_context = eglCreateContext(m_display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, attributes);
        return m_context != EGL_NO_CONTEXT &&
               eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, m_context) == EGL_TRUE;
    }
    void makeCurrent() override {
        eglBindAPI(EGL_OPENGL_API);
        eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, m_context);
    }
    [[nodiscard]] bool isCurrent() const override { return eglGetCurrentContext() == m_context; }
    [[nodiscard]] std::string kind() const override { return m_kind; }

private:
    EGLDisplay m_display;
    EGLContext m_context = EGL_NO_CONTEXT;
    std::string m_kind;
};

EGLDisplay platformDisplay(EGLenum platform) {
    const auto get = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
        eglGetProcAddress("eglGetPlatformDisplayEXT"));
    return get != nullptr ? get(platform, EGL_DEFAULT_DISPLAY, nullptr) : EGL_NO_DISPLAY;
}

} // namespace

std::unique_ptr<OffscreenContext> makeEglContext(std::string& reason) {
    const char* list = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    const std::string_view extensions = list != nullptr ? list : "";
    const struct {
        const char* extension;
        EGLenum platform;
        const char* kind;
    } platforms[] = {
        {"EGL_MESA_platform_surfaceless", EGL_PLATFORM_SURFACELESS_MESA, "EGL without a surface"},
        {"EGL_EXT_platform_device", EGL_PLATFORM_DEVICE_EXT, "EGL on a device"}};
    reason = "EGL: ";
    for (const auto& [extension, platform, kind] : platforms) {
        if (extensions.find(extension) == std::string_view::npos) {
            reason += std::string("no ") + extension + ", ";
            continue;
        }
        const EGLDisplay display = platformDisplay(platform);
        if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) != EGL_TRUE) {
            reason += std::string(kind) + " does not start, ";
            continue;
        }
        auto context = std::make_unique<EglContext>(display, kind);
        if (context->create())
            return context;
        reason += std::string(kind) + " gives no OpenGL 3.2 context, ";
    }
    reason.resize(reason.size() - 2);
    return nullptr;
}

} // namespace calolens
