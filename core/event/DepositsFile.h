// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <filesystem>
#include <memory>
#include <string>

namespace calolens {

/// Energy deposits on a fine grid, as a detector simulation writes them (docs/file-format.md), open
/// for reading. Lazy like EventFile, and safe to use from several threads.
class DepositsFile {
public:
    /// @throws FileError if the file is missing, truncated, foreign or inconsistent
    [[nodiscard]] static std::shared_ptr<DepositsFile> open(const std::filesystem::path& path);
    ~DepositsFile();
    DepositsFile(const DepositsFile&) = delete;
    DepositsFile& operator=(const DepositsFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept;
    /// The detector described by the file's attributes (layer noise is COCOA's: deposits are
    /// noise-free).
    [[nodiscard]] const Detector& detector() const noexcept;
    [[nodiscard]] const Granularity& granularity() const noexcept;
    [[nodiscard]] std::int64_t size() const noexcept;
    /// Number of cells of all events together.
    [[nodiscard]] std::int64_t cellCount() const noexcept;
    /// Number of true particles of all events together.
    [[nodiscard]] std::int64_t particleCount() const noexcept;
    /// How the deposits were made, as written by their maker: JSON text or, from simulations that
    /// have their own attributes for it, their description and generator; may be empty.
    [[nodiscard]] const std::string& provenance() const noexcept;
    /// @throws FileError naming dataset and event; UsageError if out of range
    [[nodiscard]] DepositEvent read(std::int64_t event) const;

private:
    struct Impl;
    explicit DepositsFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Writes a deposits file; atomic as EventWriter is.
class DepositsWriter {
public:
    /// @param provenance JSON text saying how the deposits were made
    DepositsWriter(std::filesystem::path path, const Detector& detector,
                   const Granularity& granularity, std::string provenance);
    ~DepositsWriter();
    DepositsWriter(const DepositsWriter&) = delete;
    DepositsWriter& operator=(const DepositsWriter&) = delete;
    void append(const DepositEvent& event);
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace calolens
