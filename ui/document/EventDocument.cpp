// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/EventDocument.h"

#include "document/DrawsText.h"
#include "document/Paths.h"

#include <QFileInfo>

#include <algorithm>

namespace calolens {
namespace {

QString labelOf(const LoadedEvent& loaded) {
    const QString name = QString::fromStdString(loaded.choice.name);
    if (loaded.choice.sample >= 0)
        return EventDocument::tr("draw %1 of %2 (%3)")
            .arg(loaded.choice.sample + 1)
            .arg(loaded.draws->prediction.samples)
            .arg(name);
    return QStringLiteral("%1 (%2)").arg(meanOfDrawsText(loaded.draws->prediction.samples), name);
}

} // namespace

EventDocument::EventDocument(QObject* parent)
    : QObject(parent)
    , m_reader(std::make_unique<EventReader>(), QStringLiteral("event reader")) {
    m_reader.listen(&EventReader::opened, [this](quint64 request, const OpenEventFile& file) {
        const auto asked =
            std::find_if(m_eventOfOpen.begin(), m_eventOfOpen.end(),
                         [request](const auto& entry) { return entry.first == request; });
        const qint64 event = asked->second;
        m_eventOfOpen.erase(asked);
        --m_opening;
        acceptFile(file, event);
        updateBusy();
    });
    m_reader.listen(&EventReader::openFailed, [this](quint64 request, const QString& message) {
        std::erase_if(m_eventOfOpen,
                      [request](const auto& entry) { return entry.first == request; });
        --m_opening;
        updateBusy();
        Q_EMIT failed(message);
    });
    m_reader.listen(&EventReader::eventRead, [this](quint64 request, const LoadedEvent& loaded) {
        acceptEvent(request, loaded);
    });
    m_reader.listen(&EventReader::readFailed, [this](quint64 request, const QString& message) {
        if (request != m_readRequest)
            return;
        m_reading = false;
        // An event of another file must not stay beside this file's table.
        if (m_shownFile != file())
            clearEvent();
        m_requestedEvent = currentEvent();
        updateBusy();
        Q_EMIT failed(message);
    });
}

EventDocument::~EventDocument() {
    m_reader.worker()->setLatestRead(~quint64{0});
}

void EventDocument::openFile(const QString& path, qint64 event) {
    ++m_opening;
    const quint64 request = ++m_openRequest;
    m_eventOfOpen.emplace_back(request, event);
    m_reader.post([request, path](EventReader& reader) { reader.open(request, path); });
    updateBusy();
}

void EventDocument::acceptFile(const OpenEventFile& file, qint64 event) {
    const QString path = toQString(file.file->path());
    const auto same = std::find_if(m_files.begin(), m_files.end(), [&](const OpenEventFile& open) {
        return QFileInfo(toQString(open.file->path())) == QFileInfo(path);
    });
    int index = static_cast<int>(same - m_files.begin());
    if (same != m_files.end())
        *same = file;
    else
        m_files.push_back(file);
    m_currentFile = -1; // even the same file is another one now
    Q_EMIT filesChanged();
    switchToFile(index, event);
}

void EventDocument::setCurrentFile(int index) {
    if (index < 0 || index >= static_cast<int>(m_files.size()) || index == m_currentFile)
        return;
    switchToFile(index, 0);
}

void EventDocument::closeCurrentFile() {
    if (m_currentFile < 0)
        return;
    const int closed = m_currentFile;
    m_files.erase(m_files.begin() + closed);
    m_currentFile = -1;
    Q_EMIT filesChanged();
    switchToFile(std::min(std::max(closed - 1, 0), static_cast<int>(m_files.size()) - 1), 0);
}

void EventDocument::switchToFile(int index, qint64 event) {
    m_currentFile = index;
    m_requestedEvent = -1;
    if (index >= 0) {
        const auto& predictions = m_files[static_cast<std::size_t>(index)].predictions;
        const bool stillThere =
            std::any_of(predictions.begin(), predictions.end(),
                        [this](const PredictionInfo& p) { return p.name == m_choice.name; });
        if (!stillThere)
            m_choice =
                predictions.empty() ? PredictionChoice{} : PredictionChoice{predictions[0].name};
    }
    Q_EMIT currentFileChanged();
    if (eventCount() > 0) {
        goToEvent(event);
    } else {
        m_reader.worker()->setLatestRead(++m_readRequest);
        m_reading = false;
        clearEvent();
        updateBusy();
    }
}

std::shared_ptr<EventFile> EventDocument::file() const {
    return m_currentFile < 0 ? nullptr : m_files[static_cast<std::size_t>(m_currentFile)].file;
}

QString EventDocument::displayName(const EventFile& file) {
    return QFileInfo(toQString(file.path())).fileName();
}

qint64 EventDocument::eventCount() const {
    const auto current = file();
    return current ? current->size() : 0;
}

void EventDocument::goToEvent(qint64 number) {
    if (eventCount() == 0)
        return;
    number = std::clamp<qint64>(number, 0, eventCount() - 1);
    if (number != m_requestedEvent)
        requestEvent(number);
}

void EventDocument::stepEvent(qint64 by) {
    if (m_requestedEvent >= 0)
        goToEvent(m_requestedEvent + by);
}

void EventDocument::requestEvent(qint64 number) {
    m_requestedEvent = number;
    m_reading = true;
    const quint64 request = ++m_readRequest;
    m_reader.worker()->setLatestRead(request);
    m_reader.post([request, file = file(), number, choice = m_choice](EventReader& reader) {
        reader.read(request, file, number, choice);
    });
    updateBusy();
}

void EventDocument::acceptEvent(quint64 request, const LoadedEvent& loaded) {
    if (request != m_readRequest)
        return;
    m_reading = false;
    auto comparison = std::make_shared<EventComparison>();
    comparison->source = displayName(*loaded.file).toStdString();
    // The same event again, for the sake of another prediction, stays the same object.
    const bool sameEvent = m_comparison && m_shownFile == loaded.file &&
                           m_comparison->event->number == loaded.event->number;
    comparison->event = sameEvent ? m_comparison->event : loaded.event;
    if (!loaded.predicted.empty()) {
        comparison->predicted = loaded.predicted;
        comparison->predictedLabel = labelOf(loaded).toStdString();
        for (const PredictionInfo& info :
             m_files[static_cast<std::size_t>(m_currentFile)].predictions)
            if (info.name == loaded.choice.name)
                comparison->settings = info;
    }
    m_comparison = std::move(comparison);
    m_stored = m_comparison;
    m_storedDraws = loaded.draws;
    m_shownFile = loaded.file;
    if (sameEvent)
        Q_EMIT predictionChanged();
    else
        Q_EMIT eventChanged();
    updateBusy();
}

void EventDocument::clearEvent() {
    if (!m_comparison)
        return;
    m_comparison = nullptr;
    m_stored = nullptr;
    m_storedDraws = nullptr;
    m_shownFile = nullptr;
    Q_EMIT eventChanged();
}

qint64 EventDocument::currentEvent() const noexcept {
    return m_comparison ? m_comparison->event->number : -1;
}

std::shared_ptr<const Event> EventDocument::event() const {
    return m_comparison ? m_comparison->event : nullptr;
}

void EventDocument::choosePrediction(const PredictionChoice& choice) {
    if (choice == m_choice && m_comparison && !m_comparison->predicted.empty() &&
        m_comparison->settings.name == choice.name)
        return;
    m_choice = choice;
    if (m_requestedEvent >= 0)
        requestEvent(m_requestedEvent);
}

void EventDocument::showPrediction(std::vector<float> energies, const QString& label,
                                   const PredictionInfo& info) {
    if (!m_comparison || energies.size() != m_comparison->event->hr().size())
        return;
    auto comparison = std::make_shared<EventComparison>(*m_comparison);
    comparison->predicted = std::move(energies);
    comparison->predictedLabel = label.toStdString();
    comparison->settings = info;
    m_comparison = std::move(comparison);
    Q_EMIT predictionChanged();
}

void EventDocument::showStoredPrediction() {
    if (m_comparison == m_stored)
        return;
    m_comparison = m_stored;
    Q_EMIT predictionChanged();
}

void EventDocument::updateBusy() {
    if (busy() == m_wasBusy)
        return;
    m_wasBusy = busy();
    Q_EMIT busyChanged(m_wasBusy);
}

} // namespace calolens
