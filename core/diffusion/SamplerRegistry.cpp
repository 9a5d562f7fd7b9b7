// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/NamedChoices.h"
#include "diffusion/Sampler.h"
#include "diffusion/samplers/DdimSampler.h"
#include "diffusion/samplers/DdpmSampler.h"
#include "diffusion/samplers/DormandPrinceSampler.h"
#include "diffusion/samplers/DpmSolver2MSampler.h"
#include "diffusion/samplers/DpmSolver2SSampler.h"
#include "diffusion/samplers/DpmSolver3MSampler.h"
#include "diffusion/samplers/DpmSolverSde2MSampler.h"
#include "diffusion/samplers/EulerAncestralSampler.h"
#include "diffusion/samplers/EulerSampler.h"
#include "diffusion/samplers/HeunChurnSampler.h"
#include "diffusion/samplers/HeunSampler.h"
#include "diffusion/samplers/LmsSampler.h"
#include "diffusion/samplers/RestartSampler.h"
#include "diffusion/samplers/UniPcSampler.h"

#include <array>

namespace calolens {

namespace {

using Evaluations = std::optional<int> (*)(int steps);
using Make = std::unique_ptr<Sampler> (*)(Denoiser&, std::vector<double>,
                                          std::vector<RandomStream>);

/// One row of the registry: all that is known of a sampler by its name.
struct Entry {
    SamplerDescription description;
    Evaluations evaluations;
    Make make;
};

template<typename S, auto... arguments>
std::unique_ptr<Sampler> make(Denoiser& denoiser, std::vector<double> sigmas,
                              std::vector<RandomStream> noise) {
    return std::make_unique<S>(denoiser, std::move(sigmas), std::move(noise), arguments...);
}

std::optional<int> onePerStep(int steps) {
    return steps;
}
/// The last step, to noise level 0, needs one.
std::optional<int> twoPerStep(int steps) {
    return 2 * steps - 1;
}
std::optional<int> withRestarts(int steps) {
    return RestartSampler::evaluationsFor(steps);
}
std::optional<int> unknown(int /*steps*/) {
    return {};
}

constexpr bool deterministic = false, stochastic = true, adaptive = true;

constexpr std::array registry{
    Entry{{"heun", "EDM Heun",
           "Each step is tried, then corrected. The same noise, the same picture.",
           "arXiv 2206.00364, algorithm 1", "2 N - 1", 2, deterministic},
          twoPerStep,
          make<HeunSampler>},
    Entry{{"heun-churn", "EDM Heun with churn",
           "Heun with a little fresh noise before each step: it mends earlier errors.",
           "arXiv 2206.00364, algorithm 2", "2 N - 1", 1, stochastic},
          twoPerStep,
          make<HeunChurnSampler>},
    Entry{{"euler", "Euler", "The plain first-order method; for comparison.",
           "arXiv 2206.00364, algorithm 1 without its correction", "N", 1, deterministic},
          onePerStep,
          make<EulerSampler>},
    Entry{{"euler-ancestral", "Euler ancestral",
           "Euler past the next level, then noise back up: DDPM's rule in another form.",
           "arXiv 2006.11239, eq. 6-7; arXiv 2010.02502, eq. 16", "N", 1, stochastic},
          onePerStep,
          make<EulerAncestralSampler>},
    Entry{{"ddpm", "DDPM ancestral", "Fresh noise at every step, as SR3 samples. Needs many steps.",
           "arXiv 2006.11239, eq. 6-7; arXiv 2104.07636, algorithm 2", "N", 1, stochastic},
          onePerStep,
          make<DdpmSampler>},
    Entry{{"ddim", "DDIM", "DDPM without its noise; the same rule as Euler's.",
           "arXiv 2010.02502, eq. 12 with sigma = 0", "N", 1, deterministic},
          onePerStep,
          make<DdimSampler>},
    Entry{{"dpmpp-2s", "DPM-Solver++ 2S",
           "Exact in the linear part; one evaluation in the middle of the step.",
           "arXiv 2211.01095, algorithm 1", "2 N - 1", 2, deterministic},
          twoPerStep,
          make<DpmSolver2SSampler>},
    Entry{{"dpmpp-2m", "DPM-Solver++ 2M",
           "Exact in the linear part; remembers the step before. Good at few evaluations.",
           "arXiv 2211.01095, algorithm 2", "N", 2, deterministic},
          onePerStep,
          make<DpmSolver2MSampler>},
    Entry{{"dpmpp-3m", "DPM-Solver++ 3M", "As 2M, and remembers two steps before.",
           "arXiv 2211.01095, proposition 4.1 with three estimates", "N", 3, deterministic},
          onePerStep,
          make<DpmSolver3MSampler>},
    Entry{{"dpmpp-sde-2m", "DPM-Solver++ SDE-2M",
           "DDPM's fresh noise with the memory of 2M: fewer steps for the same mending.",
           "arXiv 2211.01095, SDE-DPM-Solver++(2M)", "N", 2, stochastic},
          onePerStep,
          make<DpmSolverSde2MSampler>},
    Entry{{"lms", "Linear multistep",
           "Adams and Bashforth's method of fourth order in the noise level.",
           "Hairer, Norsett and Wanner I, III.5; on arXiv 2206.00364, eq. 3", "N", 4,
           deterministic},
          onePerStep,
          make<LmsSampler>},
    Entry{{"unipc-2", "UniPC 2",
           "Predicts like 2M, then corrects with the next evaluation at no cost.",
           "arXiv 2302.04867, algorithms 1 and 2, p = 2", "N", 3, deterministic},
          onePerStep,
          make<UniPcSampler, 2>},
    Entry{{"unipc-3", "UniPC 3",
           "Predicts with the last three evaluations, then corrects with the next at no cost.",
           "arXiv 2302.04867, algorithms 1 and 2, p = 3", "N", 4, deterministic},
          onePerStep,
          make<UniPcSampler, 3>},
    Entry{{"restart", "Restart",
           "Heun that goes back up in noise near the end and comes down again, twice.",
           "arXiv 2306.14878, algorithm 1", "2 N - 1 + 12", 2, stochastic},
          withRestarts,
          make<RestartSampler>},
    Entry{{"dopri5", "Dormand-Prince 5(4)",
           "Adaptive: as many evaluations as its tolerance needs. For reference.",
           "J. Comp. Appl. Math. 6 (1980) 19, on arXiv 2011.13456, eq. 13", "as needed", 5,
           deterministic, adaptive},
          unknown,
          make<DormandPrinceSampler>}};

const Entry& find(std::string_view name) {
    return findNamed(registry, name, "sampler", "samplers");
}

} // namespace

std::span<const SamplerDescription> samplers() {
    static constexpr auto descriptions = descriptionsOf(registry);
    return descriptions;
}

std::unique_ptr<Sampler> makeSampler(std::string_view name, Denoiser& denoiser,
                                     std::vector<double> sigmas, std::vector<RandomStream> noise) {
    return find(name).make(denoiser, std::move(sigmas), std::move(noise));
}

std::optional<int> evaluationsFor(std::string_view sampler, int steps) {
    return find(sampler).evaluations(steps);
}

} // namespace calolens
