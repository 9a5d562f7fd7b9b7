// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/ModelSource.h"

#include <chrono>

namespace calolens {

ModelSource ModelSource::searchPath() {
    return {[] { return findModels(); },
            [](const std::filesystem::path& path, DeviceKind device) {
                return Model::load(path, device);
            }};
}

std::shared_ptr<const Model> LoadedModel::get(const std::filesystem::path& path,
                                              DeviceKind device) {
    m_loadMs = 0;
    if (m_model && m_path == path && m_device == device)
        return m_model;
    m_model.reset(); // not two at a time in memory
    const auto begin = std::chrono::steady_clock::now();
    m_model = m_source.load(path, device);
    m_loadMs =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    m_path = path;
    m_device = device;
    return m_model;
}

} // namespace calolens
