// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/DepthProfile.h"

#include "simulation/shower/LongitudinalProfile.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double negligible = 1e-4; // of a sub-shower in a slice
} // namespace

SubShowerStarts::SubShowerStarts(double end)
    : m_energies(static_cast<std::size_t>(end / step) + 2) {
}

void SubShowerStarts::clear() noexcept {
    std::fill(m_energies.begin(), m_energies.end(), Energies{});
}

void SubShowerStarts::add(const SubShower& shower) noexcept {
    const double place = shower.start / step;
    const auto i = static_cast<std::size_t>(place);
    if (i + 1 >= m_energies.size())
        return;
    const double behind = shower.energy * (place - static_cast<double>(i));
    const auto share = [&](std::size_t what, double part) {
        m_energies[i][what] += part * (shower.energy - behind);
        m_energies[i + 1][what] += part * behind;
    };
    if (shower.part != SubShowerPart::Carried) {
        share(shower.part == SubShowerPart::Early ? early : ionisation, 1);
        return;
    }
    const double way = std::min(shower.carried / carriedStep, carriedSteps - 1.001);
    const auto k = static_cast<std::size_t>(way);
    const double further = way - static_cast<double>(k);
    share(k, 1 - further);
    share(k + 1, further);
}

DepthProfile::DepthProfile(const std::vector<DepthSlice>& slices,
                           const ShowerParameters& parameters)
    : m_end(slices.empty() ? 0 : slices.back().tHigh)
    , m_slices(slices.size()) {
    const SubShowerStarts all = starts();
    const LongitudinalProfile profile = LongitudinalProfile::mean(parameters);
    m_shares.resize(all.energies().size());
    for (std::size_t n = 0; n < m_shares.size(); ++n) {
        const double start = static_cast<double>(n) * SubShowerStarts::step;
        std::size_t i = 0;
        while (i < slices.size() && slices[i].tHigh <= start)
            ++i;
        m_sliceAt.push_back(i);
        for (; i < slices.size(); ++i) {
            const double low = std::max(slices[i].tLow - start, 0.0),
                         high = slices[i].tHigh - start;
            const auto age = std::min(static_cast<std::size_t>((low + high) / 2 / ageStep) + 1,
                                      static_cast<std::size_t>(ages - 1));
            Share share{i, age, {}};
            double most = 0;
            for (std::size_t k = 0; k < share.energy.size(); ++k) {
                const double way = SubShowerStarts::carriedStep * static_cast<double>(k);
                const double energy = k == SubShowerStarts::early
                                          ? std::exp(-low / parameters.earlyDepth) -
                                                std::exp(-high / parameters.earlyDepth)
                                          : profile.before(high - way) - profile.before(low - way);
                share.energy[k] = static_cast<float>(energy);
                most = std::max(most, energy);
            }
            if (most > negligible)
                m_shares[n].push_back(share);
        }
    }
}

SubShowerStarts DepthProfile::starts() const {
    return SubShowerStarts(m_end);
}

void DepthProfile::fill(const SubShowerStarts& starts, Energies& energies) const {
    energies.assign(m_slices, {});
    for (std::size_t n = 0; n < m_shares.size(); ++n) {
        const SubShowerStarts::Energies& started = starts.energies()[n];
        if (m_sliceAt[n] < m_slices)
            energies[m_sliceAt[n]][0] += started.back();
        if (std::all_of(started.begin(), started.end() - 1, [](double e) { return e == 0; }))
            continue;
        for (const Share& share : m_shares[n]) {
            double energy = 0;
            for (std::size_t k = 0; k < share.energy.size(); ++k)
                energy += started[k] * static_cast<double>(share.energy[k]);
            energies[share.slice][share.age] += energy;
        }
    }
}

} // namespace calolens
