// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ComparisonView.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace calolens::test {

/// main() of a test with a real window: prepared as the program does it, with settings of its own.
template<typename Test>
int windowTestMain(int argc, char** argv) {
    QApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    ComparisonView::prepareSurfaceFormat();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("CaloLens"));
    QApplication::setApplicationName(QStringLiteral("CaloLensTest"));
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace calolens::test
