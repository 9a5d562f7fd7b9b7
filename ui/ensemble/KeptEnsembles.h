// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/DenoisingWorker.h"
#include "document/EventReader.h"

#include <list>
#include <memory>
#include <optional>

namespace calolens {

/// Draws that were made of an event, and how.
struct KeptEnsemble {
    std::shared_ptr<const StoredDraws> draws;
    DenoisingRequest how; ///< without its event
};

/// The draws of events that are not shown now, so that coming back to an event finds them. Above
/// the memory budget those left longest ago go first.
class KeptEnsembles {
public:
    explicit KeptEnsembles(std::size_t budgetBytes = std::size_t{128} << 20)
        : m_budget(budgetBytes) {}
    void keep(const Event& event, KeptEnsemble ensemble);
    /// Hands the draws of the event back and forgets them; nullopt if there are none. An event is
    /// known by its number and the opened file that it was read from.
    [[nodiscard]] std::optional<KeptEnsemble> take(const Event& event);
    [[nodiscard]] std::size_t size() const noexcept { return m_entries.size(); }

private:
    struct Entry {
        std::shared_ptr<const Readout> readout; ///< one of its own for each opened file
        std::int64_t event = 0;
        std::size_t bytes = 0;
        KeptEnsemble ensemble;
    };

    std::list<Entry> m_entries; ///< left last first
    std::size_t m_budget;
    std::size_t m_bytes = 0;
};

} // namespace calolens
