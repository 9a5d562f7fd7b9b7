// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/Checkpoint.h"

#include "diffusion/network/TorchErrors.h"
#include "event/WholeFile.h"

#include <sstream>

namespace calolens {

void writeCheckpoint(const std::filesystem::path& path, const TrainingState& state) {
    // Through memory: LibTorch's own writer ends the program when the disk is full (it throws in a
    // destructor).
    std::ostringstream bytes;
    try {
        torch::serialize::OutputArchive archive, network, average, best, optimiser;
        archive.write("step", c10::IValue(state.step));
        archive.write("loss", c10::IValue(state.loss));
        archive.write("chooser_loss", c10::IValue(state.chooserLoss));
        archive.write("recipe", c10::IValue(state.recipe));
        archive.write("best_step", c10::IValue(state.bestStep));
        archive.write("best_chooser_loss", c10::IValue(state.bestChooserLoss));
        archive.write("since_best", c10::IValue(state.sinceBest));
        state.best->save(best);
        archive.write("best", best);
        state.network->save(network);
        state.average->save(average);
        state.optimiser->save(optimiser);
        archive.write("network", network);
        archive.write("average", average);
        archive.write("optimiser", optimiser);
        if (!state.estimator.is_empty()) {
            torch::serialize::OutputArchive estimator, estimatorAverage, estimatorOptimiser;
            archive.write("estimator_step", c10::IValue(state.estimatorStep));
            state.estimator->save(estimator);
            state.estimatorAverage->save(estimatorAverage);
            state.estimatorOptimiser->save(estimatorOptimiser);
            archive.write("estimator", estimator);
            archive.write("estimator_average", estimatorAverage);
            archive.write("estimator_optimiser", estimatorOptimiser);
        }
        archive.save_to(bytes);
    } catch (const c10::Error& error) {
        throw FileError({path.string(), {}, {}}, "the checkpoint cannot be written: " +
                                                     firstLine(error.what_without_backtrace()));
    }
    writeWholeFile(path, bytes.view());
}

void readCheckpoint(const std::filesystem::path& path, TrainingState& state) {
    try {
        torch::serialize::InputArchive archive, network, average, best, optimiser;
        archive.load_from(path.string());
        c10::IValue value;
        archive.read("recipe", value);
        if (value.toStringRef() != state.recipe)
            throw FileError(
                {path.string(), {}, {}},
                "this checkpoint was made with another recipe; train without --resume, or "
                "give the recipe that it was made with");
        archive.read("step", value);
        state.step = value.toInt();
        archive.read("loss", value);
        state.loss = value.toDouble();
        archive.read("chooser_loss", value);
        state.chooserLoss = value.toDouble();
        archive.read("best_step", value);
        state.bestStep = value.toInt();
        archive.read("best_chooser_loss", value);
        state.bestChooserLoss = value.toDouble();
        archive.read("since_best", value);
        state.sinceBest = value.toInt();
        archive.read("best", best);
        state.best->load(best);
        archive.read("network", network);
        state.network->load(network);
        archive.read("average", average);
        state.average->load(average);
        archive.read("optimiser", optimiser);
        state.optimiser->load(optimiser);
        if (!state.estimator.is_empty()) {
            torch::serialize::InputArchive estimator, estimatorAverage, estimatorOptimiser;
            archive.read("estimator_step", value);
            state.estimatorStep = value.toInt();
            archive.read("estimator", estimator);
            state.estimator->load(estimator);
            archive.read("estimator_average", estimatorAverage);
            state.estimatorAverage->load(estimatorAverage);
            archive.read("estimator_optimiser", estimatorOptimiser);
            state.estimatorOptimiser->load(estimatorOptimiser);
        }
    } catch (const c10::Error& error) {
        throw FileError({path.string(), {}, {}}, "not a checkpoint of a training, or damaged: " +
                                                     firstLine(error.what_without_backtrace()));
    }
}

} // namespace calolens
