// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/companions/ModelCompanions.h"

namespace calolens {

namespace {
template<typename Companion>
std::optional<Companion> readOne(const std::filesystem::path& model,
                                 const std::filesystem::path& instead) {
    return instead.empty() ? Companion::beside(model) : std::optional(Companion::read(instead));
}
} // namespace

ModelCompanions ModelCompanions::read(const std::filesystem::path& model,
                                      const CompanionFiles& instead) {
    return {readOne<InputSummary>(model, instead.inputs),
            instead.withoutCalibration ? std::nullopt
                                       : readOne<DrawCalibration>(model, instead.calibration),
            readOne<ReadingTable>(model, instead.readings)};
}

std::optional<Prediction> ModelCompanions::calibrated(const Event& event,
                                                      const Prediction& draws) const {
    if (!calibration || draws.samples < 2 || !draws.complete() || draws.cells != event.hr().size())
        return std::nullopt;
    return calibration->apply(event, draws);
}

std::function<Prediction(const Event&, const Prediction&)> ModelCompanions::prepare() const {
    if (!calibration)
        return {};
    return [this](const Event& event, const Prediction& draws) {
        return calibrated(event, draws).value_or(draws);
    };
}

} // namespace calolens
