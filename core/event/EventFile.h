// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "event/Prediction.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// What is known of an event without reading its cells (for tables and for info).
struct EventSummary {
    std::int64_t number = 0;
    int particles = 0;
    std::int64_t lrCells = 0;
    std::int64_t hrCells = 0;
};

/// A native event file (docs/file-format.md), open for reading.
///
/// Opening reads attributes and checks the structure; neither time nor memory of opening grows with
/// the number of events (offsets are read in blocks when asked for). Each event is checked when it
/// is read. Safe to use from several threads (calls are serialised inside).
class EventFile {
public:
    /// @throws FileError if the file is missing, truncated, foreign or inconsistent
    [[nodiscard]] static std::shared_ptr<EventFile> open(const std::filesystem::path& path);
    ~EventFile();
    EventFile(const EventFile&) = delete;
    EventFile& operator=(const EventFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept;
    [[nodiscard]] const std::shared_ptr<const Readout>& readout() const noexcept;
    [[nodiscard]] std::int64_t size() const noexcept; ///< number of events
    [[nodiscard]] bool hasTruth() const noexcept;
    /// Number of cells of all events together at a level. @throws std::out_of_range
    [[nodiscard]] std::int64_t cellCount(int level) const;
    /// Number of true particles of all events together.
    [[nodiscard]] std::int64_t particleCount() const noexcept;
    /// How the file was made (JSON text as written by its maker; may be empty).
    [[nodiscard]] const std::string& provenance() const noexcept;

    /// @throws FileError naming dataset and event if the event is inconsistent; UsageError if out
    /// of range
    [[nodiscard]] Event read(std::int64_t event) const;
    [[nodiscard]] EventSummary summary(std::int64_t event) const;

    [[nodiscard]] std::vector<PredictionInfo> predictions() const;
    /// The named prediction of one event; nullopt if the file has no prediction of that name or if
    /// the event has not been predicted yet.
    [[nodiscard]] std::optional<Prediction> prediction(const std::string& name,
                                                       std::int64_t event) const;

private:
    struct Impl;
    explicit EventFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace calolens
