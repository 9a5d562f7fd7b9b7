// SPDX-License-Identifier: GPL-3.0-or-later
#include "Automation.h"
#include "Options.h"
#include "StartupTimes.h"
#include "comparison/ComparisonView.h"
#include "theme/Theme.h"
#include "window/MainWindow.h"

#include <QApplication>
#include <QOpenGLContext>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <exception>
#include <stdexcept>

namespace {

enum ExitCode { Done = 0, Failed = 1 };

/// Whether there is a display to show a window on, as far as can be told before trying: trying ends
/// the program.
bool displayIsNamed() {
#ifdef __linux__
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

/// Throws std::runtime_error where Qt's platform shows windows but cannot draw the 3D views in
/// them.
void requireOpenGl() {
    const QString platform = QGuiApplication::platformName();
    QOpenGLContext context;
    // These can make a context but not show it inside a widget; QOpenGLWidget only warns of it.
    const bool blind =
        QStringList{QStringLiteral("offscreen"), QStringLiteral("minimal"), QStringLiteral("vnc")}
            .contains(platform);
    if (blind || !context.create())
        throw std::runtime_error(
            QStringLiteral("The 3D views need OpenGL, which Qt's platform \"%1\" does not offer "
                           "here. On a machine without a display, xvfb-run gives one.")
                .arg(platform)
                .toStdString());
}

int runWindow(int& argc, char** argv, const calolens::Options& options,
              calolens::StartupTimes& times) {
    using namespace calolens;
    // Without shared contexts each docking would lose what the views hold on the graphics card.
    QApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    ComparisonView::prepareSurfaceFormat();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("CaloLens"));
    QApplication::setApplicationName(QStringLiteral("CaloLens"));
    QApplication::setApplicationVersion(QStringLiteral(CALOLENS_VERSION));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QTemporaryDir throwAway;
    if (options.automatic())
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, throwAway.path());
    requireOpenGl();
    times.mark("Qt application");

    ThemeChoice theme = ThemeChoice::System;
    const QString name = options.theme.isEmpty()
                             ? QSettings().value(QStringLiteral("window/theme")).toString()
                             : options.theme;
    if (themeFromName(name, theme))
        Theme::instance().setChoice(theme);
    times.mark("theme");

    MainWindow window;
    if (options.size)
        window.resize(*options.size);
    times.mark("window built");
    if (!options.automatic()) {
        window.keepSession(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                           QStringLiteral("/session.json"));
        window.startTourOnce();
    }
    Automation automation(window, options, times);
    window.show();
    automation.start();
    times.mark("window shown");
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    calolens::StartupTimes times;
    const auto options = calolens::readOptions(argc, argv);
    if (const int* code = std::get_if<int>(&options))
        return *code;
    if (!displayIsNamed()) {
        std::fputs("calolens: There is no display to show a window on (neither DISPLAY nor "
                   "WAYLAND_DISPLAY is set).\n",
                   stderr);
        return Failed;
    }
#ifdef __linux__
    // X11 first, through XWayland too: VTK up to 9.3 knows no other way to its OpenGL functions.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "xcb;wayland");
#endif
    try {
        return runWindow(argc, argv, std::get<calolens::Options>(options), times);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "calolens: %s\n", error.what());
        return Failed;
    }
}
