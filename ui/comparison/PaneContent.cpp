// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/PaneContent.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace calolens {
namespace {

QString words(const char* text) {
    return QCoreApplication::translate("ComparisonView", text);
}

bool predictionFits(const Event& event, const ShownPrediction& prediction) {
    return !prediction.energies.empty() && prediction.energies.size() == event.hr().size();
}

std::vector<float> difference(const std::vector<float>& a, const std::vector<float>& b) {
    std::vector<float> result(a.size());
    std::transform(a.begin(), a.end(), b.begin(), result.begin(), std::minus<>());
    return result;
}

QString gigaElectronVolts(double energyMeV, bool sign) {
    const QString number = QString::number(energyMeV / 1000, 'f', 2);
    return (sign && energyMeV >= 0 ? QStringLiteral("+") : QString()) + number +
           QStringLiteral(" GeV");
}

double largest(const std::vector<float>& values) {
    double result = 0;
    for (const float value : values)
        if (std::isfinite(value))
            result = std::max(result, std::abs(static_cast<double>(value)));
    return result;
}

void setDifference(PaneContent& content, const std::vector<float>& a, const std::vector<float>& b) {
    content.energies = difference(a, b);
    content.ownScale = EnergyScale::signedScale(largest(content.energies));
    content.ownCaption = words("Difference");
}

void describe(PaneContent& content, const Event& event, const CellAppearance& appearance) {
    const CellSet& cells = event.levels[static_cast<std::size_t>(content.level)];
    double sum = 0;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < content.energies.size(); ++i) {
        const double energy = content.energies[i];
        if (std::isfinite(energy))
            sum += energy;
        shown += appearance.shown(cells.layer[i], energy) ? 1 : 0;
    }
    content.detail = words("%1 in %2 of %3 cells")
                         .arg(gigaElectronVolts(sum, content.twoSided))
                         .arg(shown)
                         .arg(content.energies.size());
}

/// From the smallest to the largest number of the map.
QString rangeText(const PaneMap& map) {
    double low = std::numeric_limits<double>::max(), high = -low;
    std::size_t known = 0;
    for (const float value : map.values)
        if (std::isfinite(value)) {
            low = std::min(low, static_cast<double>(value));
            high = std::max(high, static_cast<double>(value));
            ++known;
        }
    if (known == 0)
        return words("known of no cell");
    const std::string unit = map.unit.toStdString();
    return words("%1 to %2, %3 cells")
        .arg(QString::fromStdString(valueText(low, unit)),
             QString::fromStdString(valueText(high, unit)))
        .arg(known);
}

/// Energies keep the kind of scale that the pictures have, with an end of their own.
EnergyScale scaleOf(const PaneMap& map, const EnergyScale& shared) {
    const double high = map.high > 0 ? map.high : largest(map.values);
    constexpr double Range = 1e4;
    if (map.unit == QStringLiteral("MeV") && !map.twoSided && shared.logarithmic() && high > 0) {
        const double end = std::pow(10.0, std::ceil(std::log10(high)));
        return {std::max(end / Range, shared.low()), std::max(end, 10 * shared.low()), true};
    }
    return EnergyScale::ofValues(high, map.twoSided, map.unit.toStdString());
}

void setMap(PaneContent& content, const PaneMap& map, const EnergyScale& shared) {
    content.level = map.level;
    content.energies = map.values;
    content.twoSided = map.twoSided;
    content.ownScale = scaleOf(map, shared);
    content.ownCaption = map.quantity;
    content.detail = rangeText(map);
}

} // namespace

CellAppearance appearanceOf(const PaneContent& content, const ViewSettings& settings,
                            const EnergyScale& shared) {
    ViewSettings own = settings;
    if (content.role == PaneRole::Map)
        own.thresholdMeV = 0; // the minimum is one of energies
    return {own, content.ownScale.value_or(shared), content.twoSided};
}

PaneContent paneContent(PaneRole role, const PaneSources& sources, const ViewSettings& settings,
                        const EnergyScale& shared) {
    const auto& [comparison, prediction, reference, map] = sources;
    PaneContent content;
    content.role = role;
    content.twoSided = role == PaneRole::Difference || role == PaneRole::RunDifference;
    const Event* event = comparison != nullptr ? comparison->event.get() : nullptr;
    const bool open = event != nullptr && !event->levels.empty();
    const int lastLevel = open ? static_cast<int>(event->levels.size()) - 1 : 0;
    content.level = role == PaneRole::Lr ? 0 : lastLevel;
    const bool ladder = lastLevel > 0;
    const bool predicted = ladder && predictionFits(*event, prediction);
    const bool compared = ladder && predictionFits(*event, reference);
    const bool truth = ladder && event->hasTruth();

    switch (role) {
    case PaneRole::Lr:
        content.title = words("LR (measured)");
        if (open)
            content.energies = event->lr().energy;
        if (open && content.energies.empty())
            content.emptyWords = words("The event has no cells");
        break;
    case PaneRole::Predicted:
        content.title = words("Predicted HR");
        if (predicted) {
            content.energies = prediction.energies;
            if (!prediction.label.isEmpty())
                content.title += QStringLiteral(": ") + prediction.label;
        } else if (open) {
            content.emptyWords = words("Press Run to predict");
        }
        break;
    case PaneRole::Truth:
        content.title = words("Truth HR");
        if (truth)
            content.energies = event->hr().energy;
        else if (open)
            content.emptyWords = words("No truth: real data");
        break;
    case PaneRole::Difference:
        content.title = words("Predicted \u2212 truth");
        if (predicted && truth)
            setDifference(content, prediction.energies, event->hr().energy);
        else if (open)
            content.emptyWords = truth ? words("Press Run to predict")
                                       : words("No truth to compare with: real data");
        break;
    case PaneRole::Reference:
        content.title = reference.name.isEmpty() ? words("Reference") : reference.name;
        if (compared) {
            content.energies = reference.energies;
            if (!reference.label.isEmpty())
                content.title += QStringLiteral(": ") + reference.label;
        } else if (open) {
            content.emptyWords = words("No run is kept as reference, no moment is pinned");
        }
        break;
    case PaneRole::RunDifference:
        content.title = reference.name.isEmpty()
                            ? words("Predicted \u2212 reference")
                            : words("Predicted \u2212 %1").arg(reference.name.toLower());
        if (predicted && compared)
            setDifference(content, prediction.energies, reference.energies);
        else if (open)
            content.emptyWords = compared ? words("Press Run to compare with the reference")
                                          : words("No run is kept as reference");
        break;
    case PaneRole::Map:
        content.title = map.title;
        if (open && map.level >= 0 && map.level <= lastLevel &&
            map.values.size() == event->levels[static_cast<std::size_t>(map.level)].size())
            setMap(content, map, shared);
        else if (open)
            content.emptyWords = words("No map is chosen");
        break;
    }
    if (open && !ladder && role != PaneRole::Lr && role != PaneRole::Map)
        content.emptyWords = words("The event has no finer cells than the measured ones");
    if (!settings.sharedRange && !content.empty() && !content.ownScale) {
        content.ownScale =
            EnergyScale::forEnergies(content.energies, settings.thresholdMeV, settings.logScale)
                .between(settings.rangeLowMeV, settings.rangeHighMeV);
        content.ownCaption = content.title.section(QLatin1Char(':'), 0, 0);
    }
    if (!open)
        content.emptyWords = role == PaneRole::Lr ? words("No event is open") : QString();
    else if (!content.empty() && role != PaneRole::Map)
        describe(content, *event, appearanceOf(content, settings, shared));
    return content;
}

} // namespace calolens
