// SPDX-License-Identifier: GPL-3.0-or-later
#include "ensemble/EnsembleWorker.h"

#include "diffusion/Predictor.h"
#include "document/Paths.h"
#include "error/Error.h"
#include "event/PredictionWriter.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace calolens {

namespace {
/// Evaluated together: large enough to use the processor well, small enough to be seen streaming.
constexpr int DrawsAtOnce = 4;
} // namespace

EnsembleWorker::EnsembleWorker(ModelSource models)
    : m_model(std::move(models)) {
}

void EnsembleWorker::draw(quint64 generation, const EnsembleRequest& request) {
    if (generation != m_generation)
        return;
    try {
        const Event* const event = request.event.get();
        const Predictor predictor(m_model.get(request.model, request.device), request.settings, 1);
        const int end = request.first + request.count;
        for (int first = request.first; first < end;) {
            if (generation != m_generation)
                return;
            EnsembleDraws draws;
            draws.first = first;
            draws.count = std::min(DrawsAtOnce, end - first);
            const auto start = std::chrono::steady_clock::now();
            draws.energies = std::move(predictor.draws({&event, 1}, first, draws.count).front());
            draws.msPerDraw =
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                    .count() /
                draws.count;
            first += draws.count;
            draws.info = predictor.info();
            draws.info.samples = first;
            Q_EMIT drawn(generation, draws);
        }
        Q_EMIT finished(generation);
    } catch (const std::exception& error) {
        Q_EMIT failed(generation, QString::fromUtf8(error.what()));
    }
}

namespace {
/// A writer for a prediction of that name, or of NAME-2, NAME-3, ... where the file has one of the
/// name that was made in another way.
std::unique_ptr<PredictionWriter> writerFor(const std::filesystem::path& input,
                                            const std::filesystem::path& output,
                                            PredictionInfo& info) {
    constexpr int MostNames = 50;
    const std::string name = info.name;
    const auto taken = [&](const PredictionInfo& there) {
        return there.name == info.name && !settingsDifference(there, info).empty();
    };
    const auto there = std::filesystem::exists(output) ? EventFile::open(output)->predictions()
                                                       : std::vector<PredictionInfo>();
    for (int n = 2; n < MostNames && std::any_of(there.begin(), there.end(), taken); ++n)
        info.name = name + "-" + std::to_string(n);
    return std::make_unique<PredictionWriter>(input, output, info);
}
} // namespace

void EnsembleWorker::save(const std::filesystem::path& input, const std::filesystem::path& output,
                          qint64 event, const std::shared_ptr<const StoredDraws>& draws) {
    try {
        PredictionInfo info = draws->info;
        const auto writer = writerFor(input, output, info);
        writer->write(event, draws->prediction.energy);
        writer->finish();
        Q_EMIT saved(toQString(output), event, QString::fromStdString(info.name));
    } catch (const std::exception& error) {
        Q_EMIT saveFailed(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
