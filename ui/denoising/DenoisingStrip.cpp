// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/DenoisingStrip.h"

#include "commands/CommandRegistry.h"
#include "denoising/DenoisingCommands.h"
#include "denoising/DenoisingSession.h"
#include "denoising/FramePlayer.h"
#include "denoising/Moments.h"
#include "denoising/RunReadout.h"
#include "denoising/RunSettingsForm.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "theme/ThemeIcon.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace calolens {
namespace {

constexpr int SettingsWidth = 320;
constexpr int ReadoutWidth = 200;
constexpr int NarrowPlaybackBar = 550;

QToolButton* buttonFor(QAction* action, Qt::ToolButtonStyle style = Qt::ToolButtonIconOnly) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// A button in the accent colour for the action, with an icon that can be seen on it.
QPushButton* primaryButtonFor(QAction* action) {
    auto* button = new QPushButton(themeIcon(QStringLiteral("run"), IconGround::Accent),
                                   CommandRegistry::plainText(action));
    button->setProperty("primary", true);
    button->setAutoDefault(false);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

} // namespace

DenoisingStrip::DenoisingStrip(DenoisingSession& session, FramePlayer& player, Moments& moments,
                               DenoisingCommands& commands, QWidget* parent)
    : QFrame(parent)
    , m_settings(new RunSettingsForm(session))
    , m_scrubber(new NoiseScrubber(session, player, moments))
    , m_readout(new RunReadout(session, player, moments)) {
    setObjectName(QStringLiteral("strip"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::Wide, spacing::Normal, spacing::Wide, spacing::Normal);
    layout->setSpacing(2 * spacing::Wide);
    layout->addWidget(makeRunSide(commands));
    auto* middle = new QVBoxLayout;
    middle->setSpacing(spacing::Tight);
    m_playbackBar = makePlaybackBar(player, commands);
    middle->addWidget(m_playbackBar);
    middle->addWidget(m_scrubber, 1);
    layout->addLayout(middle, 1);
    m_readout->setMinimumWidth(ReadoutWidth);
    layout->addWidget(m_readout);
    // In a narrow window the readout makes room (resizeEvent): its numbers stand in the curves too.
    setMinimumWidth(SettingsWidth + NarrowPlaybackBar + 4 * spacing::Wide);

    // What is compared has a column of its own in the readout.
    connect(&moments, &Moments::changed, this, &DenoisingStrip::fitParts, Qt::QueuedConnection);
    connect(&session, &DenoisingSession::referenceChanged, this, &DenoisingStrip::fitParts,
            Qt::QueuedConnection);
    connect(&commands, &DenoisingCommands::pictureChanged, m_scrubber, &NoiseScrubber::setPicture);
    connect(&commands, &DenoisingCommands::pictureChanged, m_readout, &RunReadout::setPicture);
}

void DenoisingStrip::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    // Not now: showing a widget lays out all windows around it at once, and Qt's layout of docks,
    // which may be what resizes the strip, does not bear being entered again.
    QMetaObject::invokeMethod(this, &DenoisingStrip::fitParts, Qt::QueuedConnection);
}

void DenoisingStrip::fitParts() {
    const int readout = std::max(ReadoutWidth, m_readout->sizeHint().width()) + 2 * spacing::Wide;
    m_readout->setVisible(width() >= minimumWidth() + readout);
    const int others = SettingsWidth + 4 * spacing::Wide + (m_readout->isHidden() ? 0 : readout);
    // Measured with the texts, and in the style of the window. Qt adds two spaces to a text.
    const int spare = fontMetrics().horizontalAdvance(QLatin1Char(' '));
    if (m_pictureButtons.front()->toolButtonStyle() == Qt::ToolButtonTextBesideIcon)
        m_roomForTexts = m_playbackBar->sizeHint().width() -
                         2 * spare * static_cast<int>(m_pictureButtons.size());
    const bool room = width() - others >= m_roomForTexts;
    for (QToolButton* button : std::as_const(m_pictureButtons))
        button->setToolButtonStyle(room ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

QWidget* DenoisingStrip::makeRunSide(DenoisingCommands& commands) {
    auto* side = new QWidget;
    side->setFixedWidth(SettingsWidth);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::Normal);
    layout->addWidget(m_settings);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::Tight);
    QPushButton* run = primaryButtonFor(commands.run);
    run->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    buttons->addWidget(run);
    for (QAction* action :
         {commands.pause, commands.step, commands.finish, commands.cancel, commands.keepReference})
        buttons->addWidget(buttonFor(action));
    layout->addLayout(buttons);
    layout->addStretch();
    return side;
}

QWidget* DenoisingStrip::makePlaybackBar(FramePlayer& player, DenoisingCommands& commands) {
    auto* bar = new QWidget;
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (QAction* action : {commands.first, commands.previous, commands.playBackward,
                            commands.playForward, commands.next, commands.last})
        layout->addWidget(buttonFor(action));
    layout->addSpacing(spacing::Normal);

    auto* repeat = new ChoiceBox;
    repeat->setToolTip(tr("What playing does at the end"));
    repeat->setAccessibleName(tr("Repeat"));
    repeat->addItem(tr("Once"), QVariant::fromValue(FramePlayer::Repeat::Once));
    repeat->addItem(tr("Loop"), QVariant::fromValue(FramePlayer::Repeat::Loop));
    repeat->addItem(tr("Ping-pong"), QVariant::fromValue(FramePlayer::Repeat::PingPong));
    connect(repeat, &QComboBox::currentIndexChanged, &player, [repeat, &player] {
        player.setRepeat(repeat->currentData().value<FramePlayer::Repeat>());
    });
    layout->addWidget(repeat);

    auto* speed = new ChoiceBox;
    speed->setToolTip(tr("Frames a second while playing"));
    speed->setAccessibleName(tr("Speed"));
    for (const int rate : {2, 5, 10, 20, 30, 60})
        speed->addItem(tr("%1 / s").arg(rate), rate);
    speed->setCurrentIndex(speed->findData(player.framesPerSecond()));
    connect(speed, &QComboBox::currentIndexChanged, &player,
            [speed, &player] { player.setFramesPerSecond(speed->currentData().toInt()); });
    layout->addWidget(speed);

    layout->addSpacing(spacing::Normal);
    for (QAction* action : {commands.bookmark, commands.pin})
        layout->addWidget(buttonFor(action));
    layout->addStretch();
    for (QAction* action : {commands.showNoisy, commands.showEstimate}) {
        QToolButton* button = buttonFor(action, Qt::ToolButtonTextBesideIcon);
        layout->addWidget(button);
        m_pictureButtons.append(button);
    }
    bar->setMinimumWidth(NarrowPlaybackBar);
    return bar;
}

} // namespace calolens
