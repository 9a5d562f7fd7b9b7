// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ViewPanel.h"

#include "comparison/ColourMap.h"
#include "theme/Theme.h"
#include "window/PanelSection.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

constexpr double LowestMeV = 0.1, HighestMeV = 10000;
constexpr int LargestGapMm = 1000, GapStepMm = 50;

QIcon swatch(const ColourMap& map) {
    QPixmap pixmap(56, 12);
    QPainter painter(&pixmap);
    for (int x = 0; x < pixmap.width(); ++x) {
        const Rgb c = map.at(static_cast<double>(x) / (pixmap.width() - 1));
        painter.fillRect(x, 0, 1, pixmap.height(), QColor(c[0], c[1], c[2]));
    }
    return QIcon(pixmap);
}

QString energyText(double mev) {
    const QLocale locale;
    if (mev <= 0)
        return ViewPanel::tr("all cells");
    return mev < 1000 ? ViewPanel::tr("%1 MeV").arg(locale.toString(mev, 'g', 2))
                      : ViewPanel::tr("%1 GeV").arg(locale.toString(mev / 1000, 'g', 2));
}

} // namespace

double ViewPanel::thresholdAt(int value) {
    if (value <= 0)
        return 0;
    const double share = static_cast<double>(value - 1) / (SliderSteps - 1);
    return LowestMeV * std::pow(HighestMeV / LowestMeV, share);
}

int ViewPanel::sliderValueFor(double mev) {
    if (mev <= 0)
        return 0;
    const double share = std::log(std::clamp(mev, LowestMeV, HighestMeV) / LowestMeV) /
                         std::log(HighestMeV / LowestMeV);
    return 1 + static_cast<int>(std::lround(share * (SliderSteps - 1)));
}

ViewPanel::ViewPanel(QWidget* parent)
    : QWidget(parent)
    , m_threshold(new QSlider(Qt::Horizontal))
    , m_thresholdText(new QLabel)
    , m_layersLayout(new QVBoxLayout)
    , m_colours(new QComboBox)
    , m_scale(new QComboBox)
    , m_style(new QComboBox)
    , m_panes(new QComboBox)
    , m_gap(new QSlider(Qt::Horizontal)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::Tight);

    auto* thresholdRow = new QHBoxLayout;
    thresholdRow->addWidget(mutedLabel(tr("Minimum energy"), m_threshold));
    thresholdRow->addStretch();
    thresholdRow->addWidget(m_thresholdText);
    layout->addLayout(thresholdRow);
    layout->addWidget(m_threshold);
    m_threshold->setRange(0, SliderSteps);
    m_threshold->setToolTip(tr("Cells below this energy are not drawn"));
    m_threshold->setAccessibleName(tr("Minimum energy"));

    layout->addSpacing(spacing::Tight);
    layout->addWidget(mutedLabel(tr("Layers")));
    m_layersLayout->setSpacing(2);
    layout->addLayout(m_layersLayout);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(spacing::Tight);
    grid->setContentsMargins(0, spacing::Tight, 0, spacing::Tight);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto addRow = [&](const QString& text, QWidget* widget, const QString& tip) {
        widget->setToolTip(tip);
        widget->setAccessibleName(text);
        grid->addWidget(mutedLabel(text, widget), row, 0);
        grid->addWidget(widget, row++, 1);
    };
    m_panes->addItem(tr("Side by side"));
    m_panes->addItem(tr("Two by two"));
    m_panes->addItem(tr("LR only"));
    m_panes->addItem(tr("Predicted only"));
    m_panes->addItem(tr("Truth only"));
    m_panes->addItem(tr("Difference only"));
    addRow(tr("Panes"), m_panes, tr("How the panes share the picture"));
    m_colours->setIconSize(QSize(56, 12));
    for (const std::string& name : colourMapNames())
        m_colours->addItem(swatch(ColourMap::named(name)), QString::fromStdString(name));
    addRow(tr("Colours"), m_colours, tr("Colour map of the cell energies"));
    m_scale->addItem(tr("Logarithmic"), true);
    m_scale->addItem(tr("Linear"), false);
    addRow(tr("Scale"), m_scale, tr("Whether colours follow the energy or its logarithm"));
    m_style->addItem(tr("Tiles"), static_cast<int>(CellStyle::Tiles));
    m_style->addItem(tr("Boxes"), static_cast<int>(CellStyle::Boxes));
    m_style->addItem(tr("Points"), static_cast<int>(CellStyle::Points));
    addRow(tr("Cells"), m_style,
           tr("Draw cells as flat tiles, as their true shapes, or as points"));
    m_gap->setRange(0, LargestGapMm / GapStepMm);
    addRow(tr("Layer gap"), m_gap, tr("Pull the layers apart to look between them"));
    layout->addLayout(grid);
    for (QComboBox* box : {m_panes, m_colours, m_scale, m_style}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        connect(box, &QComboBox::currentIndexChanged, this, &ViewPanel::apply);
    }
    connect(m_threshold, &QSlider::valueChanged, this, &ViewPanel::apply);
    connect(m_gap, &QSlider::valueChanged, this, &ViewPanel::apply);

    addCheckBox(layout, &ViewSettings::sizeByEnergy, tr("Size by energy"),
                tr("Draw cells with more energy larger"));
    addCheckBox(layout, &ViewSettings::showDifference, tr("Difference pane"),
                tr("Add a pane with predicted less true energies"));
    addCheckBox(layout, &ViewSettings::showDetector, tr("Detector outline"),
                tr("Draw the surfaces of the layers around the event"));
    addCheckBox(layout, &ViewSettings::showParticles, tr("True particles"),
                tr("Draw the particles that made the event as rays"));
    addCheckBox(layout, &ViewSettings::showAxes, tr("Axes"),
                tr("Draw the directions of x, y and z"));
    showSettings();
}

