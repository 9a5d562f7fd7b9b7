// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/EventNumbers.h"

#include "denoising/RecordedFrames.h"
#include "document/DrawsText.h"
#include "document/EventDocument.h"
#include "events/EventRow.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "window/PanelSection.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {
namespace {

const QString kNone = QStringLiteral("\u2013");

double total(std::span<const float> energies) {
    return std::accumulate(energies.begin(), energies.end(), 0.0);
}

QString gev(double mev) {
    return QLocale().toString(mev / 1000, 'f', 2);
}

QString signedGev(double mev) {
    if (!std::isfinite(mev))
        return kNone;
    return (mev < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + gev(std::abs(mev));
}

} // namespace

EventNumbers::EventNumbers(EventDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_prediction(new ChoiceBox(0))
    , m_label(new QLabel)
    , m_particles(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::Normal);
    m_particles->setWordWrap(true);
    m_particles->setToolTip(tr("True particles with their kinetic energies"));
    layout->addWidget(m_particles);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(3);
    const QString columns[ColumnCount] = {tr("LR"), tr("Pred."), tr("Truth")};
    const QString columnTips[ColumnCount] = {tr("Measured low-resolution cells"),
                                             tr("Predicted high-resolution cells"),
                                             tr("True high-resolution cells")};
    const struct {
        QString text, tip;
    } rows[RowCount] = {
        {tr("Energy / GeV"), tr("Sum over all cells")},
        {tr("\u2212 LR / GeV"), tr("Energy less the measured energy")},
        {tr("\u2212 truth / GeV"), tr("Energy less the true energy of the high-resolution cells")},
        {tr("Cells hit"), tr("Cells with energy above zero")},
        {tr("Zero cells"), tr("Share of cells without energy")}};
    for (int column = 0; column < ColumnCount; ++column) {
        QLabel* heading = mutedLabel(columns[column]);
        heading->setToolTip(columnTips[column]);
        grid->addWidget(heading, 0, column + 1, Qt::AlignRight);
        grid->setColumnStretch(column + 1, 1);
    }
    for (int row = 0; row < RowCount; ++row) {
        QLabel* label = mutedLabel(rows[row].text);
        label->setToolTip(rows[row].tip);
        grid->addWidget(label, row + 1, 0);
        for (int column = 0; column < ColumnCount; ++column) {
            m_values[row][column] = new QLabel(kNone);
            m_values[row][column]->setAccessibleName(rows[row].text + QLatin1Char(' ') +
                                                     columns[column]);
            grid->addWidget(m_values[row][column], row + 1, column + 1, Qt::AlignRight);
        }
    }
    layout->addLayout(grid);

    layout->addWidget(mutedLabel(tr("Prediction shown"), m_prediction));
    m_prediction->setToolTip(tr("A prediction stored in the file"));
    m_prediction->setAccessibleName(tr("Stored prediction"));
    m_label->setWordWrap(true);
    layout->addWidget(m_label);
    layout->addWidget(m_prediction);

    connect(m_prediction, &QComboBox::activated, this, [this](int index) {
        m_document.choosePrediction({m_prediction->itemData(index).toString().toStdString(),
                                     m_prediction->itemData(index, Qt::UserRole + 1).toInt()});
    });
    connect(&document, &EventDocument::currentFileChanged, this, &EventNumbers::fillPredictions);
    connect(&document, &EventDocument::eventChanged, this, &EventNumbers::refresh);
    connect(&document, &EventDocument::predictionChanged, this, &EventNumbers::refresh);
    fillPredictions();
    refresh();
}

void EventNumbers::fillPredictions() {
    constexpr int MostDraws = 20;
    m_prediction->clear();
    const int current = m_document.currentFile();
    if (current >= 0) {
        for (const PredictionInfo& info :
             m_document.files()[static_cast<std::size_t>(current)].predictions) {
            const QString name = QString::fromStdString(info.name);
            const auto add = [&](const QString& text, int sample) {
                m_prediction->addItem(text, name);
                m_prediction->setItemData(m_prediction->count() - 1, sample, Qt::UserRole + 1);
            };
            add(QStringLiteral("%1: %2").arg(name, meanOfDrawsText(info.samples)),
                PredictionChoice::Mean);
            for (int draw = 0; draw < std::min(info.samples, MostDraws); ++draw)
                add(tr("%1: draw %2").arg(name).arg(draw + 1), draw);
        }
    }
    m_prediction->setVisible(m_prediction->count() > 0);
}

void EventNumbers::set(Row row, Column column, const QString& text) {
    m_values[row][column]->setText(text);
}

void EventNumbers::setColumn(Column column, std::span<const float> energies, double lrEnergy,
                             double trueEnergy) {
    if (energies.empty()) {
        for (int row = 0; row < RowCount; ++row)
            set(static_cast<Row>(row), column, kNone);
        return;
    }
    const double energy = total(energies);
    const auto hits =
        std::count_if(energies.begin(), energies.end(), [](float e) { return e > 0.0F; });
    const double zeros = 1 - static_cast<double>(hits) / static_cast<double>(energies.size());
    set(Energy, column, gev(energy));
    set(ToLr, column, column == Lr ? kNone : signedGev(energy - lrEnergy));
    set(ToTruth, column, column == Truth ? kNone : signedGev(energy - trueEnergy));
    set(Hits, column, QLocale().toString(static_cast<qlonglong>(hits)));
    set(Zeros, column,
        column == Lr ? kNone : tr("%1 %").arg(QLocale().toString(100 * zeros, 'f', 0)));
}

void EventNumbers::refresh() {
    const auto comparison = m_document.comparison();
    if (!comparison) {
        m_particles->setText(tr("No event"));
        m_label->setText(kNone);
        for (const Column column : {Lr, Predicted, Truth})
            setColumn(column, {}, 0, 0);
        return;
    }
    const Event& event = *comparison->event;
    const double lrEnergy = total(event.lr().energy);
    const double trueEnergy =
        event.hasTruth() ? total(event.hr().energy) : std::numeric_limits<double>::quiet_NaN();
    setColumn(Lr, event.lr().energy, lrEnergy, trueEnergy);
    setColumn(Predicted, comparison->predicted, lrEnergy, trueEnergy);
    setColumn(Truth,
              event.hasTruth() ? std::span<const float>(event.hr().energy)
                               : std::span<const float>(),
              lrEnergy, trueEnergy);
    m_label->setText(comparison->predicted.empty()
                         ? tr("none yet")
                         : QString::fromStdString(comparison->predictedLabel));

    constexpr std::size_t MostParticles = 6;
    QStringList particles;
    for (const Particle& particle : event.particles) {
        if (particles.size() == MostParticles) {
            particles << tr("and %n more", nullptr,
                            static_cast<int>(event.particles.size() - MostParticles));
            break;
        }
        particles << tr("%1 of %2 GeV").arg(particleText({particle}), gev(particle.energy));
    }
    m_particles->setText(particles.isEmpty() ? tr("The true particles are not known")
                                             : particles.join(QStringLiteral(", ")));
}

} // namespace calolens
