// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ColourControls.h"

#include "comparison/ColourMap.h"
#include "comparison/EnergyScale.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "window/PanelSection.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

#include <cmath>
#include <optional>

namespace calolens {
namespace {

QIcon swatch(const ColourMap& map) {
    QPixmap pixmap(56, 12);
    QPainter painter(&pixmap);
    for (int x = 0; x < pixmap.width(); ++x) {
        const Rgb c = map.at(static_cast<double>(x) / (pixmap.width() - 1));
        painter.fillRect(x, 0, 1, pixmap.height(), QColor(c[0], c[1], c[2]));
    }
    return QIcon(pixmap);
}

void offerMaps(QComboBox* box, const std::vector<std::string>& names) {
    box->setIconSize(QSize(56, 12));
    for (const std::string& name : names)
        box->addItem(swatch(ColourMap::named(name)), QString::fromStdString(name));
}

QString endText(double mev) {
    return mev > 0 ? QString::fromStdString(energyText(mev)) : QString();
}

} // namespace

std::optional<double> ColourControls::energyFrom(const QString& text) {
    QString number = text.trimmed();
    if (number.isEmpty() || number.compare(tr("auto"), Qt::CaseInsensitive) == 0)
        return 0;
    double factor = 1;
    for (const auto& [unit, inMeV] :
         {std::pair{QStringLiteral("mev"), 1.0}, std::pair{QStringLiteral("gev"), 1000.0}})
        if (number.endsWith(unit, Qt::CaseInsensitive)) {
            factor = inMeV;
            number.chop(unit.size());
        }
    bool valid = false;
    double value = QLocale().toDouble(number.trimmed(), &valid);
    if (!valid)
        value = QLocale::c().toDouble(number.trimmed(), &valid);
    return valid && value >= 0 && std::isfinite(value) ? std::optional(factor * value)
                                                       : std::nullopt;
}

ColourControls::ColourControls(QWidget* parent)
    : QWidget(parent)
    , m_colours(new ChoiceBox(8))
    , m_differences(new ChoiceBox(8))
    , m_scale(new ChoiceBox(8))
    , m_range(new ChoiceBox(8))
    , m_low(new QLineEdit)
    , m_high(new QLineEdit)
    , m_floats(new QCheckBox(tr("Floating legend"))) {
    auto* grid = new QGridLayout(this);
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(spacing::Tight);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto addRow = [&](const QString& text, QWidget* field, const QString& tip) {
        field->setToolTip(tip);
        field->setAccessibleName(text);
        grid->addWidget(mutedLabel(text, field), row, 0);
        grid->addWidget(field, row++, 1);
    };
    offerMaps(m_colours, colourMapNames());
    addRow(tr("Colours"), m_colours,
           tr("Colour map of the cell energies; all are even in lightness and read with any colour "
              "vision"));
    offerMaps(m_differences, divergingColourMapNames());
    addRow(tr("Differences"), m_differences, tr("Colour map of what can be negative"));
    m_scale->addItem(tr("Logarithmic"), true);
    m_scale->addItem(tr("Linear"), false);
    addRow(tr("Scale"), m_scale, tr("Whether colours follow the energy or its logarithm"));
    m_range->addItem(tr("Same in all panes"), true);
    m_range->addItem(tr("Each pane its own"), false);
    addRow(tr("Range"), m_range,
           tr("One range of colours for all panes, so that they can be compared, or one for each"));
    auto* ends = new QWidget;
    auto* endsLayout = new QHBoxLayout(ends);
    endsLayout->setContentsMargins(0, 0, 0, 0);
    endsLayout->setSpacing(spacing::Tight);
    endsLayout->addWidget(m_low);
    endsLayout->addWidget(mutedLabel(tr("to")));
    endsLayout->addWidget(m_high);
    addRow(tr("From"), ends,
           tr("Ends of the colours, as 20 MeV or 5 GeV; empty: as suits the event"));
    m_low->setAccessibleName(tr("Lowest energy of the colours"));
    m_high->setAccessibleName(tr("Highest energy of the colours"));
    for (QLineEdit* edit : {m_low, m_high})
        edit->setPlaceholderText(tr("auto"));
    m_floats->setToolTip(tr("Take the legend off its strip below the panes and drag it anywhere"));
    grid->addWidget(m_floats, row, 0, 1, 2);

    const auto tell = [this] {
        if (!m_showing)
            Q_EMIT edited();
    };
    for (QComboBox* box : {m_colours, m_differences, m_scale, m_range}) {
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    }
    for (QLineEdit* edit : {m_low, m_high})
        connect(edit, &QLineEdit::editingFinished, this, tell);
    connect(m_floats, &QCheckBox::toggled, this, tell);
    showSettings({});
}

void ColourControls::showSettings(const ViewSettings& settings) {
    m_showing = true;
    m_colours->setCurrentText(QString::fromStdString(settings.colourMap));
    m_differences->setCurrentText(QString::fromStdString(settings.differenceMap));
    m_scale->setCurrentIndex(m_scale->findData(settings.logScale));
    m_range->setCurrentIndex(m_range->findData(settings.sharedRange));
    m_low->setText(endText(settings.rangeLowMeV));
    m_high->setText(endText(settings.rangeHighMeV));
    m_floats->setChecked(settings.legendFloats);
    m_showing = false;
}

void ColourControls::writeTo(ViewSettings& settings) const {
    settings.colourMap = m_colours->currentText().toStdString();
    settings.differenceMap = m_differences->currentText().toStdString();
    settings.logScale = m_scale->currentData().toBool();
    settings.sharedRange = m_range->currentData().toBool();
    // A text that shows an energy rounded does not change it; nonsense is put back.
    const auto read = [](QLineEdit* edit, double& mev) {
        if (edit->text() == endText(mev))
            return;
        if (const auto value = energyFrom(edit->text()))
            mev = *value;
        edit->setText(endText(mev));
    };
    read(m_low, settings.rangeLowMeV);
    read(m_high, settings.rangeHighMeV);
    settings.legendFloats = m_floats->isChecked();
}

} // namespace calolens
