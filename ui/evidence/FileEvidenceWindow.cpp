// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/FileEvidenceWindow.h"

#include "analysis/checks/CheckJson.h"
#include "document/DrawsText.h"
#include "document/Paths.h"
#include "error/Error.h"
#include "event/Provenance.h"
#include "event/WholeFile.h"
#include "evidence/CheckRow.h"
#include "evidence/CheckedEventModel.h"
#include "export/PlotExport.h"
#include "plots/CheckFigures.h"
#include "theme/Theme.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace calolens {

namespace {
QString sourceText(const FileEvidenceRequest& what) {
    return FileEvidenceWindow::tr("%1, %2 of model %3 (%4, %5 steps)")
        .arg(QString::fromStdString(what.file->path().filename().string()),
             drawsText(what.prediction.samples), QString::fromStdString(what.prediction.model),
             QString::fromStdString(what.prediction.sampler))
        .arg(what.prediction.steps);
}

PlotOrigin originOf(const FileCheckReport& report) {
    std::vector<ProvenanceEntry> facts;
    if (const auto& prediction = report.source.prediction) {
        facts.push_back({"prediction", prediction->name});
        for (ProvenanceEntry& entry : provenanceOf(*prediction))
            facts.push_back(std::move(entry));
    }
    facts.push_back(
        {"calibration", report.source.calibration.empty() ? "none" : report.source.calibration});
    return {"check", report.source.file, report.source.seed, std::move(facts)};
}
} // namespace

FileEvidenceWindow::FileEvidenceWindow(const FileEvidenceRequest& what, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_worker(std::make_unique<FileEvidenceWorker>(), QStringLiteral("file evidence"))
    , m_model(new CheckedEventModel(this))
    , m_headline(new QLabel(sourceText(what)))
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_save(new QPushButton(tr("Save as JSON\u2026")))
    , m_checks(new QVBoxLayout)
    , m_table(new QTableView) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Is it hallucination? All events of the file"));
    resize(1100, 700);
    auto* layout = new QVBoxLayout(this);
    m_headline->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(m_save);
    layout->addLayout(top);
    m_save->setEnabled(false);
    m_save->setToolTip(tr("All that was found, as 'calolens-cli check --json' writes it"));
    connect(m_save, &QPushButton::clicked, this, &FileEvidenceWindow::save);
    auto* row = new QHBoxLayout;
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    layout->addLayout(row);

    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* pageLayout = new QVBoxLayout(page);
    pageLayout->addLayout(m_checks);
    pageLayout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Checked events"));
    m_table->setToolTip(tr("Click a heading to sort, double-click an event to see it"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    m_table->horizontalHeader()->setHighlightSections(false);
    auto* splitter = new QSplitter;
    splitter->addWidget(scroll);
    splitter->addWidget(m_table);
    // The table would take all: it could use the width of many columns.
    splitter->setChildrenCollapsible(false);
    scroll->setMinimumWidth(280);
    splitter->setSizes({400, 700});
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    layout->addWidget(splitter, 1);

    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT eventChosen(m_model->eventOf(index.row()));
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_worker.worker()->cancel();
        end(tr("Cancelled"));
    });
    m_worker.listen(&FileEvidenceWorker::progressed, [this](qint64 event, qint64 of) {
        m_progress->setRange(0, static_cast<int>(of));
        m_progress->setValue(static_cast<int>(event));
    });
    m_worker.listen(
        &FileEvidenceWorker::done,
        [this](const std::shared_ptr<const FileCheckReport>& report) { showReport(report); });
    m_worker.listen(&FileEvidenceWorker::failed, [this](const QString& message) { end(message); });
    m_worker.post([what](FileEvidenceWorker& worker) { worker.run(what); });
}

FileEvidenceWindow::~FileEvidenceWindow() {
    m_worker.worker()->cancel();
    m_worker.stop();
}

QString FileEvidenceWindow::headline() const {
    return m_headline->text();
}

void FileEvidenceWindow::save() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the Report"), QStringLiteral("checks.json"), tr("Reports (*.json)"));
    if (path.isEmpty())
        return;
    try {
        writeWholeFile(toPath(path), checkJson(*m_report));
    } catch (const Error& error) {
        m_headline->setText(QString::fromUtf8(error.what()));
    }
}

void FileEvidenceWindow::end(const QString& headline) {
    m_progress->hide();
    m_cancel->hide();
    m_headline->setText(m_headline->text() + QStringLiteral(": ") + headline);
    Q_EMIT finished();
}

void FileEvidenceWindow::showReport(const std::shared_ptr<const FileCheckReport>& report) {
    m_report = report;
    m_save->setEnabled(true);
    m_model->setReport(report);
    for (const CheckFinding& finding : report->checks) {
        auto* row = new CheckRow(finding.info);
        row->setResult(finding.result);
        m_checks->addWidget(row);
        if (const auto figure = calibrationFigure(finding); figure && row->plot() != nullptr)
            offerExport(*row->plot(),
                        [figure = *figure, id = finding.info.id, origin = originOf(*report)] {
                            return plotToExport(figure, QString::fromStdString(id), origin);
                        });
    }
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(CheckedEventModel::Number, Qt::AscendingOrder);
    m_table->resizeColumnsToContents();
    const QString events = QLocale().toString(static_cast<qlonglong>(report->events.size()));
    end(report->source.calibration.empty()
            ? tr("%1 events checked").arg(events)
            : tr("%1 events checked, their draws calibrated").arg(events));
}

} // namespace calolens
