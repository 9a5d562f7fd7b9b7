// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/LayoutControls.h"

#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "window/PanelSection.h"

#include <QGridLayout>
#include <QLocale>
#include <QSlider>

#include <cmath>

namespace calolens {
namespace {

constexpr int MixSteps = 200;
constexpr int NoMaps = -2, AllLayers = -1; ///< data of the maps' choices; else a layer

void offerPictures(QComboBox* box) {
    const std::pair<QString, PaneRole> pictures[] = {
        {LayoutControls::tr("LR"), PaneRole::Lr},
        {LayoutControls::tr("Predicted"), PaneRole::Predicted},
        {LayoutControls::tr("Truth"), PaneRole::Truth},
        {LayoutControls::tr("Difference"), PaneRole::Difference},
        {LayoutControls::tr("Reference"), PaneRole::Reference}};
    for (const auto& [name, role] : pictures)
        box->addItem(name, static_cast<int>(role));
}

void choose(QComboBox* box, const QVariant& data) {
    box->setCurrentIndex(std::max(box->findData(data), 0));
}

PaneRole roleOf(const QComboBox* box) {
    return static_cast<PaneRole>(box->currentData().toInt());
}

} // namespace

LayoutControls::LayoutControls(QWidget* parent)
    : QWidget(parent)
    , m_panes(new ChoiceBox(8))
    , m_picture(new ChoiceBox(8))
    , m_second(new ChoiceBox(8))
    , m_mix(new QSlider(Qt::Horizontal))
    , m_interval(new ChoiceBox(8))
    , m_maps(new ChoiceBox(8)) {
    auto* grid = new QGridLayout(this);
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(spacing::Tight);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    const std::pair<QString, PaneArrangement> arrangements[] = {
        {tr("Side by side"), PaneArrangement::Across},
        {tr("Two by two"), PaneArrangement::TwoByTwo},
        {tr("One large"), PaneArrangement::Single},
        {tr("Wipe"), PaneArrangement::Wipe},
        {tr("Crossfade"), PaneArrangement::Crossfade},
        {tr("Flicker"), PaneArrangement::Flicker}};
    for (const auto& [name, arrangement] : arrangements)
        m_panes->addItem(name, static_cast<int>(arrangement));
    addRow(grid, tr("Panes"), m_panes,
           tr("How the panes share the picture; wipe, crossfade and flicker put two pictures into "
              "one pane"));
    offerPictures(m_picture);
    m_pictureRow = addRow(grid, tr("Picture"), m_picture, tr("The picture of the large pane"));
    offerPictures(m_second);
    m_secondRow = addRow(grid, tr("With"), m_second, tr("The picture that it is compared with"));
    m_mix->setRange(0, MixSteps);
    m_mixRow = addRow(grid, tr("Mix"), m_mix,
                      tr("Where the divider stands, or how much of the second picture shows"));
    m_interval->addItem(tr("by hand (Ctrl+J)"), 0.0);
    for (const double seconds : {2.0, 1.0, 0.5, ViewSettings::FastestFlickerSeconds})
        m_interval->addItem(tr("every %1 s").arg(QLocale().toString(seconds, 'g', 2)), seconds);
    m_intervalRow = addRow(grid, tr("Change"), m_interval,
                           tr("How often the two pictures take turns; never more than three times "
                              "a second, which could start a seizure"));
    addRow(grid, tr("\u03B7-\u03C6 maps"), m_maps,
           tr("Show a map of pseudorapidity and azimuth beside each picture"));
    setLayers({});
    for (QComboBox* box : {m_panes, m_picture, m_second, m_interval, m_maps}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (m_showing)
                return;
            showRows();
            Q_EMIT edited(nullptr);
        });
    }
    connect(m_mix, &QSlider::valueChanged, this, [this] {
        if (!m_showing)
            Q_EMIT edited(m_mix);
    });
    showSettings({});
}

LayoutControls::Row LayoutControls::addRow(QGridLayout* grid, const QString& text, QWidget* field,
                                           const QString& tip) {
    const int row = grid->rowCount();
    QLabel* label = mutedLabel(text, field);
    field->setToolTip(tip);
    field->setAccessibleName(text);
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row, 1);
    return {label, field};
}

void LayoutControls::setLayers(const QStringList& names) {
    const QVariant chosen = m_maps->currentData();
    m_showing = true;
    m_maps->clear();
    m_maps->addItem(tr("None"), NoMaps);
    m_maps->addItem(tr("All shown layers"), AllLayers);
    for (int layer = 0; layer < names.size(); ++layer)
        m_maps->addItem(names[layer], layer);
    choose(m_maps, chosen);
    m_showing = false;
}

void LayoutControls::showRows() {
    const auto arrangement = static_cast<PaneArrangement>(m_panes->currentData().toInt());
    const auto show = [](const Row& row, bool shown) {
        row.label->setVisible(shown);
        row.field->setVisible(shown);
    };
    show(m_pictureRow, arrangement == PaneArrangement::Single || isBlend(arrangement));
    show(m_secondRow, isBlend(arrangement));
    show(m_mixRow,
         arrangement == PaneArrangement::Wipe || arrangement == PaneArrangement::Crossfade);
    show(m_intervalRow, arrangement == PaneArrangement::Flicker);
}

void LayoutControls::showSettings(const ViewSettings& settings) {
    m_showing = true;
    choose(m_panes, static_cast<int>(settings.arrangement));
    choose(m_picture, static_cast<int>(isBlend(settings.arrangement) ? settings.blendFirst
                                                                     : settings.singlePane));
    choose(m_second, static_cast<int>(settings.blendSecond));
    m_mix->setValue(static_cast<int>(std::lround(settings.blend * MixSteps)));
    choose(m_interval, settings.flickerSeconds);
    choose(m_maps, settings.showMaps ? settings.mapLayer : NoMaps);
    showRows();
    m_showing = false;
}

void LayoutControls::writeTo(ViewSettings& settings) const {
    settings.arrangement = static_cast<PaneArrangement>(m_panes->currentData().toInt());
    if (settings.arrangement == PaneArrangement::Single)
        settings.singlePane = roleOf(m_picture);
    if (isBlend(settings.arrangement)) {
        settings.blendFirst = roleOf(m_picture);
        settings.blendSecond = roleOf(m_second);
        settings.flickerSeconds = m_interval->currentData().toDouble();
    }
    // What the slider cannot show exactly is kept as it is.
    if (std::lround(settings.blend * MixSteps) != m_mix->value())
        settings.blend = static_cast<double>(m_mix->value()) / MixSteps;
    const int maps = m_maps->currentData().toInt();
    settings.showMaps = maps != NoMaps;
    if (settings.showMaps)
        settings.mapLayer = maps;
}

} // namespace calolens
