// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ViewPanel.h"

#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "window/ClipControls.h"
#include "window/ColourControls.h"
#include "window/LayoutControls.h"
#include "window/PanelSection.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

constexpr double LowestMeV = 0.1, HighestMeV = 10000;
constexpr int LargestGapMm = 1000, GapStepMm = 50;
constexpr int OpacitySteps = 20;

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
    , m_layout(new LayoutControls)
    , m_colours(new ColourControls)
    , m_clip(new ClipControls)
    , m_style(new ChoiceBox(8))
    , m_gap(new QSlider(Qt::Horizontal))
    , m_opacity(new QSlider(Qt::Horizontal)) {
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
    layout->addWidget(m_layout);
    layout->addSpacing(spacing::Tight);
    layout->addWidget(mutedLabel(tr("Layers")));
    m_layersLayout->setSpacing(2);
    layout->addLayout(m_layersLayout);
    layout->addSpacing(spacing::Tight);
    layout->addWidget(m_colours);

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
    m_style->addItem(tr("Tiles"), static_cast<int>(CellStyle::Tiles));
    m_style->addItem(tr("Boxes"), static_cast<int>(CellStyle::Boxes));
    m_style->addItem(tr("Points"), static_cast<int>(CellStyle::Points));
    addRow(tr("Cells"), m_style,
           tr("Draw cells as flat tiles, as their true shapes, or as points"));
    m_gap->setRange(0, LargestGapMm / GapStepMm);
    addRow(tr("Layer gap"), m_gap, tr("Pull the layers apart to look between them"));
    m_opacity->setRange(1, OpacitySteps);
    addRow(tr("Opacity"), m_opacity, tr("Let cells shine through one another"));
    layout->addLayout(grid);
    layout->addWidget(m_clip);
    layout->addSpacing(spacing::Tight);

    connect(m_style, &QComboBox::currentIndexChanged, this, [this] { apply(); });
    connect(m_colours, &ColourControls::edited, this, [this] { apply(); });
    connect(m_layout, &LayoutControls::edited, this, &ViewPanel::apply);
    connect(m_clip, &ClipControls::edited, this, &ViewPanel::apply);
    for (QSlider* slider : {m_threshold, m_gap, m_opacity})
        connect(slider, &QSlider::valueChanged, this, [this, slider] { apply(slider); });
    for (QSlider* slider : findChildren<QSlider*>())
        watch(slider);

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
    connect(box, &QCheckBox::toggled, this, [this] { apply(); });
}

void ViewPanel::watch(QSlider* slider) {
    // A new drag is a new change.
    connect(slider, &QSlider::sliderPressed, this, [this] { m_moving = nullptr; });
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
    m_layout->setLayers(names);
    qDeleteAll(m_layers);
    m_layers.clear();
    for (const QString& name : std::as_const(names)) {
        auto* box = new QCheckBox(name);
        box->setToolTip(tr("Draw the cells of %1").arg(name));
        m_layersLayout->addWidget(box);
        m_layers.append(box);
        connect(box, &QCheckBox::toggled, this, [this] { apply(); });
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
    m_layout->showSettings(m_settings);
    m_colours->showSettings(m_settings);
    m_clip->showSettings(m_settings);
    m_style->setCurrentIndex(m_style->findData(static_cast<int>(m_settings.style)));
    m_opacity->setValue(static_cast<int>(std::lround(m_settings.opacity * OpacitySteps)));
    m_gap->setValue(static_cast<int>(std::lround(m_settings.layerGapMm / GapStepMm)));
    for (const auto& [box, member] : std::as_const(m_switches))
        box->setChecked(m_settings.*member);
    m_showing = false;
}

void ViewPanel::apply(const QSlider* slider) {
    if (m_showing)
        return;
    // What a slider cannot show exactly is kept as it is.
    if (sliderValueFor(m_settings.thresholdMeV) != m_threshold->value())
        m_settings.thresholdMeV = thresholdAt(m_threshold->value());
    m_thresholdText->setText(energyText(m_settings.thresholdMeV));
    m_settings.layerVisible.resize(static_cast<std::size_t>(m_layers.size()));
    for (qsizetype i = 0; i < m_layers.size(); ++i)
        m_settings.layerVisible[static_cast<std::size_t>(i)] = m_layers[i]->isChecked();
    m_layout->writeTo(m_settings);
    m_colours->writeTo(m_settings);
    m_clip->writeTo(m_settings);
    m_settings.style = static_cast<CellStyle>(m_style->currentData().toInt());
    if (std::lround(m_settings.layerGapMm / GapStepMm) != m_gap->value())
        m_settings.layerGapMm = m_gap->value() * GapStepMm;
    if (std::lround(m_settings.opacity * OpacitySteps) != m_opacity->value())
        m_settings.opacity = static_cast<double>(m_opacity->value()) / OpacitySteps;
    for (const auto& [box, member] : std::as_const(m_switches))
        m_settings.*member = box->isChecked();
    const bool goesOn = slider != nullptr && slider == m_moving;
    m_moving = slider;
    Q_EMIT settingsChanged(m_settings, goesOn);
}

} // namespace calolens
