// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace calolens {

/// Where the window's models come from; a test puts models of its own here.
struct ModelSource {
    std::function<std::vector<ModelInfo>()> find;
    std::function<std::shared_ptr<const Model>(const std::filesystem::path&, DeviceKind)> load;

    /// The models of the search path (findModels(), Model::load()).
    [[nodiscard]] static ModelSource searchPath();
};

/// The model that was asked for last, loaded once: two are never in memory at a time.
class LoadedModel {
public:
    explicit LoadedModel(ModelSource source)
        : m_source(std::move(source)) {}
    /// @throws as ModelSource::load
    [[nodiscard]] std::shared_ptr<const Model> get(const std::filesystem::path& path,
                                                   DeviceKind device);
    [[nodiscard]] const ModelSource& source() const noexcept { return m_source; }
    /// Milliseconds that the last get() took to load; 0 if the model was there.
    [[nodiscard]] double loadMs() const noexcept { return m_loadMs; }

private:
    ModelSource m_source;
    std::shared_ptr<const Model> m_model;
    std::filesystem::path m_path;
    DeviceKind m_device = DeviceKind::Auto;
    double m_loadMs = 0;
};

} // namespace calolens
