// SPDX-License-Identifier: GPL-3.0-or-later
#include "information/InformationPanel.h"

#include "document/DrawsText.h"
#include "theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace calolens {

namespace {

/// A square of the colour that the source has in the bar.
class Swatch : public QWidget {
public:
    explicit Swatch(BitSource source)
        : m_source(source) {
        setFixedSize(10, 10);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter(this).fillRect(rect(), bitColour(m_source));
    }

private:
    BitSource m_source;
};

QString bits(double value) {
    return QLocale().toString(value, 'f', 0);
}

QString withError(double value, double error) {
    return std::isfinite(error) ? QStringLiteral("%1 \u00B1 %2").arg(bits(value), bits(error))
                                : bits(value);
}

double partOf(const InformationParts& parts, BitSource source) {
    switch (source) {
    case BitSource::Reading:
        return parts.reading;
    case BitSource::Training:
        return parts.training;
    case BitSource::CoinFlip:
        break;
    }
    return parts.coinFlip;
}

QString shareText(const InformationParts& parts, BitSource source) {
    return QStringLiteral("%1 %").arg(
        QLocale().toString(100 * partOf(parts, source) / parts.total(), 'f', 0));
}

/// How it was worked out.
QString origin(const ShownInformation& shown) {
    const EventInformation& found = shown.information;
    return InformationPanel::tr("Of %1, told such that a hit's energy counts to %2 % and an LR "
                                "cell's to %3 of its noise. Table of readings: %4")
        .arg(drawsText(found.draws), bits(100 * shown.meaning.hitEnergy),
             QLocale().toString(shown.meaning.lrSum, 'g', 2),
             QString::fromStdString(shown.readings));
}

QString coinFlipTip(const ShownInformation& shown) {
    return InformationPanel::tr("%1 bits of it are in the LR cells' energies, within their noise; "
                                "the rest is in how these are shared")
        .arg(bits(shown.information.coinFlipOfSums));
}

QString notes(const ShownInformation& shown) {
    const EventInformation& found = shown.information;
    QStringList lines;
    if (found.excess) {
        const QString excess = withError(std::abs(found.excess->bits), found.excess->error);
        lines << (found.excess->bits >= 0
                      ? InformationPanel::tr("The truth costs %1 bits more than a draw")
                      : InformationPanel::tr("The truth costs %1 bits less than a draw"))
                     .arg(excess);
        // One draw has none to differ from.
        lines.last() +=
            std::isfinite(found.drawSpread)
                ? InformationPanel::tr("; draws differ by %1 bits.").arg(bits(found.drawSpread))
                : QStringLiteral(".");
    }
    if (found.patterns)
        lines << InformationPanel::tr("Two draws hit the same small cells in %1 % of the LR cells, "
                                      "two cells with like readings in %2 %.")
                     .arg(bits(100 * found.patterns->twoDraws),
                          bits(100 * found.patterns->likeReadings));
    return lines.join(QStringLiteral("\n"));
}

} // namespace

InformationPanel::InformationPanel(InformationSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_bar(new InformationBar)
    , m_note(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::Normal);
    layout->addWidget(m_bar);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(spacing::Tight);
    grid->setColumnStretch(1, 1);
    const struct {
        BitSource source;
        QString name, tip;
        const char* map;
    } sources[] = {
        {BitSource::Reading, tr("LR event"),
         tr("Fixed by the readings of the LR cells, each by itself: what was measured"),
         "reading_bits"},
        {BitSource::Training, tr("Training"),
         tr("Supplied by what the model has learned from simulated events"), "training_bits"},
        {BitSource::CoinFlip, tr("Coin flip"),
         tr("Open: the model draws it at random, and another draw differs"), "coin_flip_bits"}};
    for (const auto& [source, name, tip, map] : sources) {
        const int row = static_cast<int>(source);
        Line& line = m_lines[static_cast<std::size_t>(source)];
        line = {new Swatch(source), new QLabel(name), new QLabel, new QPushButton(tr("Map"))};
        line.name->setToolTip(tip);
        line.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        line.map->setToolTip(tr("Show these bits per LR cell beside the pictures"));
        line.map->setAccessibleName(tr("Map: %1").arg(name));
        connect(line.map, &QPushButton::clicked, this,
                [this, name = QString::fromLatin1(map)] { Q_EMIT mapWanted(name); });
        grid->addWidget(line.swatch, row, 0);
        grid->addWidget(line.name, row, 1);
        grid->addWidget(line.value, row, 2);
        grid->addWidget(line.map, row, 3);
    }
    layout->addLayout(grid);
    m_note->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("muted"));
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(m_note);
    connect(&session, &InformationSession::changed, this, &InformationPanel::refresh);
    refresh();
}

QString InformationPanel::valueText(BitSource source) const {
    return m_lines[static_cast<std::size_t>(source)].value->text();
}

QString InformationPanel::noteText() const {
    return m_note->text();
}

void InformationPanel::refresh() {
    const auto shown = m_session.shown();
    const InformationParts sum = shown ? shown->information.sum() : InformationParts();
    m_bar->setParts(shown ? std::optional(sum) : std::nullopt);
    for (const BitSource source : {BitSource::Reading, BitSource::Training, BitSource::CoinFlip}) {
        const Line& line = m_lines[static_cast<std::size_t>(source)];
        const double error =
            source == BitSource::CoinFlip && shown ? shown->information.coinFlipError : NAN;
        line.value->setText(
            shown ? tr("%1 bits, %2")
                        .arg(withError(partOf(sum, source), error), shareText(sum, source))
                  : QString());
        line.name->setEnabled(shown != nullptr);
        line.map->setEnabled(shown != nullptr);
    }
    m_bar->setAccessibleName(tr("LR event %1, training %2, coin flip %3")
                                 .arg(valueText(BitSource::Reading), valueText(BitSource::Training),
                                      valueText(BitSource::CoinFlip)));
    m_note->setText(shown                 ? notes(*shown)
                    : m_session.running() ? tr("Asking the model\u2026")
                                          : m_session.reason());
    m_note->setToolTip(shown ? origin(*shown) : QString());
    m_bar->setToolTip(m_note->toolTip());
    m_lines[static_cast<std::size_t>(BitSource::CoinFlip)].value->setToolTip(
        shown ? coinFlipTip(*shown) : QString());
}

} // namespace calolens
