// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventFilterBar.h"

#include "error/Error.h"
#include "events/EventFilter.h"
#include "events/EventTableModel.h"
#include "theme/Theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace calolens {

namespace {
constexpr int TypingMs = 300;
}

EventFilterBar::EventFilterBar(EventTableModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_run(std::make_unique<EventFilterRun>(), QStringLiteral("event filter"))
    , m_line(new QLineEdit)
    , m_remark(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::Tight, 0, 0);
    layout->setSpacing(spacing::Tight);
    layout->addWidget(m_line);
    layout->addWidget(m_remark);
    m_line->setPlaceholderText(tr("Filter: energy < 40"));
    m_line->setClearButtonEnabled(true);
    m_line->setAccessibleName(tr("Filter of the events"));
    m_line->setToolTip(tr("<p>Shows only the events for which this holds.</p><p>%1</p>"
                          "<p>Join conditions by <i>and</i>, <i>or</i>, <i>not</i>.</p>")
                           .arg(EventFilter::help().join(QStringLiteral("<br>"))));
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->hide();
    m_soon.setSingleShot(true);
    m_soon.setInterval(TypingMs);
    m_soon.callOnTimeout(this, &EventFilterBar::apply);
    connect(m_line, &QLineEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_line, &QLineEdit::returnPressed, this, &EventFilterBar::apply);
    m_run.listen(&EventFilterRun::found,
                 [this](quint64 generation, const QList<qint64>& events, qint64 seen) {
                     if (generation != m_generation)
                         return;
                     m_model.append(events);
                     if (const qint64 all = m_file.file->size(); seen < all)
                         say(tr("%1 of %2 events searched")
                                 .arg(QLocale().toString(seen), QLocale().toString(all)));
                     Q_EMIT changed();
                 });
    m_run.listen(&EventFilterRun::finished, [this](quint64 generation) {
        if (generation != m_generation)
            return;
        m_searching = false;
        say(m_model.rowCount() == 0 ? tr("No event is like that.") : QString());
        Q_EMIT changed();
    });
    m_run.listen(&EventFilterRun::ranked, [this](quint64 generation, const QList<qint64>& events) {
        if (generation != m_generation)
            return;
        m_searching = false;
        if (events.isEmpty()) {
            say(tr("There is neither truth nor a prediction to compare with."));
            return;
        }
        showOnly({events.begin(), events.end()}, tr("Most different first"),
                 tr("The %n most different", nullptr, static_cast<int>(events.size())));
        Q_EMIT ranked();
    });
    m_run.listen(&EventFilterRun::failed, [this](quint64 generation, const QString& message) {
        if (generation != m_generation)
            return;
        m_searching = false;
        say(message, true);
    });
}

EventFilterBar::~EventFilterBar() {
    m_run.worker()->setGeneration(~quint64{0});
}

QString EventFilterBar::text() const {
    return m_line->text();
}

QString EventFilterBar::remark() const {
    return m_remark->text();
}

void EventFilterBar::setFile(const OpenEventFile& file) {
    m_file = file;
    const QSignalBlocker quiet(m_line);
    m_line->clear();
    m_soon.stop();
    m_run.worker()->setGeneration(++m_generation);
    m_searching = m_foundElsewhere = false;
    m_line->setEnabled(file.file != nullptr);
    say({});
}

void EventFilterBar::setText(const QString& text) {
    m_line->setText(text);
    apply();
}

void EventFilterBar::clear() {
    setText({});
}

void EventFilterBar::showOnly(std::vector<qint64> events, const QString& why,
                              const QString& remark) {
    setFile(m_file);
    m_model.showOnly(std::move(events));
    // The line holds the reason, so that clearing it shows all events again.
    const QSignalBlocker quiet(m_line);
    m_line->setText(why);
    m_foundElsewhere = true;
    m_line->setCursorPosition(0);
    say(remark);
    Q_EMIT changed();
}

void EventFilterBar::rankByDifference(const std::string& prediction) {
    if (!m_file.file)
        return;
    clear(); // all events are looked at
    m_run.worker()->setGeneration(++m_generation);
    m_searching = true;
    say(tr("Looking at every event\u2026"));
    m_run.post([generation = m_generation, file = m_file, prediction](EventFilterRun& run) {
        run.rank(generation, file, prediction);
    });
}

void EventFilterBar::apply() {
    m_soon.stop();
    m_run.worker()->setGeneration(++m_generation);
    m_searching = m_foundElsewhere = false;
    const QString text = m_line->text().trimmed();
    if (text.isEmpty() || !m_file.file) {
        m_model.showOnly(std::nullopt);
        say({});
        Q_EMIT changed();
        return;
    }
    try {
        (void)EventFilter(text);
    } catch (const Error& error) {
        say(QString::fromUtf8(error.what()), true); // the table stays as it is
        return;
    }
    m_model.showOnly(std::vector<qint64>());
    m_searching = true;
    Q_EMIT changed();
    m_run.post([generation = m_generation, file = m_file, text](EventFilterRun& run) {
        run.run(generation, file, text);
    });
}

void EventFilterBar::say(const QString& remark, bool error) {
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    m_remark->setProperty("role", error ? QStringLiteral("error") : QStringLiteral("muted"));
    m_remark->style()->unpolish(m_remark);
    m_remark->style()->polish(m_remark);
}

} // namespace calolens
