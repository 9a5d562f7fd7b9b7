// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "Interrupt.h"
#include "Progress.h"
#include "diffusion/training/Trainer.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace calolens::cli {

void addTrainCommand(CLI::App& app, const std::string& commandLine) {
    auto* command = app.add_subcommand("train", "Train a model on deposits files");
    struct Options {
        TrainingJob job;
        std::string device = "auto";
    };
    auto options = std::make_shared<Options>();
    command->add_option("deposits", options->job.deposits, "Deposits files")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_option("--config", options->job.config, "Recipe (JSON, see docs/models.md)")
        ->required()
        ->check(CLI::ExistingFile);
    command
        ->add_option("-o,--output", options->job.output,
                     "Model to write; OUTPUT.checkpoint and OUTPUT.log stand beside it")
        ->required();
    command->add_flag("--resume", options->job.resume, "Go on from OUTPUT.checkpoint");
    command->add_option(
        "--from", options->job.from,
        "Start with the weights of this model (name or path) instead of random ones");
    command->add_option("--device", options->device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("--threads", options->job.threads, "Threads inside the network on the CPU")
        ->capture_default_str();
    command
        ->add_option("--data-threads", options->job.dataThreads,
                     "Threads that digitize events anew; 0: one with the CPU, all cores with a GPU")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->callback([options, commandLine] {
        TrainingJob& job = options->job;
        job.device = deviceFromName(options->device);
        job.command = commandLine;
        job.interrupted = interrupted;
        std::unique_ptr<Progress> progress;
        std::int64_t first = 0;
        double shownChooser = 0;
        job.progress = [&](const TrainingProgress& p) {
            if (!progress) {
                first = p.step - 1;
                progress = std::make_unique<Progress>("training", "steps", p.steps - first);
            }
            if (p.chooserLoss != shownChooser) {
                shownChooser = p.chooserLoss;
                spdlog::info("step {}: loss {:.4f}, on the chooser set {:.4f}", p.step, p.loss,
                             p.chooserLoss);
            }
            progress->update(p.step - first);
        };
        const bool done = train(job);
        progress.reset();
        if (done)
            spdlog::info("the model is in {}", job.output.string());
        else
            spdlog::info("stopped; go on with --resume");
    });
}

} // namespace calolens::cli
