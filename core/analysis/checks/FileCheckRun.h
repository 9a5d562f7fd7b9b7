// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace calolens {

/// Runs all checks of the registries over events that come one by one; of each event a few numbers
/// are kept, and no cells.
class FileCheckRun {
public:
    /// @param seed of the bootstrap
    explicit FileCheckRun(std::uint64_t seed);

    /// Runs the event checks, and lets the file checks see the event.
    void add(const EventEvidence& evidence);
    [[nodiscard]] std::size_t events() const noexcept { return m_events.size(); }
    /// @param source is put into the report
    [[nodiscard]] FileCheckReport finish(CheckedSource source) const;

private:
    struct Running {
        CheckInfo info;
        std::unique_ptr<FileCheck> check;
        std::int64_t seen = 0;
        std::string need; ///< of the first event that lacked something
    };
    [[nodiscard]] CheckResult resultOf(const Running& running) const;

    std::uint64_t m_seed;
    std::vector<Running> m_running;
    std::vector<CheckedEvent> m_events;
};

} // namespace calolens
