// SPDX-License-Identifier: GPL-3.0-or-later
#include "ensemble/KeptEnsembles.h"

#include <algorithm>
#include <utility>

namespace calolens {

void KeptEnsembles::keep(const Event& event, KeptEnsemble ensemble) {
    (void)take(event);
    ensemble.how.event.reset();
    Entry entry{event.readout, event.number,
                ensemble.draws->prediction.energy.size() * sizeof(float), std::move(ensemble)};
    m_bytes += entry.bytes;
    m_entries.push_front(std::move(entry));
    while (m_bytes > m_budget && m_entries.size() > 1) {
        m_bytes -= m_entries.back().bytes;
        m_entries.pop_back();
    }
}

std::optional<KeptEnsemble> KeptEnsembles::take(const Event& event) {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) {
        return e.readout == event.readout && e.event == event.number;
    });
    if (found == m_entries.end())
        return std::nullopt;
    KeptEnsemble ensemble = std::move(found->ensemble);
    m_bytes -= found->bytes;
    m_entries.erase(found);
    return ensemble;
}

} // namespace calolens
