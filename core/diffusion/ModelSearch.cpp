// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Model.h"
#include "diffusion/ModelFolders.h"
#include "diffusion/network/ModelFile.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>

namespace calolens {

namespace {

namespace fs = std::filesystem;

constexpr const char* extension = ".calomodel";

} // namespace

std::vector<ModelInfo> findModels() {
    std::vector<ModelInfo> models;
    for (const fs::path& folder : modelFolders()) {
        std::error_code none;
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(folder, none))
            if (entry.path().extension() == extension)
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const fs::path& path : files) {
            try {
                ModelDescription description = readModelDescription(path);
                ModelInfo info = std::move(description.info);
                info.readout = std::make_shared<const Readout>(std::move(description.readout));
                // A model found earlier hides a later one of the same name.
                if (std::none_of(models.begin(), models.end(),
                                 [&](const ModelInfo& m) { return m.name == info.name; }))
                    models.push_back(std::move(info));
            } catch (const Error&) {
                // A damaged file must not keep the others from being offered; loading it by path
                // says what is wrong.
            }
        }
    }
    return models;
}

fs::path resolveModel(const std::string& nameOrPath) {
    std::error_code none;
    if (fs::is_regular_file(nameOrPath, none))
        return nameOrPath;
    std::string known;
    for (const ModelInfo& model : findModels()) {
        if (model.name == nameOrPath)
            return model.path;
        known += (known.empty() ? "" : ", ") + model.name;
    }
    throw ModelError(fmt::format("there is no model '{}', neither a file nor one of: {}",
                                 nameOrPath, known.empty() ? "(none found)" : known));
}

} // namespace calolens
