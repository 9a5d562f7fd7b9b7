// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QHashFunctions>

namespace calolens::cli {

/// Qt for drawing figures and sheets on a machine that may have no display; nothing is shown.
class UnseenApplication {
public:
    UnseenApplication()
        : m_application(prepared(m_count), m_arguments) {}

private:
    /// The platform counts only before the application is made. With the same seed of hashes in
    /// every process, axes are drawn in the same order: a figure comes out the same, to the byte.
    static int& prepared(int& count) {
        QHashSeed::setDeterministicGlobalSeed();
        if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        return count;
    }

    int m_count = 1;
    char m_name[13] = "calolens-cli";
    char* m_arguments[2] = {m_name, nullptr};
    QApplication m_application;
};

} // namespace calolens::cli
