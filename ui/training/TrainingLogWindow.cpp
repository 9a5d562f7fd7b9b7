// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/TrainingLogWindow.h"

#include "export/PlotExport.h"
#include "theme/Theme.h"
#include "training/TrainingCurves.h"

#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace calolens {

namespace {

constexpr int intervalMs = 1000;

/// "denoiser: step 12,000, loss 0.58, chooser set 0.5798 (best 0.5797 at 21,000)".
QString stateOf(const QString& part, const TrainingLog::Curve& loss,
                const TrainingLog::Curve& chooser) {
    const QLocale locale;
    QString text = TrainingLogWindow::tr("%1: step %2, loss %3")
                       .arg(part, locale.toString(static_cast<qlonglong>(loss.back().step)),
                            locale.toString(smoothed(loss).back().value, 'f', 3));
    if (chooser.empty())
        return text;
    const auto best =
        std::min_element(chooser.begin(), chooser.end(),
                         [](const auto& a, const auto& b) { return a.value < b.value; });
    return text + TrainingLogWindow::tr(", chooser set %1, best %2 at step %3")
                      .arg(locale.toString(chooser.back().value, 'f', 4),
                           locale.toString(best->value, 'f', 4),
                           locale.toString(static_cast<qlonglong>(best->step)));
}

} // namespace

TrainingLogWindow::TrainingLogWindow(const QString& path, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_state(new QLabel(tr("Reading\u2026")))
    , m_estimator(new TrainingCurves(tr("Estimator: loss"), tr("sd of the energy error over LR's")))
    , m_denoiser(new TrainingCurves(tr("Denoiser: loss")))
    , m_worker(std::make_unique<TrainingLogWorker>(), QStringLiteral("training log")) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Training: %1").arg(QFileInfo(path).fileName()));
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_state);
    layout->addWidget(m_estimator, 1);
    layout->addWidget(m_denoiser, 1);
    for (TrainingCurves* curves : {m_estimator, m_denoiser})
        offerExport(*curves, [curves, name = QFileInfo(path).fileName()] {
            return plotToExport(curves->figure(), QStringLiteral("training"),
                                {"train", name.toStdString()});
        });
    m_estimator->hide();
    m_denoiser->hide();
    layout->addStretch();

    m_worker.listen(&TrainingLogWorker::changed,
                    [this](const std::shared_ptr<const TrainingLog>& log) { showLog(log); });
    m_worker.listen(&TrainingLogWorker::failed, [this](const QString& message) {
        m_timer.stop();
        m_state->setText(message);
    });
    m_worker.post([path](TrainingLogWorker& w) { w.open(path); });
    connect(&m_timer, &QTimer::timeout, this,
            [this] { m_worker.post([](TrainingLogWorker& w) { w.update(); }); });
    m_timer.start(intervalMs);
    connect(&Theme::instance(), &Theme::changed, this, &TrainingLogWindow::applyTheme);
    applyTheme();
}

QSize TrainingLogWindow::sizeHint() const {
    return {860, 640};
}

QString TrainingLogWindow::message() const {
    return m_state->text();
}

void TrainingLogWindow::applyTheme() {
    // A typographic point on a screen of 96 dots per inch.
    const PlotStyle style = PlotStyle::screen(Theme::instance().isDark(), 4.0 / 3);
    m_estimator->setStyle(style);
    m_denoiser->setStyle(style);
}

void TrainingLogWindow::showLog(std::shared_ptr<const TrainingLog> log) {
    m_log = std::move(log);
    QStringList parts;
    if (!m_log->estimatorLoss.empty()) {
        parts << stateOf(tr("Estimator"), m_log->estimatorLoss, m_log->estimatorChooserLoss);
        m_estimator->setCurves(m_log->estimatorLoss, m_log->estimatorChooserLoss,
                               m_log->estimatorEnergyRatio);
    }
    if (!m_log->loss.empty()) {
        parts << stateOf(tr("Denoiser"), m_log->loss, m_log->chooserLoss);
        m_denoiser->setCurves(m_log->loss, m_log->chooserLoss);
    }
    m_estimator->setVisible(!m_log->estimatorLoss.empty());
    m_denoiser->setVisible(!m_log->loss.empty());
    m_state->setText(parts.isEmpty() ? tr("The log is empty so far.")
                                     : parts.join(QStringLiteral("\n")));
}

} // namespace calolens
