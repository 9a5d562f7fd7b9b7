// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/EventFigures.h"

#include "analysis/Profiles.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>

namespace calolens {

namespace {
constexpr double gev = 1e-3;        // GeV per MeV
constexpr double spectrumLow = 1.0; // MeV
constexpr int binsPerDecade = 4;
constexpr std::size_t lateralBinsMost = 24;

QString tr(const char* text) {
    return QCoreApplication::translate("EventFigures", text);
}

struct RolePicture {
    PictureRole role;
    EventPicture picture;
};

std::vector<RolePicture> pictures(const EventComparison& comparison) {
    std::vector<RolePicture> result{{PictureRole::Lr, lrPicture(*comparison.event)}};
    if (const auto predicted = predictedPicture(comparison))
        result.push_back({PictureRole::Predicted, *predicted});
    if (const auto truth = truthPicture(*comparison.event))
        result.push_back({PictureRole::Truth, *truth});
    return result;
}

QString seriesName(PictureRole role) {
    switch (role) {
    case PictureRole::Lr:
        return tr("LR, measured");
    case PictureRole::Predicted:
        return tr("HR, predicted");
    case PictureRole::Truth:
        break;
    }
    return tr("HR, truth");
}

/// The step of the form 1, 2, 2.5 or 5 times a power of ten that is not below x.
double roundStep(double x) {
    const double power = std::pow(10, std::floor(std::log10(x)));
    for (const double step : {1.0, 2.0, 2.5, 5.0})
        if (step * power >= x * 0.999)
            return step * power;
    return 10 * power;
}

using Profile = std::function<Histogram(const EventPicture&)>;

/// Sets the errors of a predicted profile to the standard deviation of each bin over the draws.
void setSpread(Histogram& histogram, const Profile& profile, const Event& event,
               const Prediction& draws) {
    if (draws.samples < 2)
        return;
    std::vector<double> sum(histogram.size()), squares(histogram.size());
    for (int k = 0; k < draws.samples; ++k) {
        const std::vector<float> energy = draws.draw(k);
        const Histogram one = profile(hrPicture(event, energy));
        for (std::size_t i = 0; i < one.size(); ++i) {
            const double shifted = one.content(i) - histogram.content(i); // keeps the digits
            sum[i] += shifted;
            squares[i] += shifted * shifted;
        }
    }
    const double n = draws.samples;
    for (std::size_t i = 0; i < histogram.size(); ++i) {
        const double variance = (squares[i] - sum[i] * sum[i] / n) / (n - 1);
        histogram.setError(i, std::sqrt(std::max(0.0, variance)));
    }
}

void addProfiles(RatioFigure& figure, const EventComparison& comparison, const Prediction* draws,
                 const Profile& profile) {
    for (const auto& [role, picture] : pictures(comparison)) {
        Histogram histogram = profile(picture);
        if (role == PictureRole::Predicted && draws != nullptr)
            setSpread(histogram, profile, *comparison.event, *draws);
        histogram.scale(gev);
        figure.series.push_back({role, seriesName(role), std::move(histogram)});
    }
}

QString number(double x) {
    return QString::number(x, 'g', 3);
}
} // namespace

RatioFigure spectrumFigure(const EventComparison& comparison) {
    const auto shown = pictures(comparison);
    double largest = 10 * spectrumLow;
    for (const auto& [role, picture] : shown)
        largest = std::max(largest, hottestCell(picture));
    // Up to the next edge above the hottest cell.
    const int bins =
        static_cast<int>(std::floor(std::log10(largest / spectrumLow) * binsPerDecade)) + 1;
    const Binning binning = Binning::logarithmic(
        bins, spectrumLow, spectrumLow * std::pow(10, static_cast<double>(bins) / binsPerDecade));
    RatioFigure figure;
    figure.title = tr("Cell energies");
    figure.xLabel = tr("Cell energy [GeV]");
    figure.yLabel = tr("Cells / %1 decade").arg(number(1.0 / binsPerDecade));
    figure.logX = figure.logY = true;
    QStringList below;
    for (const auto& [role, picture] : shown) {
        const Histogram spectrum = cellEnergySpectrum(picture, binning);
        below << QStringLiteral("%1 %2").arg(role == PictureRole::Lr          ? tr("LR")
                                             : role == PictureRole::Predicted ? tr("predicted")
                                                                              : tr("truth"),
                                             number(spectrum.underflow()));
        figure.series.push_back({role, seriesName(role), spectrum.withAxisScaled(gev)});
    }
    figure.note = tr("Cells below %1 MeV, not in the spectrum: %2.")
                      .arg(number(spectrumLow), below.join(tr(", ")));
    return figure;
}

RatioFigure layerFigure(const EventComparison& comparison, const Prediction* draws) {
    RatioFigure figure;
    figure.title = tr("Longitudinal profile");
    figure.xLabel = tr("Layer");
    figure.yLabel = tr("Energy / layer [GeV]");
    figure.logY = true;
    const Readout& readout = *comparison.event->readout;
    for (int layer = 0; layer < readout.levels.back().layerCount(); ++layer)
        figure.binNames << QString::fromStdString(
            readout.detector.layers.at(static_cast<std::size_t>(layer)).name);
    addProfiles(figure, comparison, draws, layerProfile);
    return figure;
}

EtaPhi lateralCentre(const Event& event) {
    const auto shape = showerShape(lrPicture(event));
    return shape ? shape->centre : EtaPhi{};
}

RatioFigure lateralFigure(const EventComparison& comparison, const Prediction* draws) {
    const Event& event = *comparison.event;
    const EventPicture lr = lrPicture(event);
    const EtaPhi centre = lateralCentre(event);
    const LayerGrid grid = event.readout->levels.back().grid(0);
    const double pitch = 2 * event.readout->detector.etaMax / grid.nEta;
    const double width = roundStep(pitch);
    double farthest = 0;
    for (std::size_t i = 0; i < lr.size(); ++i) {
        const CellBounds bounds = lr.bounds(i);
        farthest = std::max(farthest, deltaR({bounds.eta(), bounds.phi()}, centre) + pitch);
    }
    const auto bins = std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(farthest / width)),
                                              4, lateralBinsMost);
    const Binning binning =
        Binning::uniform(static_cast<int>(bins), 0, width * static_cast<double>(bins));
    RatioFigure figure;
    figure.title = tr("Lateral profile");
    figure.xLabel = tr("\u0394R from the LR energy centroid");
    figure.yLabel = tr("Energy / %1 [GeV]").arg(number(width));
    figure.logY = true;
    addProfiles(figure, comparison, draws, [&](const EventPicture& picture) {
        return lateralProfile(picture, centre, binning);
    });
    return figure;
}

std::vector<RatioFigure> eventFigures(const EventComparison& comparison, const Prediction* draws) {
    return {spectrumFigure(comparison), layerFigure(comparison, draws),
            lateralFigure(comparison, draws)};
}

} // namespace calolens
