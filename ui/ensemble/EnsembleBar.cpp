// SPDX-License-Identifier: GPL-3.0-or-later
#include "ensemble/EnsembleBar.h"

#include "document/DrawsText.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace calolens {

namespace {
constexpr int DefaultDraws = 16, MostDraws = 1000;
} // namespace

EnsembleBar::EnsembleBar(EnsembleSession& session, std::function<DenoisingRequest()> how,
                         QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_how(std::move(how))
    , m_count(new QSpinBox)
    , m_draw(new QPushButton)
    , m_progress(new QLabel)
    , m_pictures(new ChoiceBox(0)) {
    m_count->setRange(1, MostDraws);
    m_count->setValue(DefaultDraws);
    m_count->setSuffix(tr(" draws"));
    m_count->setToolTip(
        tr("How many predictions are drawn of the event: each is another event that "
           "could have made the measurement"));
    m_count->setAccessibleName(tr("Number of draws"));
    m_pictures->setToolTip(
        tr("Which picture is the predicted one: the mean is the best estimate of "
           "the energy, one draw is a typical picture"));
    m_pictures->setAccessibleName(tr("Predicted picture"));
    m_progress->setProperty("role", QStringLiteral("muted"));
    m_progress->setWordWrap(true);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(spacing::Tight);
    grid->addWidget(m_count, 0, 0);
    grid->addWidget(m_draw, 0, 1);
    grid->addWidget(m_progress, 1, 0, 1, 2);
    grid->addWidget(m_pictures, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);

    connect(m_draw, &QPushButton::clicked, this, &EnsembleBar::drawOrStop);
    connect(m_pictures, &QComboBox::activated, this,
            [this](int index) { setShown({m_pictures->itemData(index).toInt()}); });
    connect(&session, &EnsembleSession::drawsChanged, this, &EnsembleBar::refresh);
    connect(&session, &EnsembleSession::stateChanged, this, &EnsembleBar::refresh);
    refresh();
}

void EnsembleBar::drawOrStop() {
    if (m_session.drawing()) {
        m_session.stop();
        return;
    }
    m_session.draw(m_how(), m_count->value());
    if (m_session.drawing() && m_shown.draw == ShownPicture::Run)
        setShown({ShownPicture::Mean});
}

int EnsembleBar::wanted() const {
    return m_count->value();
}

void EnsembleBar::setWanted(int draws) {
    m_count->setValue(draws);
}

void EnsembleBar::setShown(ShownPicture picture) {
    if (picture == m_shown)
        return;
    m_shown = picture;
    refresh();
    Q_EMIT shownChanged();
}

QString EnsembleBar::progressText() const {
    return m_progress->text();
}

void EnsembleBar::refresh() {
    const QLocale locale;
    const int count = m_session.count();
    m_draw->setText(m_session.drawing() ? tr("Stop") : tr("Draw"));
    m_draw->setToolTip(m_session.drawing()
                           ? tr("Stop after the draws in hand and keep those there are")
                           : tr("Draw with the model, sampler, steps and seed of the next run"));
    if (m_session.drawing() && count == 0)
        m_progress->setText(tr("Drawing\u2026"));
    else if (m_session.drawing())
        m_progress->setText(tr("%1 of %2 draws, %3 ms each")
                                .arg(count)
                                .arg(m_session.wanted())
                                .arg(locale.toString(m_session.msPerDraw(), 'f', 0)));
    else if (count == 0)
        m_progress->setText(tr("No draws yet"));
    else if (m_session.fromFile())
        m_progress->setText(tr("%1 of the file").arg(drawsText(count)));
    else
        m_progress->setText(tr("%1: %2, %3 steps")
                                .arg(drawsText(count))
                                .arg(QString::fromStdString(m_session.draws()->info.sampler))
                                .arg(m_session.draws()->info.steps));

    const QSignalBlocker quiet(m_pictures);
    m_pictures->clear();
    m_pictures->addItem(tr("Shown: the denoising run"), ShownPicture::Run);
    if (count > 0)
        m_pictures->addItem(tr("Shown: %1").arg(meanOfDrawsText(count)), ShownPicture::Mean);
    constexpr int MostListed = 100;
    for (int k = 0; k < std::min(count, MostListed); ++k)
        m_pictures->addItem(tr("Shown: draw %1 of %2").arg(k + 1).arg(count), k);
    const int index = m_pictures->findData(m_shown.draw);
    m_pictures->setCurrentIndex(std::max(index, 0));
    m_pictures->setEnabled(count > 0);
}

} // namespace calolens
