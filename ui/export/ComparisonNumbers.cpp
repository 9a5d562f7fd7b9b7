// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ComparisonNumbers.h"

#include "analysis/Observables.h"
#include "diffusion/GivenLevels.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>

namespace calolens {

namespace {
constexpr double gev = 1e-3; // GeV per MeV

QString tr(const char* text) {
    return QCoreApplication::translate("ComparisonNumbers", text);
}

/// A number with a true minus sign.
QString fixed(double value, int decimals, bool sign = false) {
    QString text = QString::number(std::abs(value), 'f', decimals);
    const bool zero = text.toDouble() == 0;
    if (value < 0 && !zero)
        text.prepend(QChar(0x2212));
    else if (sign && !zero)
        text.prepend(QLatin1Char('+'));
    return text;
}

QString dash() {
    return QStringLiteral("\u2013");
}

using OptionalPicture = std::optional<EventPicture>;
using Quantity = std::function<std::optional<QString>(const EventPicture&)>;

class Table {
public:
    explicit Table(std::array<OptionalPicture, 3> pictures)
        : m_pictures(std::move(pictures)) {}

    NumbersRow& add(const QString& name, const Quantity& quantity) {
        const auto cell = [&](const OptionalPicture& picture) {
            return picture ? quantity(*picture).value_or(dash()) : dash();
        };
        m_rows.push_back({name, cell(m_pictures[0]), cell(m_pictures[1]), cell(m_pictures[2])});
        return m_rows.back();
    }
    std::vector<NumbersRow> rows() && { return std::move(m_rows); }

private:
    std::array<OptionalPicture, 3> m_pictures;
    std::vector<NumbersRow> m_rows;
};

/// Standard deviation of the event energy over the draws, MeV; none with fewer than two.
std::optional<double> energySpread(const Event& event, const Prediction* draws) {
    if (draws == nullptr || draws->samples < 2)
        return std::nullopt;
    std::vector<double> energies;
    double mean = 0;
    for (int k = 0; k < draws->samples; ++k) {
        energies.push_back(energySum(hrPicture(event, draws->draw(k))));
        mean += energies.back() / draws->samples;
    }
    double squares = 0;
    for (const double e : energies)
        squares += (e - mean) * (e - mean);
    return std::sqrt(squares / (draws->samples - 1));
}

QString percent(std::optional<double> fraction) {
    return fraction ? fixed(100 * *fraction, 1) : dash();
}

void addEnergies(Table& table, const Event& event, const Prediction* draws) {
    table.add(tr("Energy [GeV]"),
              [](const EventPicture& p) { return fixed(gev * energySum(p), 3); });
    const auto spread = energySpread(event, draws);
    NumbersRow& error =
        table.add(spread ? tr("   noise, spread [GeV]") : tr("   readout noise [GeV]"),
                  [](const EventPicture&) { return dash(); });
    if (event.lr().size() > 0)
        error.lr = fixed(gev * energySumNoise(lrPicture(event)), 3);
    if (spread)
        error.predicted = fixed(gev * *spread, 3);
    const auto& layers = event.readout->detector.layers;
    for (int layer = 0; layer < event.readout->levels.back().layerCount(); ++layer) {
        const auto index = static_cast<std::size_t>(layer);
        table.add(
            tr("   in %1 [GeV]").arg(QString::fromStdString(layers.at(index).name)),
            [index](const EventPicture& p) { return fixed(gev * energyPerLayer(p).at(index), 3); });
    }
    if (!event.hasTruth())
        return;
    const double truth = energySum(*truthPicture(event));
    NumbersRow& residual = table.add(tr("Energy \u2212 truth [GeV]"), [&](const EventPicture& p) {
        return fixed(gev * (energySum(p) - truth), 3, true);
    });
    residual.truth = dash();
    if (!(truth > 0))
        return;
    NumbersRow& relative = table.add(tr("   relative [%]"), [&](const EventPicture& p) {
        return fixed(100 * (energySum(p) / truth - 1), 2, true);
    });
    relative.truth = dash();
}
} // namespace

std::vector<NumbersRow> comparisonNumbers(const EventComparison& comparison,
                                          const Prediction* draws) {
    const Event& event = *comparison.event;
    Table table({lrPicture(event), predictedPicture(comparison), truthPicture(event)});
    addEnergies(table, event, draws);
    table.add(tr("Cells"), [](const EventPicture& p) { return QString::number(p.size()); });
    table.add(tr("   of zero energy [%]"),
              [](const EventPicture& p) { return percent(zeroFraction(p)); });
    table.add(tr("   over 100 MeV"),
              [](const EventPicture& p) { return QString::number(cellsOver(p, 100)); });
    table.add(tr("Hottest cell [GeV]"),
              [](const EventPicture& p) { return fixed(gev * hottestCell(p), 3); });
    table.add(tr("   share of energy [%]"),
              [](const EventPicture& p) { return percent(hottestCellFraction(p)); });
    const auto shaped = [&table](const QString& name, double (*value)(const ShowerShape&)) {
        table.add(name, [value](const EventPicture& p) -> std::optional<QString> {
            const auto shape = showerShape(p);
            return shape ? std::optional(fixed(value(*shape), 4)) : std::nullopt;
        });
    };
    shaped(tr("Centroid \u03b7"), [](const ShowerShape& s) { return s.centre.eta; });
    shaped(tr("Centroid \u03c6 [rad]"), [](const ShowerShape& s) { return s.centre.phi; });
    shaped(tr("Width in \u03b7"), [](const ShowerShape& s) { return s.etaWidth; });
    shaped(tr("Width in \u03c6 [rad]"), [](const ShowerShape& s) { return s.phiWidth; });
    return std::move(table).rows();
}

std::vector<std::pair<QString, QString>> predictionSettings(const EventComparison& comparison) {
    if (comparison.predicted.empty())
        return {};
    const PredictionInfo& made = comparison.settings;
    const auto text = [](const std::string& s) {
        return s.empty() ? dash() : QString::fromStdString(s);
    };
    return {{tr("Picture shown"), text(comparison.predictedLabel)},
            {tr("Model"), text(made.model)},
            {tr("Checksum"), text(made.modelChecksum)},
            {tr("Sampler, schedule"),
             text(made.sampler) + QStringLiteral(", ") + text(scheduleLabel(made.schedule))},
            {tr("Steps, NFE"),
             QStringLiteral("%1, %2")
                 .arg(made.steps)
                 .arg(made.evaluations > 0 ? QString::number(made.evaluations) : tr("as needed"))},
            {tr("Seed, draws"), QStringLiteral("%1, %2").arg(made.seed).arg(made.samples)},
            {tr("Made by"), QStringLiteral("CaloLens ") + text(made.programVersion)}};
}

} // namespace calolens
