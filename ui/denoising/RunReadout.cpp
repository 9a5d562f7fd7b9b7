// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/RunReadout.h"

#include "denoising/ComparedMoment.h"
#include "denoising/DenoisingSession.h"
#include "denoising/FramePlayer.h"
#include "denoising/Moments.h"
#include "theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>

#include <cmath>

namespace calolens {
namespace {

QString stateText(DenoisingSession::State state) {
    switch (state) {
    case DenoisingSession::State::NoEvent:
        return RunReadout::tr("No event");
    case DenoisingSession::State::Ready:
        return RunReadout::tr("Ready");
    case DenoisingSession::State::Starting:
        return RunReadout::tr("Starting\u2026");
    case DenoisingSession::State::Running:
        return RunReadout::tr("Running");
    case DenoisingSession::State::Paused:
        return RunReadout::tr("Paused");
    case DenoisingSession::State::Finished:
        return RunReadout::tr("Finished");
    }
    return {};
}

QString residual(double mev) {
    if (!std::isfinite(mev))
        return QStringLiteral("\u2013");
    QString text = QLocale().toString(std::abs(mev) / 1000, 'f', 2);
    return (mev < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + text +
           QStringLiteral(" GeV");
}

} // namespace

RunReadout::RunReadout(const DenoisingSession& session, const FramePlayer& player,
                       const Moments& moments, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_player(player)
    , m_moments(moments) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::Wide);
    grid->setVerticalSpacing(1);
    const struct {
        QString text, tip;
    } rows[RowCount] = {
        {tr("Run"), tr("What the run is doing, and on which device")},
        {tr("Step"), tr("Step of the shown frame, of all steps of the run")},
        {tr("Noise level \u03C3"), tr("Noise level of the shown frame")},
        {tr("Evaluations"), tr("Network evaluations (NFE) up to the shown frame")},
        {tr("Time per step"), tr("Mean time of a step: network, sampler and decoding")},
        {tr("Energy \u2212 LR"), tr("Energy of the shown picture less the measured energy")},
        {tr("Energy \u2212 truth"), tr("Energy of the shown picture less the true energy")},
        {tr("Zero cells"), tr("Share of high-resolution cells without energy, and the truth's")}};
    for (int row = 0; row < RowCount; ++row) {
        auto* label = new QLabel(rows[row].text);
        label->setProperty("role", QStringLiteral("muted"));
        label->setToolTip(rows[row].tip);
        m_values[row] = new QLabel;
        m_values[row]->setToolTip(rows[row].tip);
        m_values[row]->setAccessibleName(rows[row].text);
        grid->addWidget(label, row, 0);
        grid->addWidget(m_values[row], row, 1, Qt::AlignRight);
        m_references[row] = new QLabel;
        m_references[row]->setProperty("role", QStringLiteral("muted"));
        m_references[row]->setToolTip(
            tr("The reference run at the same noise level, or the pinned moment: %1")
                .arg(rows[row].tip));
        m_references[row]->setAccessibleName(
            tr("%1 of the reference run or of the pinned moment").arg(rows[row].text));
        m_references[row]->hide();
        grid->addWidget(m_references[row], row, 2, Qt::AlignRight);
    }
    grid->setRowStretch(RowCount, 1);
    // Wide enough for the longest value, so that the strip does not move while numbers change.
    grid->setColumnMinimumWidth(1,
                                fontMetrics().horizontalAdvance(QStringLiteral("100 % (100 %)")));
    connect(&session, &DenoisingSession::stateChanged, this, &RunReadout::refresh);
    connect(&session, &DenoisingSession::framesChanged, this, &RunReadout::refresh);
    connect(&session, &DenoisingSession::referenceChanged, this, &RunReadout::refresh);
    connect(&moments, &Moments::changed, this, &RunReadout::refresh);
    connect(&player, &FramePlayer::currentChanged, this, &RunReadout::refresh);
    refresh();
}

void RunReadout::setPicture(FramePicture picture) {
    m_picture = picture;
    refresh();
}

void RunReadout::refreshReference() {
    const ComparedMoment compared = comparedMoment(m_session, m_moments, m_player.current());
    for (QLabel* label : m_references)
        label->setVisible(static_cast<bool>(compared));
    if (!compared)
        return;
    const QLocale locale;
    const RecordedFrame& recorded = *compared.recorded;
    const PictureNumbers& numbers =
        m_picture == FramePicture::Estimate ? recorded.estimate : recorded.state;
    m_references[State]->setText(compared.pinned ? tr("pinned") : tr("reference"));
    m_references[Step]->setText(tr("%1 of %2").arg(recorded.frame->step).arg(compared.steps));
    m_references[Sigma]->setText(locale.toString(recorded.frame->sigma, 'g', 3));
    m_references[Evaluations]->setText(locale.toString(recorded.frame->evaluations));
    m_references[Time]->setText(tr("%1 ms").arg(locale.toString(compared.msPerStep, 'f', 1)));
    m_references[ToLr]->setText(residual(numbers.residualToLr));
    m_references[ToTruth]->setText(residual(numbers.residualToTruth));
    m_references[Zeros]->setText(
        tr("%1 %").arg(locale.toString(100 * numbers.zeroFraction, 'f', 0)));
}

void RunReadout::refresh() {
    refreshReference();
    const QLocale locale;
    const QString none = QStringLiteral("\u2013");
    m_values[State]->setText(stateText(m_session.state()));
    const QString device = m_session.deviceName();
    m_values[State]->setToolTip(device.isEmpty() ? tr("No model is loaded yet")
                                                 : tr("On %1").arg(device));
    m_values[Time]->setText(m_session.msPerStep() > 0
                                ? tr("%1 ms").arg(locale.toString(m_session.msPerStep(), 'f', 1))
                                : none);
    const int current = m_player.current();
    const bool shown = current >= 0 && current < m_session.frames().size();
    if (!shown) {
        for (const int row : {Step, Sigma, Evaluations, ToLr, ToTruth, Zeros})
            m_values[row]->setText(none);
        return;
    }
    const RecordedFrame& recorded = m_session.frames()[current];
    m_values[Step]->setText(tr("%1 of %2").arg(recorded.frame->step).arg(m_session.stepCount()));
    m_values[Sigma]->setText(locale.toString(recorded.frame->sigma, 'g', 3));
    m_values[Evaluations]->setText(locale.toString(recorded.frame->evaluations));
    const bool estimateKnown = m_picture == FramePicture::NoisyState || recorded.frame->step > 0;
    const PictureNumbers& numbers =
        m_picture == FramePicture::Estimate ? recorded.estimate : recorded.state;
    m_values[ToLr]->setText(estimateKnown ? residual(numbers.residualToLr) : none);
    m_values[ToTruth]->setText(estimateKnown ? residual(numbers.residualToTruth) : none);
    const double truth = trueZeroFraction(*m_session.event());
    QString zeros =
        estimateKnown ? tr("%1 %").arg(locale.toString(100 * numbers.zeroFraction, 'f', 0)) : none;
    if (std::isfinite(truth))
        zeros += tr(" (%1 %)").arg(locale.toString(100 * truth, 'f', 0));
    m_values[Zeros]->setText(zeros);
}

} // namespace calolens
