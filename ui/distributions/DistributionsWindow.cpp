// SPDX-License-Identifier: GPL-3.0-or-later
#include "distributions/DistributionsWindow.h"

#include "plots/RatioPlot.h"
#include "plots/ScreenStyle.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace calolens {

namespace {
QVariant dataOf(SamplePicture picture) {
    return static_cast<int>(picture);
}
} // namespace

DistributionsWindow::DistributionsWindow(std::shared_ptr<EventFile> file,
                                         const std::string& prediction, QWidget* parent,
                                         bool reading)
    : QWidget(parent, Qt::Window)
    , m_file(std::move(file))
    , m_values(EventObservables(*m_file->readout()).infos())
    , m_scan(std::make_unique<SampleScan>(), QStringLiteral("distributions"))
    , m_prediction(prediction)
    , m_list(new QListWidget)
    , m_plot(new RatioPlot(screenStyle(*this)))
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("Read the Events")))
    , m_picture(new ChoiceBox)
    , m_predicted(new ChoiceBox)
    , m_log(new QCheckBox(tr("Logarithmic")))
    , m_note(new QLabel)
    , m_remark(new QLabel) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(
        tr("Distributions of %1").arg(QString::fromStdString(m_file->path().filename().string())));
    resize(1000, 680);
    constexpr int RowPadding = 10;
    for (const ObservableInfo& info : m_values.infos()) {
        auto* item = new QListWidgetItem(QString::fromStdString(info.title), m_list);
        item->setSizeHint({0, fontMetrics().height() + RowPadding});
    }
    m_list->setAccessibleName(tr("Observables"));
    m_list->setFrameShape(QFrame::NoFrame);

    m_predicted->addItem(tr("One draw: a typical picture"), dataOf(SamplePicture::Draw));
    m_predicted->addItem(tr("Mean of the draws: the best estimate"), dataOf(SamplePicture::Mean));
    m_predicted->setToolTip(tr("Which predicted picture is compared with truth"));
    m_predicted->setEnabled(!prediction.empty());
    m_picture->setToolTip(tr("Whose values a drag across the plot chooses"));
    m_remark->setProperty("role", QStringLiteral("muted"));
    m_remark->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("muted"));
    m_note->setWordWrap(true);
    m_remark->setText(tr("Drag across the plot: the table of events then shows those in there."));

    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    auto* controls = new QHBoxLayout;
    controls->addWidget(m_predicted);
    controls->addWidget(m_log);
    controls->addStretch();
    controls->addWidget(new QLabel(tr("Choose by")));
    controls->addWidget(m_picture);
    auto* save = new QPushButton(tr("Export\u2026"));
    save->setToolTip(tr("Write this plot as PDF, SVG or PNG, or its numbers as CSV or JSON"));
    controls->addWidget(save);
    layout->addLayout(controls);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_remark);
    auto* readingRow = new QHBoxLayout;
    readingRow->addWidget(m_progress, 1);
    readingRow->addWidget(m_cancel);
    layout->addLayout(readingRow);
    auto* splitter = new QSplitter;
    splitter->addWidget(m_list);
    splitter->addWidget(page);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({260, 740});
    auto* outer = new QVBoxLayout(this);
    outer->addWidget(splitter);

    m_plot->setRangeSelectable(true);
    connect(m_plot, &RatioPlot::rangeSelected, this, &DistributionsWindow::selectRange);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_range.reset();
        m_plot->setHighlight(std::nullopt);
        redraw();
    });
    connect(m_predicted, &QComboBox::currentIndexChanged, this, &DistributionsWindow::redraw);
    connect(save, &QPushButton::clicked, this, [this] { Q_EMIT exportWanted(figure()); });
    connect(m_log, &QCheckBox::toggled, this, &DistributionsWindow::redraw);
    connect(&Theme::instance(), &Theme::changed, this,
            [this] { m_plot->setStyle(screenStyle(*this)); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_begun)
            m_scan.worker()->cancel();
        else
            read();
    });
    m_progress->setRange(
        0, static_cast<int>(std::min<qint64>(m_file->size(), std::numeric_limits<int>::max())));
    m_soon.setSingleShot(true);
    m_soon.callOnTimeout(this, &DistributionsWindow::redraw);
    m_scan.listen(&SampleScan::rowsRead, [this](const std::shared_ptr<const SampleRows>& rows,
                                                qint64 seen) { takeRows(*rows, seen); });
    m_scan.listen(&SampleScan::finished, [this](qint64 unreadable) { endScan(unreadable); });
    m_list->setCurrentRow(0);
    if (reading)
        read();
}

void DistributionsWindow::read() {
    if (std::exchange(m_begun, true))
        return;
    m_cancel->setText(tr("Stop Reading"));
    m_scan.post([file = m_file, prediction = m_prediction](SampleScan& scan) {
        scan.run(file, prediction);
    });
}

