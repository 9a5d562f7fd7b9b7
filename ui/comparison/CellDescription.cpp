// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellDescription.h"

#include <QCoreApplication>

#include <optional>
#include <span>

namespace calolens {
namespace {

QString words(const char* text) {
    return QCoreApplication::translate("ComparisonView", text);
}

QString energy(double energyMeV) {
    return QString::fromStdString(energyText(energyMeV));
}

double sumOver(std::span<const float> energies, const std::vector<std::size_t>& cells) {
    double sum = 0;
    for (const std::size_t i : cells)
        sum += energies[i];
    return sum;
}

std::vector<DescriptionRow> describeEnergies(const Event& event, const CellFamily& family,
                                             const ShownPrediction& prediction) {
    const CellSet& cells = event.levels.at(static_cast<std::size_t>(family.cell.level));
    const CellId id = cells.id(family.cell.index);
    const CellBounds bounds =
        cellBounds(event.readout->detector,
                   event.readout->levels.at(static_cast<std::size_t>(family.cell.level)), id);
    const bool isLr = family.cell.level == 0;
    const bool predicted =
        event.levels.size() > 1 && prediction.energies.size() == event.hr().size();

    std::vector<DescriptionRow> rows;
    rows.push_back({QString::fromStdString(event.readout->detector.layers.at(id.layer).name),
                    isLr ? words("LR cell") : words("HR cell")});
    rows.push_back(
        {QStringLiteral("\u03b7, \u03c6"),
         QStringLiteral("%1, %2").arg(bounds.eta(), 0, 'f', 3).arg(bounds.phi(), 0, 'f', 3)});
    rows.push_back({isLr ? words("Measured") : words("Measured (parent)"),
                    energy(event.lr().energy.at(family.lr))});
    if (event.levels.size() < 2 || (!isLr && !family.hr))
        return rows;

    const std::vector<std::size_t> members =
        family.hr ? std::vector<std::size_t>{*family.hr} : family.children;
    const QString suffix = isLr ? words(" (%1 children)").arg(family.children.size()) : QString();
    if (predicted)
        rows.push_back(
            {words("Predicted") + suffix, energy(sumOver(prediction.energies, members))});
    if (event.hasTruth())
        rows.push_back({words("Truth") + suffix, energy(sumOver(event.hr().energy, members))});
    if (predicted && event.hasTruth()) {
        const double difference =
            sumOver(prediction.energies, members) - sumOver(event.hr().energy, members);
        rows.push_back({words("Difference"),
                        (difference > 0 ? QStringLiteral("+") : QString()) + energy(difference)});
    }
    return rows;
}

} // namespace

std::vector<DescriptionRow> describeCell(const Event& event, const CellFamily& family,
                                         const ShownPrediction& prediction, const PaneMap& map) {
    std::vector<DescriptionRow> rows = describeEnergies(event, family, prediction);
    const std::optional<std::size_t> at = map.level == 0 ? std::optional(family.lr) : family.hr;
    if (at && *at < map.values.size())
        rows.push_back({map.quantity, QString::fromStdString(
                                          valueText(map.values[*at], map.unit.toStdString()))});
    return rows;
}

QString particleText(const Particle& particle) {
    QString name;
    switch (particle.pdg) {
    case 11:
        name = QStringLiteral("e\u207b");
        break;
    case -11:
        name = QStringLiteral("e\u207a");
        break;
    case 22:
        name = QStringLiteral("\u03b3");
        break;
    case 211:
        name = QStringLiteral("\u03c0\u207a");
        break;
    case -211:
        name = QStringLiteral("\u03c0\u207b");
        break;
    case 111:
        name = QStringLiteral("\u03c0\u2070");
        break;
    default:
        name = words("PDG %1").arg(particle.pdg);
        break;
    }
    return QStringLiteral("%1 %2").arg(name, energy(particle.energy));
}

} // namespace calolens
