// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace calolens {

/// State of a training, told after every step.
struct TrainingProgress {
    std::int64_t step = 0, steps = 0; ///< of estimator and denoiser together
    std::int64_t events = 0;          ///< seen by this run of the program
    double loss = 0; ///< running mean of the weighted squared error (1 at the start)
    double chooserLoss =
        0; ///< the same of the averaged weights on the chooser set; 0 until first measured
};

/// What to train and where to put it.
struct TrainingJob {
    std::vector<std::filesystem::path> deposits;
    std::filesystem::path config;
    std::filesystem::path output; ///< model file; OUTPUT.checkpoint and OUTPUT.log stand beside it
    bool resume = false;          ///< go on from OUTPUT.checkpoint
    std::filesystem::path from;   ///< a model to start with the weights of; empty: random weights
    DeviceKind device = DeviceKind::Auto;
    int threads = 1;     ///< of the network on the CPU
    int dataThreads = 0; ///< that prepare events; 0: one with the CPU, all cores with a GPU
    std::string command; ///< what the user typed, for the model's card
    std::function<void(const TrainingProgress&)> progress;
    std::function<bool()>
        interrupted; ///< asked after each step; true: write a checkpoint and return
};

/// Trains a model: first its estimator, if the recipe has one, then the denoiser; the model file is
/// there from the denoiser's first checkpoint on. The log (OUTPUT.log) has one JSON object per
/// line: step, loss, learning_rate, events, and at times chooser_loss. A resumed training gives the
/// model that an uninterrupted one would have given.
/// @return true if the training ran to its end, false if it was interrupted (a checkpoint is there)
/// @throws FileError, UsageError, DeviceError
bool train(const TrainingJob& job);

} // namespace calolens