void DistributionsWindow::takeRows(const SampleRows& rows, qint64 seen) {
    m_values.append(rows);
    m_progress->setValue(static_cast<int>(std::min<qint64>(seen, std::numeric_limits<int>::max())));
    if (!m_soon.isActive())
        m_soon.start();
}

void DistributionsWindow::endScan(qint64 unreadable) {
    m_scanning = false;
    m_progress->hide();
    m_cancel->hide();
    m_soon.stop();
    redraw();
    if (m_range)
        selectRange(m_range->first, m_range->second);
    if (unreadable > 0)
        m_remark->setText(tr("%n event(s) could not be read and are left out.", nullptr,
                             static_cast<int>(unreadable)));
    Q_EMIT scanned();
}

DistributionsState DistributionsWindow::state() const {
    DistributionsState state;
    state.observable = m_values.infos()[observable()].name;
    state.predicted = static_cast<SamplePicture>(m_predicted->currentData().toInt());
    state.logarithmic = m_log->isChecked();
    state.brushed = m_picture->count() > 0 ? brushed() : m_toBrush;
    state.range = m_range;
    return state;
}

void DistributionsWindow::setState(const DistributionsState& state) {
    choose(state.observable);
    m_predicted->setCurrentIndex(std::max(m_predicted->findData(dataOf(state.predicted)), 0));
    m_log->setChecked(state.logarithmic);
    m_toBrush = state.brushed;
    m_range = state.range;
    m_plot->setHighlight(m_range);
    redraw();
    if (!m_scanning && m_range)
        selectRange(m_range->first, m_range->second);
}

DistributionsWindow::~DistributionsWindow() {
    m_scan.worker()->cancel();
    m_scan.stop();
}

std::size_t DistributionsWindow::observable() const {
    return static_cast<std::size_t>(std::max(m_list->currentRow(), 0));
}

SamplePicture DistributionsWindow::brushed() const {
    return static_cast<SamplePicture>(m_picture->currentData().toInt());
}

bool DistributionsWindow::choose(const std::string& name) {
    const auto& infos = m_values.infos();
    const auto found = std::find_if(infos.begin(), infos.end(),
                                    [&](const ObservableInfo& info) { return info.name == name; });
    if (found != infos.end())
        m_list->setCurrentRow(static_cast<int>(found - infos.begin()));
    return found != infos.end();
}

RatioFigure DistributionsWindow::figure() const {
    SampleFigureOptions options;
    options.predicted = static_cast<SamplePicture>(m_predicted->currentData().toInt());
    options.logY = m_log->isChecked();
    return sampleFigure(m_values, observable(), options);
}

void DistributionsWindow::redraw() {
    QElapsedTimer taken;
    taken.start();
    const RatioFigure figure = this->figure();
    const auto predicted = static_cast<SamplePicture>(m_predicted->currentData().toInt());
    m_plot->setFigure(figure);
    m_note->setText(figure.note);
    // The pictures that there are, the predicted one first: its tails are what one asks about.
    if (m_picture->count() > 0)
        m_toBrush = brushed();
    m_picture->clear();
    for (const PictureRole role : {PictureRole::Predicted, PictureRole::Truth, PictureRole::Lr})
        for (const FigureSeries& series : figure.series)
            if (series.role == role)
                m_picture->addItem(series.name,
                                   dataOf(role == PictureRole::Truth ? SamplePicture::Truth
                                          : role == PictureRole::Lr  ? SamplePicture::Lr
                                                                     : predicted));
    m_picture->setCurrentIndex(std::max(m_picture->findData(dataOf(m_toBrush)), 0));
    // While a long file is read, drawing takes a tenth of the time at most.
    constexpr int LeastMs = 250, Share = 10;
    m_soon.setInterval(std::max(LeastMs, Share * static_cast<int>(taken.elapsed())));
}

void DistributionsWindow::selectRange(double low, double high) {
    if (m_picture->count() == 0)
        return;
    const auto events = m_values.between(brushed(), observable(), low, high);
    const ObservableInfo& info = m_values.infos()[observable()];
    const QLocale locale;
    QString why = tr("%1 of %2: %3 to %4")
                      .arg(QString::fromStdString(info.title), m_picture->currentText(),
                           locale.toString(low, 'g', 4), locale.toString(high, 'g', 4));
    if (!info.unit.empty())
        why += QLatin1Char(' ') + QString::fromStdString(info.unit);
    m_range = std::pair{low, high};
    m_plot->setHighlight(m_range);
    m_remark->setText(
        tr("%n event(s) chosen. %1", nullptr, static_cast<int>(events.size())).arg(why));
    Q_EMIT eventsChosen(events, why);
}

} // namespace calolens
