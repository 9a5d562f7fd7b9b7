// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"
#include "detector/Granularity.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QSlider;

namespace calolens {

/// How the panes share the picture, which pictures a shared pane mixes, and the eta-phi maps. Shows
/// only what the chosen layout has.
class LayoutControls : public QWidget {
    Q_OBJECT
public:
    explicit LayoutControls(QWidget* parent = nullptr);

    void showSettings(const ViewSettings& settings);
    void writeTo(ViewSettings& settings) const;
    /// Offers the maps of these layers.
    void setLayers(const QStringList& names);

Q_SIGNALS:
    /// @param slider  the slider that was moved, or null: a choice was made
    void edited(QSlider* slider);

private:
    /// A label with what it names, shown and hidden together.
    struct Row {
        QLabel* label;
        QWidget* field;
    };
    Row addRow(QGridLayout* grid, const QString& text, QWidget* field, const QString& tip);
    void showRows();

    QComboBox* m_panes;
    QComboBox* m_picture;
    QComboBox* m_second;
    QSlider* m_mix;
    QComboBox* m_interval;
    QComboBox* m_maps;
    Row m_pictureRow{}, m_secondRow{}, m_mixRow{}, m_intervalRow{};
    bool m_showing = false;
};

} // namespace calolens
