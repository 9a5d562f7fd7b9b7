// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventRow.h"

#include "events/EventThumbnail.h"

#include <QStringList>

#include <exception>
#include <map>
#include <numeric>

namespace calolens {
namespace {

QString particleName(int pdg) {
    switch (pdg) {
    case 11:
        return QStringLiteral("e\u2212");
    case -11:
        return QStringLiteral("e\u207A");
    case 22:
        return QStringLiteral("\u03B3");
    case 13:
        return QStringLiteral("\u03BC\u2212");
    case -13:
        return QStringLiteral("\u03BC\u207A");
    case 111:
        return QStringLiteral("\u03C0\u2070");
    case 211:
        return QStringLiteral("\u03C0\u207A");
    case -211:
        return QStringLiteral("\u03C0\u2212");
    case 2112:
        return QStringLiteral("n");
    case 2212:
        return QStringLiteral("p");
    default:
        return QString::number(pdg);
    }
}

} // namespace

QString particleText(const std::vector<Particle>& particles) {
    std::map<int, int> counts;
    for (const Particle& particle : particles)
        ++counts[particle.pdg];
    QStringList parts;
    for (const auto& [pdg, count] : counts)
        parts << (count > 1 ? QStringLiteral("%1\u2009%2").arg(count).arg(particleName(pdg))
                            : particleName(pdg));
    return parts.join(QStringLiteral(" + "));
}

EventRow readEventRow(const EventFile& file, qint64 number,
                      const std::vector<PredictionInfo>& predictions, Thumbnail thumbnail) {
    EventRow row;
    row.number = number;
    try {
        const Event event = file.read(number);
        row.particleCount = static_cast<int>(event.particles.size());
        row.particles = particleText(event.particles);
        if (!event.particles.empty())
            row.trueEnergy =
                std::accumulate(event.particles.begin(), event.particles.end(), 0.0,
                                [](double sum, const Particle& p) { return sum + p.energy; });
        row.lrEnergy = std::accumulate(event.lr().energy.begin(), event.lr().energy.end(), 0.0);
        row.lrCells = static_cast<qint64>(event.lr().size());
        row.hrCells = static_cast<qint64>(event.hr().size());
        for (const PredictionInfo& prediction : predictions)
            row.predictions += file.prediction(prediction.name, number).has_value() ? 1 : 0;
        if (thumbnail == Thumbnail::With)
            row.thumbnail = thumbnailOf(event);
    } catch (const std::exception& error) {
        row.error = QString::fromUtf8(error.what());
    }
    return row;
}

} // namespace calolens
