// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ParticlesText.h"

#include "event/Provenance.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("SheetPage", text);
}

QString trimmed(double value, int decimals) {
    const QString text = QString::number(std::abs(value), 'f', decimals);
    return value < 0 && text.toDouble() != 0 ? QChar(0x2212) + text : text;
}

/// As everywhere on the sheet, phi counts from 0 to 2 pi.
double positivePhi(double phi) {
    constexpr double turn = 2 * std::numbers::pi;
    return phi - turn * std::floor(phi / turn);
}

/// @param many  shorter, as several stand on a line
QString particleText(const Particle& p, bool many) {
    const QString name = QString::fromStdString(particleName(p.pdg));
    if (many)
        return tr("%1 %2 GeV").arg(name, trimmed(p.energy * 1e-3, 1));
    return tr("%1 of %2 GeV at \u03b7 = %3, \u03c6 = %4")
        .arg(name, trimmed(p.energy * 1e-3, 2), trimmed(p.eta, 4), trimmed(positivePhi(p.phi), 4));
}
} // namespace

QString particlesText(const Event& event) {
    constexpr std::size_t most = 6;
    if (event.particles.empty())
        return tr("true particles not known");
    QStringList list;
    for (std::size_t i = 0; i < std::min(most, event.particles.size()); ++i)
        list << particleText(event.particles[i], event.particles.size() > 2);
    if (event.particles.size() > most)
        list << tr("and %1 more").arg(event.particles.size() - most);
    return list.join(QStringLiteral("; "));
}

} // namespace calolens
