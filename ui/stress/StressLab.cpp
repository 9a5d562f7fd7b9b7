// SPDX-License-Identifier: GPL-3.0-or-later
#include "stress/StressLab.h"

#include "evidence/CheckText.h"
#include "evidence/VerdictMark.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace calolens {

namespace {
enum Column { Check, Honest, Lied, ColumnCount };

QColor colourOf(Verdict verdict) {
    const ThemeColours& colours = Theme::instance().colours();
    switch (verdict) {
    case Verdict::Pass:
        return colours.success;
    case Verdict::Look:
        return colours.warning;
    case Verdict::Fail:
        return colours.error;
    case Verdict::NotRun:
        break;
    }
    return colours.muted;
}

QTableWidgetItem* verdictItem(const CheckInfo& info, const CheckResult& result) {
    const QString value = result.value() ? checkNumber(*result.value(), info.unit) : QString();
    const QString verdict = verdictText(result.verdict());
    auto* item = new QTableWidgetItem(
        value.isEmpty() ? verdict : StressLab::tr("%1 (%2)").arg(verdict, value));
    item->setForeground(colourOf(result.verdict()));
    item->setToolTip(QString::fromStdString(result.reason()));
    return item;
}

QString sizeText(double size) {
    return QLocale().toString(size, 'g', 3);
}
} // namespace

