// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace calolens {

/// What a training has written of itself so far, in the order of its steps.
struct TrainingLog {
    struct Point {
        std::int64_t step = 0;
        double value = 0;
        bool operator==(const Point&) const = default;
    };
    using Curve = std::vector<Point>;
    /// Of the denoiser: weighted squared error of a batch, and of the averaged weights on the
    /// chooser set.
    Curve loss, chooserLoss;
    /// The same of the estimator, which is trained first, and the sd of the error of its event
    /// energy over that of LR.
    Curve estimatorLoss, estimatorChooserLoss, estimatorEnergyRatio;
    double learningRate = 0; ///< of the last step

    [[nodiscard]] bool empty() const noexcept { return loss.empty() && estimatorLoss.empty(); }
};

/// Follows MODEL.log, which `calolens-cli train` writes, while it grows.
class TrainingLogReader {
public:
    explicit TrainingLogReader(std::filesystem::path path)
        : m_path(std::move(path)) {}
    /// Reads the lines added since the last call; a line that has not ended is left for the next
    /// one. Steps that a resumed training takes again replace the earlier ones, and a log that was
    /// begun anew is read from its start.
    /// @return whether the log has changed
    /// @throws FileError if the file cannot be read, or is no training log
    bool update();
    [[nodiscard]] const TrainingLog& log() const noexcept { return m_log; }

private:
    void take(const std::string& line, std::int64_t number);

    std::filesystem::path m_path;
    TrainingLog m_log;
    std::uintmax_t m_read = 0; ///< bytes
    std::int64_t m_lines = 0;
};

} // namespace calolens
