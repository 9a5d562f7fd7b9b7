// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/HitEnergies.h"

#include "analysis/calibration/CalibrationBins.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace calolens {

namespace {
constexpr int middleNodes = 40;
/// Kept for the file's sake; a hundred thousandth of an energy matters to nobody.
constexpr double resolution = 1e-5;
/// Nodes further out than this many hits from the end would follow single hits.
constexpr double fewestBeyond = 5;

double rounded(double x) {
    return std::round(x / resolution) * resolution;
}

/// @param sorted ascending, not empty
double quantile(const std::vector<float>& sorted, double p) {
    const double place = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// The hits of some bins.
struct Hits {
    std::vector<float> drawn, truth; ///< MeV
    double drawnCells = 0, trueCells = 0;

    void take(const Hits& other) {
        drawn.insert(drawn.end(), other.drawn.begin(), other.drawn.end());
        truth.insert(truth.end(), other.truth.begin(), other.truth.end());
        drawnCells += other.drawnCells;
        trueCells += other.trueCells;
    }
};

std::vector<Hits> collect(std::span<const CalibrationEvent> events, std::size_t bins) {
    std::vector<Hits> hits(bins);
    for (const CalibrationEvent& event : events)
        for (std::size_t i = 0; i < event.bins.size(); ++i) {
            Hits& own = hits[event.bins[i]];
            ++own.trueCells;
            if (event.truth[i] > 0)
                own.truth.push_back(event.truth[i]);
            own.drawnCells += event.draws.samples;
            for (int k = 0; k < event.draws.samples; ++k)
                if (const float e = event.draw(k)[i]; e > 0)
                    own.drawn.push_back(e);
        }
    return hits;
}

HitEnergies::Curve curveOf(Hits hits) {
    HitEnergies::Curve curve;
    if (hits.truth.size() < HitEnergies::fewestHits || hits.drawn.size() < HitEnergies::fewestHits)
        return curve;
    std::sort(hits.drawn.begin(), hits.drawn.end());
    std::sort(hits.truth.begin(), hits.truth.end());
    const double wanted = static_cast<double>(hits.truth.size()) / hits.trueCells;
    const double there = static_cast<double>(hits.drawn.size()) / hits.drawnCells;
    if (wanted < there) {
        curve.cutMeV = rounded(quantile(hits.drawn, 1 - wanted / there));
        hits.drawn.erase(hits.drawn.begin(), std::lower_bound(hits.drawn.begin(), hits.drawn.end(),
                                                              static_cast<float>(curve.cutMeV)));
        if (hits.drawn.empty())
            return {};
    }
    const double outermost = fewestBeyond / static_cast<double>(hits.truth.size());
    std::vector<double> levels;
    for (const double p : {0.002, 0.005})
        if (p > outermost)
            levels.push_back(p);
    for (int i = 0; i < middleNodes; ++i)
        levels.push_back((i + 0.5) / middleNodes);
    for (const double p : {0.995, 0.998})
        if (1 - p > outermost)
            levels.push_back(p);
    for (const double p : levels) {
        const double from = rounded(std::log(quantile(hits.drawn, p)));
        if (!curve.logEnergy.empty() && from <= curve.logEnergy.back())
            continue; // many hits of the same energy
        curve.logEnergy.push_back(from);
        curve.shift.push_back(rounded(std::log(quantile(hits.truth, p)) - from));
    }
    return curve;
}

double shiftAt(const HitEnergies::Curve& curve, double logEnergy) {
    const auto above = std::upper_bound(curve.logEnergy.begin(), curve.logEnergy.end(), logEnergy);
    const auto i = static_cast<std::size_t>(above - curve.logEnergy.begin());
    if (i == 0)
        return curve.shift.front();
    if (i == curve.logEnergy.size())
        return curve.shift.back();
    const double t =
        (logEnergy - curve.logEnergy[i - 1]) / (curve.logEnergy[i] - curve.logEnergy[i - 1]);
    return curve.shift[i - 1] + t * (curve.shift[i] - curve.shift[i - 1]);
}
} // namespace

HitEnergies HitEnergies::fitted(std::span<const CalibrationEvent> events, std::size_t layers) {
    const std::vector<Hits> own = collect(events, layers * CalibrationBins::ranges);
    std::vector<Curve> curves(own.size());
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const std::size_t first = CalibrationBins::indexOf(layer, 0);
        const std::size_t end = first + CalibrationBins::ranges;
        for (std::size_t from = first; from < end;) {
            Hits joined;
            std::size_t to = from;
            while (to < end && static_cast<std::int64_t>(joined.truth.size()) < joinedHits)
                joined.take(own[to++]);
            // What is left above for a group of its own would be too little: it goes with this one.
            std::size_t left = 0;
            for (std::size_t b = to; b < end; ++b)
                left += own[b].truth.size();
            if (static_cast<std::int64_t>(left) < joinedHits)
                while (to < end)
                    joined.take(own[to++]);
            std::fill(curves.begin() + static_cast<std::ptrdiff_t>(from),
                      curves.begin() + static_cast<std::ptrdiff_t>(to), curveOf(std::move(joined)));
            from = to;
        }
    }
    return HitEnergies(std::move(curves));
}

void HitEnergies::apply(CalibrationEvent& event) const {
    for (int k = 0; k < event.draws.samples; ++k) {
        const std::span<float> draw = event.draw(k);
        const std::vector<float> before(draw.begin(), draw.end());
        const std::vector<double> sums = event.blocks.sum(draw);
        for (std::size_t i = 0; i < draw.size(); ++i) {
            const Curve& curve = m_curves[event.bins[i]];
            if (!(draw[i] > 0) || curve.logEnergy.empty())
                continue;
            const double logEnergy = std::log(static_cast<double>(draw[i]));
            draw[i] = draw[i] < static_cast<float>(curve.cutMeV)
                          ? 0.0F
                          : static_cast<float>(std::exp(logEnergy + shiftAt(curve, logEnergy)));
        }
        const std::vector<double> left = event.blocks.sum(draw);
        for (std::size_t i = 0; i < draw.size(); ++i)
            if (const std::size_t j = event.blocks.lrOf(i); sums[j] > 0 && !(left[j] > 0))
                draw[i] = before[i];
        keepSums(draw, sums, event.blocks);
    }
}

} // namespace calolens