StressLab::StressLab(std::function<PlantRequest()> subject, QWidget* parent)
    : QWidget(parent, Qt::Tool)
    , m_subject(std::move(subject))
    , m_worker(std::make_unique<PlantWorker>(), QStringLiteral("stress lab"))
    , m_lies(new ChoiceBox)
    , m_sizes(new ChoiceBox)
    , m_place(new QLabel)
    , m_takeAway(new QPushButton(tr("Take It Away")))
    , m_headline(new QLabel)
    , m_table(new QTableWidget(0, ColumnCount)) {
    setWindowTitle(tr("Plant a Lie"));
    resize(560, 520);
    for (const Lie& lie : lies())
        m_lies->addItem(QString::fromStdString(lie.name), QString::fromStdString(lie.id));
    m_lies->setAccessibleName(tr("Lie"));
    m_sizes->setAccessibleName(tr("Size of the lie"));
    m_place->setWordWrap(true);
    m_headline->setWordWrap(true);
    auto* form = new QFormLayout;
    form->addRow(tr("Lie"), m_lies);
    form->addRow(tr("Size"), m_sizes);
    form->addRow(tr("Place"), m_place);
    auto* buttons = new QHBoxLayout;
    auto* plantButton = new QPushButton(tr("Plant"));
    plantButton->setDefault(true);
    buttons->addWidget(plantButton);
    buttons->addWidget(m_takeAway);
    buttons->addStretch();
    m_table->setHorizontalHeaderLabels({tr("Check"), tr("As it was"), tr("With the lie")});
    m_table->setAccessibleName(tr("What the checks say"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setShowGrid(false);
    m_table->horizontalHeader()->setSectionResizeMode(Check, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(Honest, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Lied, QHeaderView::ResizeToContents);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addLayout(buttons);
    layout->addWidget(m_headline);
    layout->addWidget(m_table, 1);

    connect(m_lies, &QComboBox::currentIndexChanged, this, [this] {
        fillSizes();
        subjectChanged();
    });
    connect(plantButton, &QPushButton::clicked, this, &StressLab::plant);
    connect(m_takeAway, &QPushButton::clicked, this, &StressLab::takeAway);
    m_worker.listen(&PlantWorker::planted,
                    [this](quint64 request, const std::shared_ptr<const PlantedLie>& lie) {
                        if (request != m_request)
                            return;
                        m_planted = lie;
                        showFindings();
                        Q_EMIT changed();
                    });
    m_worker.listen(&PlantWorker::failed, [this](quint64 request, const QString& message) {
        if (request != m_request)
            return;
        m_headline->setText(message);
        Q_EMIT failed(message);
    });
    fillSizes();
    subjectChanged();
    showFindings();
}

StressLab::~StressLab() {
    m_worker.worker()->setLatest(++m_request);
    m_worker.stop();
}

const Lie& StressLab::lie() const {
    return lies()[static_cast<std::size_t>(std::max(0, m_lies->currentIndex()))];
}

void StressLab::fillSizes() {
    m_sizes->clear();
    for (const double size : lie().sizes)
        m_sizes->addItem(tr("%1 (%2)").arg(sizeText(size), QString::fromStdString(lie().size)),
                         size);
    m_sizes->setCurrentIndex(m_sizes->count() / 2);
}

bool StressLab::chooseLie(const QString& id, double size) {
    const int index = m_lies->findData(id);
    if (index < 0)
        return false;
    m_lies->setCurrentIndex(index);
    if (const int known = m_sizes->findData(size); known >= 0) {
        m_sizes->setCurrentIndex(known);
    } else {
        m_sizes->addItem(tr("%1 (%2)").arg(sizeText(size), QString::fromStdString(lie().size)),
                         size);
        m_sizes->setCurrentIndex(m_sizes->count() - 1);
    }
    return true;
}

void StressLab::subjectChanged() {
    if (!lie().atCell)
        m_place->setText(tr("The whole event"));
    else if (m_subject().cell)
        m_place->setText(tr("The picked cell"));
    else
        m_place->setText(tr("Any cell; click one in a high-resolution pane to choose it"));
}

void StressLab::plant() {
    PlantRequest request = m_subject();
    if (!request.event) {
        m_headline->setText(tr("There is no event to lie about."));
        return;
    }
    request.lie = &lie();
    request.size = m_sizes->currentData().toDouble();
    m_worker.worker()->setLatest(++m_request);
    m_worker.post(
        [number = m_request, request](PlantWorker& worker) { worker.plant(number, request); });
}

void StressLab::takeAway() {
    m_worker.worker()->setLatest(++m_request);
    if (!m_planted)
        return;
    m_planted.reset();
    showFindings();
    Q_EMIT changed();
}

void StressLab::closeEvent(QCloseEvent* event) {
    takeAway();
    QWidget::closeEvent(event);
}

QString StressLab::headline() const {
    return m_headline->text();
}

QString StressLab::describe(const PlantedLie& lie) {
    return tr("%1, %2 (%3)")
        .arg(QString::fromStdString(lie.of.lie->name), sizeText(lie.of.size),
             QString::fromStdString(lie.of.lie->size));
}

void StressLab::showFindings() {
    m_takeAway->setEnabled(m_planted != nullptr);
    m_table->setRowCount(0);
    if (!m_planted) {
        m_headline->setText(tr("Nothing is planted. The checks below are those that need no truth: "
                               "would they have noticed?"));
        return;
    }
    int noticed = 0;
    for (const PlantedLie::Finding& finding : m_planted->findings) {
        if (finding.honest.verdict() == Verdict::NotRun &&
            finding.lied.verdict() == Verdict::NotRun)
            continue;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        auto* name = new QTableWidgetItem(QString::fromStdString(finding.check->name));
        name->setToolTip(QString::fromStdString(finding.check->question));
        const bool alarmed =
            finding.lied.verdict() == Verdict::Look || finding.lied.verdict() == Verdict::Fail;
        if (alarmed && finding.lied.verdict() != finding.honest.verdict()) {
            ++noticed;
            QFont bold = m_table->font();
            bold.setBold(true);
            name->setFont(bold);
        }
        m_table->setItem(row, Check, name);
        m_table->setItem(row, Honest, verdictItem(*finding.check, finding.honest));
        m_table->setItem(row, Lied, verdictItem(*finding.check, finding.lied));
    }
    m_headline->setText(tr("Planted: %1. %2")
                            .arg(describe(*m_planted),
                                 noticed == 0
                                     ? tr("No check changed its verdict to an alarm.")
                                     : tr("Noticed by %1 of the checks (bold).").arg(noticed)));
}

} // namespace calolens
