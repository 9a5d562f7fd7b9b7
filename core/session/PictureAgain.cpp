// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/PictureAgain.h"

#include "diffusion/DenoisingRun.h"
#include "diffusion/Predictor.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {

RunSettings runSettings(const PredictionInfo& info) {
    RunSettings settings;
    settings.sampler = info.sampler;
    settings.schedule = info.schedule;
    settings.steps = info.steps;
    settings.seed = info.seed;
    return settings;
}

std::vector<float> storedAgain(const EventFile& file, std::int64_t event,
                               const SessionPicture& picture) {
    const auto draws = file.prediction(picture.settings.name, event);
    if (!draws || draws->cells == 0 || picture.draw >= draws->samples)
        throw UsageError(fmt::format("{} does not hold the prediction '{}' of event {} any more",
                                     file.path().string(), picture.settings.name, event));
    return picture.draw < 0 ? draws->mean() : draws->draw(picture.draw);
}

std::vector<float> runAgain(std::shared_ptr<const Model> model, Event event,
                            const SessionPicture& picture) {
    DenoisingRun run(std::move(model), std::make_shared<const Event>(std::move(event)),
                     runSettings(picture.settings));
    const int steps = picture.step < 0 ? run.stepCount() : picture.step;
    for (int step = 0; step < steps && !run.finished(); ++step)
        run.step();
    if (run.stepIndex() < steps && picture.step >= 0)
        throw UsageError(fmt::format("the run has {} steps, the picture was made after {}",
                                     run.stepIndex(), picture.step));
    if (picture.noisyState)
        return run.trajectory().back().state;
    return run.result();
}

std::vector<float> drawsAgain(std::shared_ptr<const Model> model, const Event& event,
                              const SessionPicture& picture) {
    const Event* const item = &event;
    const int first = std::max(picture.draw, 0);
    const int count = picture.draw < 0 ? picture.settings.samples : 1;
    const Predictor predictor(std::move(model), runSettings(picture.settings), 1);
    Prediction draws;
    draws.cells = event.hr().size();
    draws.samples = count;
    // A few at a time, as the window draws them: how many make a batch changes the last bits.
    constexpr int AtOnce = 4;
    for (int done = 0; done < count; done += AtOnce) {
        const auto some =
            predictor.draws({&item, 1}, first + done, std::min(AtOnce, count - done)).front();
        draws.energy.insert(draws.energy.end(), some.begin(), some.end());
    }
    return draws.mean();
}

} // namespace

std::vector<float>
pictureAgain(const EventFile& file, std::int64_t event, const SessionPicture& picture,
             const std::function<std::shared_ptr<const Model>(const PredictionInfo&)>& load) {
    switch (picture.kind) {
    case SessionPicture::Kind::None:
        return {};
    case SessionPicture::Kind::Stored:
        return storedAgain(file, event, picture);
    case SessionPicture::Kind::Run:
        return runAgain(load(picture.settings), file.read(event), picture);
    case SessionPicture::Kind::Draws:
        return drawsAgain(load(picture.settings), file.read(event), picture);
    }
    return {};
}

bool PictureDifference::agrees() const noexcept {
    constexpr double Rounding = 1e-3;
    return comparable && (identical || (largestMeV > 0 && largestMeV <= Rounding * largestCellMeV));
}

PictureDifference differenceOf(const SessionPicture& was, const std::vector<float>& nowMeV) {
    PictureDifference difference;
    SessionPicture now;
    now.setEnergies(nowMeV);
    difference.comparable =
        !was.fingerprint.empty() && (was.energies.empty() || was.energies.size() == nowMeV.size());
    difference.identical = difference.comparable && was.fingerprint == now.fingerprint;
    if (was.energies.empty() || !difference.comparable)
        return difference;
    for (std::size_t i = 0; i < nowMeV.size(); ++i) {
        difference.largestMeV = std::max(
            difference.largestMeV, std::abs(static_cast<double>(nowMeV[i]) - was.energies[i]));
        difference.largestCellMeV =
            std::max(difference.largestCellMeV, static_cast<double>(was.energies[i]));
    }
    difference.eventMeV = std::accumulate(nowMeV.begin(), nowMeV.end(), 0.0) -
                          std::accumulate(was.energies.begin(), was.energies.end(), 0.0);
    return difference;
}

std::string describe(const PictureDifference& d) {
    if (!d.comparable)
        return "There is nothing to compare it with.";
    if (d.identical)
        return "It is the same, to the bit.";
    if (d.largestMeV == 0)
        return "It is not the same to the bit; by how much it differs is not known.";
    return fmt::format(
        "{}: by at most {:.3g} MeV in a cell (the hottest holds {:.4g} MeV), {:+.3g} "
        "MeV in the event.",
        d.agrees() ? "It is the same but for rounding" : "It differs", d.largestMeV,
        d.largestCellMeV, d.eventMeV);
}

} // namespace calolens
