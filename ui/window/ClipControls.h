// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"

#include <QWidget>

class QSlider;

namespace calolens {

/// Three sliders that cut the event open along eta, phi and depth: in the middle nothing is cut, to
/// the right it is cut from the low side, to the left from the high side.
class ClipControls : public QWidget {
    Q_OBJECT
public:
    explicit ClipControls(QWidget* parent = nullptr);

    void showSettings(const ViewSettings& settings);
    void writeTo(ViewSettings& settings) const;

Q_SIGNALS:
    void edited(QSlider* slider);

private:
    struct Axis {
        QSlider* slider;
        double ViewSettings::*cut;
    };
    QList<Axis> m_axes;
    bool m_showing = false;
};

} // namespace calolens
