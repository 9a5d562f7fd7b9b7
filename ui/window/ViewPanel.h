// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"
#include "detector/Granularity.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QVBoxLayout;

namespace calolens {

class ClipControls;
class ColourControls;
class LayoutControls;

/// How the comparison is drawn: minimum energy, layers, colours, shapes, panes.
class ViewPanel : public QWidget {
    Q_OBJECT
public:
    explicit ViewPanel(QWidget* parent = nullptr);

    [[nodiscard]] const ViewSettings& settings() const noexcept { return m_settings; }
    /// Shows other settings without telling.
    void setSettings(const ViewSettings& settings);
    /// Offers the layers of this readout.
    void setReadout(const Readout& readout);

    /// Minimum energy at a place of the slider, 0 to SliderSteps, and back: a logarithmic scale
    /// from 0.1 MeV to 10 GeV, with 0 (draw everything) at the left end.
    static constexpr int SliderSteps = 500;
    [[nodiscard]] static double thresholdAt(int sliderValue);
    [[nodiscard]] static int sliderValueFor(double thresholdMeV);

Q_SIGNALS:
    /// @param goesOn  the same slider is still being moved
    void settingsChanged(const calolens::ViewSettings& settings, bool goesOn);

private:
    /// @param slider  the slider that was moved, or null: a choice was made
    void apply(const QSlider* slider = nullptr);
    void showSettings();
    void watch(QSlider* slider);
    void addCheckBox(QVBoxLayout* layout, bool ViewSettings::*member, const QString& text,
                     const QString& tip);

    ViewSettings m_settings;
    bool m_showing = false;
    QSlider* m_threshold;
    QLabel* m_thresholdText;
    QVBoxLayout* m_layersLayout;
    QList<QCheckBox*> m_layers;
    LayoutControls* m_layout;
    ColourControls* m_colours;
    ClipControls* m_clip;
    QComboBox* m_style;
    QSlider* m_gap;
    QSlider* m_opacity;
    const QSlider* m_moving = nullptr; ///< what was moved last
    QList<std::pair<QCheckBox*, bool ViewSettings::*>> m_switches;
};

} // namespace calolens
