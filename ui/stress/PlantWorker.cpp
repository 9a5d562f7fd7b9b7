// SPDX-License-Identifier: GPL-3.0-or-later
#include "stress/PlantWorker.h"

#include "analysis/checks/CheckRegistry.h"
#include "analysis/companions/ModelCompanions.h"
#include "error/Error.h"

#include <exception>

namespace calolens {

namespace {
constexpr std::uint32_t stream = 30; // as the places of a stress test, of its own

/// The next event of the file, with draws if it has them.
Testimony otherEventOf(const PlantRequest& what) {
    if (!what.file)
        return {};
    const std::int64_t size = what.file->size();
    const std::string name = what.draws ? what.draws->info.name : std::string();
    std::optional<Testimony> without;
    for (std::int64_t by = 1; by < std::min<std::int64_t>(size, 50); ++by) {
        const std::int64_t number = (what.event->number + by) % size;
        Testimony other{what.file->read(number), {}};
        if (other.event.lr().size() == 0)
            continue;
        auto draws = name.empty() ? std::nullopt : what.file->prediction(name, number);
        if (draws && draws->complete()) {
            other.prediction = std::move(*draws);
            return other;
        }
        if (!without)
            without = std::move(other);
    }
    return without.value_or(Testimony{});
}

/// Truth is hidden from the checks: it would tell them.
std::vector<CheckResult> answers(const Testimony& testimony, const EvidenceSources& sources) {
    Event event = testimony.event;
    event.levels.back().energy.clear();
    const EventEvidence evidence(
        event, testimony.prediction.samples > 0 ? &testimony.prediction : nullptr, sources);
    std::vector<CheckResult> results;
    for (const EventCheck& check : eventChecks())
        if (check.info.isTruthFree())
            results.push_back(runCheck(check, evidence));
    return results;
}
} // namespace

void PlantWorker::plant(quint64 request, const PlantRequest& what) {
    if (request != m_latest)
        return;
    try {
        const ModelCompanions beside = ModelCompanions::read(what.model);
        Testimony honest{*what.event, {}};
        if (what.draws)
            honest.prediction = what.draws->prediction;
        if (auto calibrated = beside.calibrated(honest.event, honest.prediction))
            honest.prediction = std::move(*calibrated);
        if (!what.lie->ofInput && honest.prediction.samples < 1)
            throw UsageError("There is no picture to lie about: draw an ensemble first.");
        honest.place = what.cell;
        RandomStream random(1, RandomPurpose::Checks,
                            static_cast<std::uint64_t>(what.event->number), stream);
        const Testimony lied = what.lie->tell(honest, otherEventOf(what), what.size, random);
        auto result = std::make_shared<PlantedLie>();
        result->of = what;
        result->event = std::make_shared<Event>(lied.event);
        if (lied.prediction.samples > 0) {
            auto draws = std::make_shared<StoredDraws>();
            draws->prediction = lied.prediction;
            if (what.draws)
                draws->info = what.draws->info;
            result->draws = std::move(draws);
        }
        const EvidenceSources sources{beside.inputsOrNull(), nullptr, 1};
        const auto before = answers(honest, sources), after = answers(lied, sources);
        std::size_t i = 0;
        for (const EventCheck& check : eventChecks())
            if (check.info.isTruthFree()) {
                result->findings.push_back({&check.info, before[i], after[i]});
                ++i;
            }
        Q_EMIT planted(request, result);
    } catch (const std::exception& error) {
        Q_EMIT failed(request, QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
