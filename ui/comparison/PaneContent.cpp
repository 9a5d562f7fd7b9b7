// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/PaneContent.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

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
                         .arg(gigaElectronVolts(sum, isDifference(content.role)))
                         .arg(shown)
                         .arg(content.energies.size());
}

} // namespace

bool isDifference(PaneRole role) noexcept {
    return role == PaneRole::Difference || role == PaneRole::RunDifference;
}

PaneContent paneContent(PaneRole role, const EventComparison* comparison,
                        const ShownPrediction& prediction, const ShownPrediction& reference,
                        const CellAppearance& appearance) {
    PaneContent content;
    content.role = role;
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
            content.energies = difference(prediction.energies, event->hr().energy);
        else if (open)
            content.emptyWords = truth ? words("Press Run to predict")
                                       : words("No truth to compare with: real data");
        break;
    case PaneRole::Reference:
        content.title = words("Reference");
        if (compared) {
            content.energies = reference.energies;
            if (!reference.label.isEmpty())
                content.title += QStringLiteral(": ") + reference.label;
        } else if (open) {
            content.emptyWords = words("No run is kept as reference");
        }
        break;
    case PaneRole::RunDifference:
        content.title = words("Predicted \u2212 reference");
        if (predicted && compared)
            content.energies = difference(prediction.energies, reference.energies);
        else if (open)
            content.emptyWords = compared ? words("Press Run to compare with the reference")
                                          : words("No run is kept as reference");
        break;
    }
    if (!open)
        content.emptyWords = role == PaneRole::Lr ? words("No event is open") : QString();
    else if (!content.empty())
        describe(content, *event, appearance);
    return content;
}

double largestEnergy(const PaneContent& content) {
    double largest = 0;
    for (const float value : content.energies)
        if (std::isfinite(value))
            largest = std::max(largest, std::abs(static_cast<double>(value)));
    return largest;
}

} // namespace calolens
