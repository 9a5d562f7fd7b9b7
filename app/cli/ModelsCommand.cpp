// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "diffusion/Model.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace calolens::cli {

void addModelsCommand(CLI::App& app) {
    auto* command = app.add_subcommand("models", "List the models that can be used by name");
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "All that is known of each, as JSON");
    command->callback([json] {
        nlohmann::json list = nlohmann::json::array();
        const std::vector<ModelInfo> models = findModels();
        for (const ModelInfo& model : models) {
            if (*json)
                list.push_back({{"name", model.name},
                                {"preset", model.preset},
                                {"description", model.description},
                                {"parameters", model.parameters},
                                {"checksum", model.checksum},
                                {"path", model.path.string()},
                                {"card", nlohmann::json::parse(model.card, nullptr, false)}});
            else
                fmt::print("{:<16} {:<10} {:>5.2f} M parameters  {}\n{:16} {}\n", model.name,
                           model.preset, static_cast<double>(model.parameters) / 1e6,
                           model.description, "", model.path.string());
        }
        if (*json)
            fmt::print("{}\n", list.dump(2));
        else if (models.empty())
            fmt::print("no models found; set CALOLENS_MODELS to a folder that holds some\n");
    });
}

} // namespace calolens::cli