void ViewPanel::addCheckBox(QVBoxLayout* layout, bool ViewSettings::*member, const QString& text,
                            const QString& tip) {
    auto* box = new QCheckBox(text);
    box->setToolTip(tip);
    layout->addWidget(box);
    m_switches.append({box, member});
    connect(box, &QCheckBox::toggled, this, &ViewPanel::apply);
}

void ViewPanel::setReadout(const Readout& readout) {
    const int layers = readout.levels.empty() ? 0 : readout.levels.front().layerCount();
    QStringList names;
    for (int layer = 0; layer < layers; ++layer)
        names << QString::fromStdString(
            readout.detector.layers[static_cast<std::size_t>(layer)].name);
    QStringList shown;
    for (const QCheckBox* box : std::as_const(m_layers))
        shown << box->text();
    if (shown == names)
        return;
    qDeleteAll(m_layers);
    m_layers.clear();
    for (const QString& name : std::as_const(names)) {
        auto* box = new QCheckBox(name);
        box->setToolTip(tr("Draw the cells of %1").arg(name));
        m_layersLayout->addWidget(box);
        m_layers.append(box);
        connect(box, &QCheckBox::toggled, this, &ViewPanel::apply);
    }
    showSettings();
}

void ViewPanel::setSettings(const ViewSettings& settings) {
    m_settings = settings;
    showSettings();
}

void ViewPanel::showSettings() {
    m_showing = true;
    m_threshold->setValue(sliderValueFor(m_settings.thresholdMeV));
    m_thresholdText->setText(energyText(m_settings.thresholdMeV));
    for (qsizetype i = 0; i < m_layers.size(); ++i)
        m_layers[i]->setChecked(m_settings.layerIsVisible(static_cast<std::size_t>(i)));
    m_colours->setCurrentText(QString::fromStdString(m_settings.colourMap));
    m_scale->setCurrentIndex(m_scale->findData(m_settings.logScale));
    m_style->setCurrentIndex(m_style->findData(static_cast<int>(m_settings.style)));
    m_panes->setCurrentIndex(m_settings.arrangement == PaneArrangement::Across ? 0
                             : m_settings.arrangement == PaneArrangement::TwoByTwo
                                 ? 1
                                 : 2 + static_cast<int>(m_settings.singlePane));
    m_gap->setValue(static_cast<int>(std::lround(m_settings.layerGapMm / GapStepMm)));
    for (const auto& [box, member] : std::as_const(m_switches))
        box->setChecked(m_settings.*member);
    m_showing = false;
}

void ViewPanel::apply() {
    if (m_showing)
        return;
    m_settings.thresholdMeV = thresholdAt(m_threshold->value());
    m_thresholdText->setText(energyText(m_settings.thresholdMeV));
    m_settings.layerVisible.resize(static_cast<std::size_t>(m_layers.size()));
    for (qsizetype i = 0; i < m_layers.size(); ++i)
        m_settings.layerVisible[static_cast<std::size_t>(i)] = m_layers[i]->isChecked();
    m_settings.colourMap = m_colours->currentText().toStdString();
    m_settings.logScale = m_scale->currentData().toBool();
    m_settings.style = static_cast<CellStyle>(m_style->currentData().toInt());
    const int panes = m_panes->currentIndex();
    m_settings.arrangement = panes == 0   ? PaneArrangement::Across
                             : panes == 1 ? PaneArrangement::TwoByTwo
                                          : PaneArrangement::Single;
    if (panes >= 2)
        m_settings.singlePane = static_cast<PaneRole>(panes - 2);
    m_settings.layerGapMm = m_gap->value() * GapStepMm;
    for (const auto& [box, member] : std::as_const(m_switches))
        m_settings.*member = box->isChecked();
    Q_EMIT settingsChanged(m_settings);
}

} // namespace calolens
