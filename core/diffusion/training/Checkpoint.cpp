// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/Checkpoint.h"

#include "diffusion/network/TorchErrors.h"
#include "event/WholeFile.h"

#include <sstream>

namespace calolens {

namespace {
using torch::serialize::InputArchive, torch::serialize::OutputArchive;

/// @tparam Part a module or an optimiser
template<typename Part>
void writePart(OutputArchive& archive, const char* name, const Part& part) {
    OutputArchive inner;
    part.save(inner);
    archive.write(name, inner);
}

template<typename Part>
void readPart(InputArchive& archive, const char* name, Part& part) {
    InputArchive inner;
    archive.read(name, inner);
    part.load(inner);
}

c10::IValue valueOf(InputArchive& archive, const char* name) {
    c10::IValue value;
    archive.read(name, value);
    return value;
}
} // namespace

void writeCheckpoint(const std::filesystem::path& path, const TrainingState& state) {
    // Through memory: LibTorch's own writer ends the program when the disk is full (it throws in a
    // destructor).
    std::ostringstream bytes;
    try {
        OutputArchive archive;
        archive.write("step", c10::IValue(state.step));
        archive.write("loss", c10::IValue(state.loss));
        archive.write("chooser_loss", c10::IValue(state.chooserLoss));
        archive.write("recipe", c10::IValue(state.recipe));
        archive.write("best_step", c10::IValue(state.bestStep));
        archive.write("best_chooser_loss", c10::IValue(state.bestChooserLoss));
        archive.write("since_best", c10::IValue(state.sinceBest));
        writePart(archive, "best", *state.best);
        writePart(archive, "network", *state.network);
        writePart(archive, "average", *state.average);
        writePart(archive, "optimiser", *state.optimiser);
        if (!state.estimator.is_empty()) {
            archive.write("estimator_step", c10::IValue(state.estimatorStep));
            writePart(archive, "estimator", *state.estimator);
            writePart(archive, "estimator_average", *state.estimatorAverage);
            writePart(archive, "estimator_optimiser", *state.estimatorOptimiser);
        }
        archive.save_to(bytes);
    } catch (const c10::Error& error) {
        throw FileError({path.string(), {}, {}}, "the checkpoint cannot be written: " +
                                                     firstLine(error.what_without_backtrace()));
    }
    writeWholeFile(path, bytes.view());
}

void readCheckpoint(const std::filesystem::path& path, TrainingState& state,
                    const torch::Device& device) {
    try {
        InputArchive archive;
        archive.load_from(path.string(), device);
        if (valueOf(archive, "recipe").toStringRef() != state.recipe)
            throw FileError(
                {path.string(), {}, {}},
                "this checkpoint was made with another recipe; train without --resume, or "
                "give the recipe that it was made with");
        state.step = valueOf(archive, "step").toInt();
        state.loss = valueOf(archive, "loss").toDouble();
        state.chooserLoss = valueOf(archive, "chooser_loss").toDouble();
        state.bestStep = valueOf(archive, "best_step").toInt();
        state.bestChooserLoss = valueOf(archive, "best_chooser_loss").toDouble();
        state.sinceBest = valueOf(archive, "since_best").toInt();
        readPart(archive, "best", *state.best);
        readPart(archive, "network", *state.network);
        readPart(archive, "average", *state.average);
        readPart(archive, "optimiser", *state.optimiser);
        if (!state.estimator.is_empty()) {
            state.estimatorStep = valueOf(archive, "estimator_step").toInt();
            readPart(archive, "estimator", *state.estimator);
            readPart(archive, "estimator_average", *state.estimatorAverage);
            readPart(archive, "estimator_optimiser", *state.estimatorOptimiser);
        }
    } catch (const c10::Error& error) {
        throw FileError({path.string(), {}, {}}, "not a checkpoint of a training, or damaged: " +
                                                     firstLine(error.what_without_backtrace()));
    }
}

} // namespace calolens
