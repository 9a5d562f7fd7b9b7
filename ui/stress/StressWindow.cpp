// SPDX-License-Identifier: GPL-3.0-or-later
#include "stress/StressWindow.h"

#include "document/DrawsText.h"
#include "document/Paths.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "export/PlotExport.h"
#include "plots/DetectionFigures.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"

#include <QFileDialog>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace calolens {

namespace {
PlotOrigin originOf(const StressReport& report) {
    return {"stress",
            report.source,
            report.seed,
            {{"prediction", report.prediction},
             {"model", report.model},
             {"calibration", report.calibration.empty() ? "none" : report.calibration}}};
}
} // namespace

StressWindow::StressWindow(QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_headline(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_save(new QPushButton(tr("Save as JSON\u2026")))
    , m_lies(new ChoiceBox)
    , m_sizes(new ChoiceBox)
    , m_plots(new QHBoxLayout) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Are the checks any good? Known lies, and who finds them"));
    resize(1100, 560);
    m_headline->setWordWrap(true);
    m_lies->setAccessibleName(tr("Lie"));
    m_sizes->setAccessibleName(tr("Size of the lie"));
    m_lies->setEnabled(false);
    m_sizes->setEnabled(false);
    m_save->setEnabled(false);
    auto* progress = new QHBoxLayout;
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_cancel);
    auto* choice = new QHBoxLayout;
    choice->addWidget(m_lies, 2);
    choice->addWidget(m_sizes, 1);
    choice->addStretch(1);
    choice->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_headline);
    layout->addLayout(progress);
    layout->addLayout(choice);
    layout->addLayout(m_plots, 1);
    connect(m_lies, &QComboBox::currentIndexChanged, this, [this] {
        fillSizes();
        showPlots();
    });
    connect(m_sizes, &QComboBox::currentIndexChanged, this, &StressWindow::showPlots);
    connect(m_save, &QPushButton::clicked, this, &StressWindow::save);
    connect(&Theme::instance(), &Theme::changed, this, &StressWindow::showPlots);
}

StressWindow::StressWindow(const StressRequest& what, QWidget* parent)
    : StressWindow(parent) {
    m_headline->setText(tr("%1, %2 of model %3")
                            .arg(QString::fromStdString(what.file->path().filename().string()),
                                 drawsText(what.prediction.samples),
                                 QString::fromStdString(what.prediction.model)));
    m_worker = std::make_unique<WorkerThread<StressWorker>>(std::make_unique<StressWorker>(),
                                                            QStringLiteral("stress test"));
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_worker->worker()->cancel();
        end(tr("Cancelled"));
    });
    m_worker->listen(&StressWorker::progressed, [this](qint64 event, qint64 of) {
        m_progress->setRange(0, static_cast<int>(of));
        m_progress->setValue(static_cast<int>(event));
    });
    m_worker->listen(&StressWorker::done,
                     [this](const std::shared_ptr<const StressReport>& report) {
                         showReport(report);
                         end(tr("caught at 5 % false alarms"));
                     });
    m_worker->listen(&StressWorker::failed, [this](const QString& message) { end(message); });
    m_worker->post([what](StressWorker& worker) { worker.run(what); });
}

StressWindow::StressWindow(const StressReport& report, const QString& name, QWidget* parent)
    : StressWindow(parent) {
    m_headline->setText(tr("%1: %2, model %3")
                            .arg(name, QString::fromStdString(report.source),
                                 QString::fromStdString(report.model)));
    m_progress->hide();
    m_cancel->hide();
    showReport(std::make_shared<const StressReport>(report));
}

StressWindow::~StressWindow() {
    if (m_worker) {
        m_worker->worker()->cancel();
        m_worker->stop();
    }
}

QString StressWindow::headline() const {
    return m_headline->text();
}

void StressWindow::end(const QString& headline) {
    m_progress->hide();
    m_cancel->hide();
    m_headline->setText(m_headline->text() + QStringLiteral(": ") + headline);
    Q_EMIT finished();
}

void StressWindow::showReport(const std::shared_ptr<const StressReport>& report) {
    m_report = report;
    {
        const QSignalBlocker quiet(m_lies);
        m_lies->clear();
        for (const auto& [lie, sizes] : toldLies(*report))
            m_lies->addItem(QString::fromStdString(lie->name), QString::fromStdString(lie->id));
    }
    m_lies->setEnabled(m_lies->count() > 0);
    m_sizes->setEnabled(m_lies->count() > 0);
    m_save->setEnabled(true);
    fillSizes();
    showPlots();
}

void StressWindow::fillSizes() {
    const QSignalBlocker quiet(m_sizes);
    m_sizes->clear();
    if (!m_report)
        return;
    for (const auto& [lie, sizes] : toldLies(*m_report))
        if (QString::fromStdString(lie->id) == m_lies->currentData().toString())
            for (const double size : sizes)
                m_sizes->addItem(tr("%1 (%2)").arg(QLocale().toString(size, 'g', 3),
                                                   QString::fromStdString(lie->size)),
                                 size);
    m_sizes->setCurrentIndex(m_sizes->count() / 2);
}

void StressWindow::showPlots() {
    delete m_detection;
    delete m_roc;
    const Lie* const lie =
        m_report ? findLie(m_lies->currentData().toString().toStdString()) : nullptr;
    if (lie == nullptr)
        return;
    const PlotStyle style = PlotStyle::screen(Theme::instance().isDark(), 4.0 / 3);
    const LineFigure detection = detectionFigure(*m_report, *lie);
    const double size = m_sizes->currentData().toDouble();
    const LineFigure roc = rocFigure(*m_report, *lie, size);
    m_detection = new LinePlot(detection, style);
    m_roc = new LinePlot(roc, style);
    const QString name = QString::fromStdString(lie->id);
    offerExport(*m_detection, [report = m_report, detection, name] {
        return plotToExport(detection, name, originOf(*report));
    });
    offerExport(*m_roc, [report = m_report, roc, name, size] {
        return plotToExport(roc, QStringLiteral("%1-%2-roc").arg(name).arg(size),
                            originOf(*report));
    });
    m_plots->addWidget(m_detection, 1);
    m_plots->addWidget(m_roc, 1);
}

void StressWindow::save() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the Report"), QStringLiteral("stress.json"), tr("Reports (*.json)"));
    if (path.isEmpty())
        return;
    try {
        writeWholeFile(toPath(path), stressJson(*m_report));
    } catch (const Error& error) {
        m_headline->setText(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
