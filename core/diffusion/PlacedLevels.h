// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/LevelPlacement.h"
#include "diffusion/Model.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calolens {

/// Name of the schedule whose levels stand beside the model, MODEL.levels.json.
inline constexpr std::string_view placedSchedule = "placed";

/// Noise levels that were placed for a model, one set per sampler and number of steps.
struct PlacedLevels {
    struct Entry {
        std::string sampler;
        int steps = 0;
        Placement placement;
        std::string source;      ///< name of the event file
        std::int64_t events = 0; ///< that were sampled
        std::uint64_t seed = 0;  ///< of their noise
    };
    std::string model, modelChecksum;
    std::vector<Entry> entries;

    /// Null if there is none.
    [[nodiscard]] const Entry* find(std::string_view sampler, int steps) const;
    /// Takes the place of one for the same sampler and steps.
    void add(Entry entry);

    [[nodiscard]] std::string toJson() const;
    /// @throws FileError if the file cannot be read or is not such a file
    [[nodiscard]] static PlacedLevels read(const std::filesystem::path& path);
    /// Those beside the model; none if there is no such file.
    /// @throws FileError as read(), and if they were placed for other weights
    [[nodiscard]] static std::optional<PlacedLevels> beside(const ModelInfo& model);
};

/// MODEL.levels.json
[[nodiscard]] std::filesystem::path placedLevelsPath(const std::filesystem::path& model);

/// The schedule itself, or if it is "placed" the levelsName() of those placed for this model.
/// @throws UsageError saying what there is if none were placed for this sampler and number of steps
[[nodiscard]] std::string resolvedSchedule(const std::string& schedule, const std::string& sampler,
                                           int steps, const ModelInfo& model);

} // namespace calolens
