// SPDX-License-Identifier: GPL-3.0-or-later
#include "distributions/SampleScan.h"

#include "analysis/EventPicture.h"

#include <QElapsedTimer>

#include <exception>
#include <limits>
#include <optional>

namespace calolens {

namespace {

constexpr qint64 MsBetweenReports = 200;

void addRow(SampleRows& rows, const EventObservables& observables, const Event& event,
            const std::optional<Prediction>& prediction) {
    const EventReference reference = eventReference(event);
    const auto add = [&](SamplePicture kind, const std::optional<EventPicture>& picture) {
        auto& values = rows.values[static_cast<std::size_t>(kind)];
        const auto row = picture ? observables.compute(*picture, reference)
                                 : std::vector<float>(observables.size(),
                                                      std::numeric_limits<float>::quiet_NaN());
        values.insert(values.end(), row.begin(), row.end());
    };
    add(SamplePicture::Truth, truthPicture(event));
    add(SamplePicture::Lr, lrPicture(event));
    if (prediction && prediction->cells > 0 && prediction->complete()) {
        const std::vector<float> draw = prediction->draw(0), mean = prediction->mean();
        add(SamplePicture::Draw, hrPicture(event, draw));
        add(SamplePicture::Mean, hrPicture(event, mean));
    } else {
        add(SamplePicture::Draw, std::nullopt);
        add(SamplePicture::Mean, std::nullopt);
    }
    rows.events.push_back(event.number);
}

} // namespace

void SampleScan::run(const std::shared_ptr<EventFile>& file, const std::string& prediction) {
    const EventObservables observables(*file->readout());
    auto rows = std::make_shared<SampleRows>();
    qint64 unreadable = 0;
    QElapsedTimer sinceReport;
    sinceReport.start();
    for (qint64 i = 0; i < file->size() && !m_cancelled; ++i) {
        try {
            const Event event = file->read(i);
            addRow(*rows, observables, event,
                   prediction.empty() ? std::nullopt : file->prediction(prediction, i));
        } catch (const std::exception&) {
            ++unreadable; // the table of events says why
        }
        if (sinceReport.elapsed() > MsBetweenReports) {
            Q_EMIT rowsRead(rows, i + 1);
            rows = std::make_shared<SampleRows>();
            sinceReport.restart();
        }
    }
    Q_EMIT rowsRead(rows, file->size());
    Q_EMIT finished(unreadable);
}

} // namespace calolens
