// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <filesystem>
#include <memory>
#include <string>

namespace calolens {

/// Writes a native event file, event by event, in bounded memory. The file appears under its name
/// only when finish() has succeeded; until then it is written to PATH.part, which the destructor
/// removes.
class EventWriter {
public:
    /// @param provenance JSON text saying how the events were made
    /// @param hasTruth   whether the events carry HR energies
    /// @throws FileError if the file cannot be created
    EventWriter(std::filesystem::path path, const Readout& readout, std::string provenance,
                bool hasTruth = true);
    ~EventWriter();
    EventWriter(const EventWriter&) = delete;
    EventWriter& operator=(const EventWriter&) = delete;

    /// Appends an event (its number is ignored: events are numbered as they come).
    /// @throws FileError on a full disk and on an event that does not fit the readout
    void append(const Event& event);
    /// Writes what is left, closes, and renames the file into place.
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace calolens
