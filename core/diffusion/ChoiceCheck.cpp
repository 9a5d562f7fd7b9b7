// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/ChoiceCheck.h"

#include "diffusion/GivenLevels.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/PlacedLevels.h"
#include "diffusion/Sampler.h"
#include "error/Error.h"

namespace calolens {

std::string complaintAboutSampler(std::string_view name) {
    try {
        static_cast<void>(evaluationsFor(name, 1));
        return {};
    } catch (const UsageError& error) {
        return error.what();
    }
}

std::string complaintAboutSchedule(std::string_view name) {
    // Those are checked with the model and the number of steps.
    if (name == placedSchedule || isLevelsName(name))
        return {};
    try {
        static_cast<void>(noiseSchedule(name, 1, {}));
        return {};
    } catch (const UsageError& error) {
        return error.what();
    }
}

} // namespace calolens
