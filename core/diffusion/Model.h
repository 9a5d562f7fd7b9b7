// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "diffusion/NoiseSchedule.h"
#include "event/Event.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace calolens {

class Parametrisation;

/// Where a network runs.
enum class DeviceKind { Auto, Cpu, Cuda };
/// @throws UsageError unless "auto", "cpu" or "cuda"
[[nodiscard]] DeviceKind deviceFromName(std::string_view name);
/// Whether this build and machine can run on CUDA.
[[nodiscard]] bool cudaAvailable();
/// Number of threads inside one network evaluation on the CPU (a setting; default 1).
void setNetworkThreads(int threads);

/// What is known of a model without loading its weights.
struct ModelInfo {
    std::string name;
    std::string preset;      ///< digitizer preset it was trained for
    std::string description; ///< one line
    std::string checksum;    ///< of the weights, hexadecimal
    std::string card;        ///< JSON: data, recipe, seed, commit, measured quality
    std::int64_t parameters = 0;
    std::filesystem::path path;
    std::shared_ptr<const Readout> readout; ///< of its training events; null: not known
};

/// A trained super-resolution model: makes denoisers for events and turns their latents into
/// energies. Immutable after loading; may be shared between threads.
class Model {
public:
    virtual ~Model() = default;
    /// @throws ModelError if the file is missing, foreign, damaged or of the wrong shape;
    /// DeviceError
    [[nodiscard]] static std::shared_ptr<const Model> load(const std::filesystem::path& path,
                                                           DeviceKind device = DeviceKind::Auto);
    [[nodiscard]] virtual const ModelInfo& info() const = 0;
    [[nodiscard]] virtual std::string deviceName() const = 0; ///< "CPU", "CUDA: NVIDIA H200"
    /// Noise levels the model was trained for.
    [[nodiscard]] virtual NoiseRange noiseRange() const = 0;
    /// @throws ModelError saying what differs if the model cannot work on events of this readout
    virtual void checkFits(const Readout& readout) const = 0;
    /// Values of the latent x of an event.
    [[nodiscard]] virtual std::size_t latentSize(const Event& event) const = 0;
    /// A denoiser of the batch of events (item i = events[i]); reads LR only. The events must
    /// outlive it.
    [[nodiscard]] virtual std::unique_ptr<Denoiser>
    bind(std::span<const Event* const> events) const = 0;
    /// Energies in MeV of the HR cells from a clean latent.
    virtual void decode(std::span<const float> latent, const Event& event,
                        std::span<float> energies) const = 0;
    /// What the latent is made of; null where it is made in a way of the model's own.
    [[nodiscard]] virtual const Parametrisation* parametrisation() const { return nullptr; }
};

/// Models found in the search path: $CALOLENS_MODELS, the user's data folder, the installed and the
/// source tree's resources/models. Damaged files are left out.
[[nodiscard]] std::vector<ModelInfo> findModels();
/// Path of a model given by name or by path. @throws ModelError naming the known ones
[[nodiscard]] std::filesystem::path resolveModel(const std::string& nameOrPath);

} // namespace calolens
