// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace calolens {

/// Draws of a prediction that is being made, event by event in any order, on disk.
///
/// A flat sparse file: a header with the settings, a mark (checksum) per event, then a slot for
/// every event's draws. An event counts once its mark is there and fits its draws, so that a kill
/// at any moment loses the event in hand and nothing else. Only one program can have it open.
class DrawStore {
public:
    /// Continues the store at path if it was made for the same settings, else starts it anew.
    /// @param settings  everything that has to agree, as text
    /// @throws FileError if it cannot be written or another program has it open
    DrawStore(std::filesystem::path path, const std::string& settings, std::int64_t events);
    /// Opens the store that another program has left for the same settings, to read it and to
    /// remove it. None if it is not there, or was made for something else.
    [[nodiscard]] static std::unique_ptr<DrawStore>
    openLeft(const std::filesystem::path& path, const std::string& settings, std::int64_t events);
    /// Keeps the file, unless nothing was ever written to it.
    ~DrawStore();
    DrawStore(const DrawStore&) = delete;
    DrawStore& operator=(const DrawStore&) = delete;

    /// Whether the event's draws are there, and intact if `out` is given to read them into.
    [[nodiscard]] bool has(std::int64_t event) const;
    /// Reads an event's draws. @param first  index of its first value
    /// @returns false if they are not there or damaged
    [[nodiscard]] bool read(std::int64_t event, std::int64_t first, std::span<float> out) const;
    /// @throws FileError on a full disk
    void write(std::int64_t event, std::int64_t first, std::span<const float> draws);
    void flush();
    /// Whether another program is writing to a store that was left.
    [[nodiscard]] bool inUse() const;
    /// Deletes the file: its draws are elsewhere now.
    void remove();
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }

private:
    DrawStore(std::filesystem::path path, std::int64_t events, std::int64_t headerBytes,
              int descriptor);
    [[nodiscard]] std::int64_t markPosition(std::int64_t event) const noexcept;
    [[nodiscard]] std::int64_t valuePosition(std::int64_t index) const noexcept;
    [[nodiscard]] bool readAt(std::int64_t position, std::span<std::byte> out) const;
    void writeAt(std::int64_t position, std::span<const std::byte> bytes);
    [[noreturn]] void fail(int code) const;

    std::filesystem::path m_path;
    std::int64_t m_events = 0;
    std::int64_t m_headerBytes = 0;
    int m_descriptor = -1;
    bool m_empty = true;
};

} // namespace calolens
