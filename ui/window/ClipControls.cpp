// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ClipControls.h"

#include "theme/Theme.h"
#include "window/PanelSection.h"

#include <QGridLayout>
#include <QSlider>

#include <cmath>

namespace calolens {
namespace {
constexpr int Steps = 50; ///< to either side
}

ClipControls::ClipControls(QWidget* parent)
    : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(spacing::Tight);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    const struct {
        QString name, tip;
        double ViewSettings::*cut;
    } axes[] = {
        {tr("Cut \u03B7"), tr("Cut the event open along pseudorapidity"), &ViewSettings::clipEta},
        {tr("Cut \u03C6"), tr("Cut the event open along azimuth"), &ViewSettings::clipPhi},
        {tr("Cut depth"), tr("Cut inner or outer layers away"), &ViewSettings::clipDepth}};
    int row = 0;
    for (const auto& [name, tip, cut] : axes) {
        auto* slider = new QSlider(Qt::Horizontal);
        slider->setRange(-Steps, Steps);
        slider->setTickInterval(Steps);
        slider->setToolTip(tr("%1; in the middle nothing is cut").arg(tip));
        slider->setAccessibleName(name);
        grid->addWidget(mutedLabel(name, slider), row, 0);
        grid->addWidget(slider, row++, 1);
        m_axes.append({slider, cut});
        connect(slider, &QSlider::valueChanged, this, [this, slider] {
            if (!m_showing)
                Q_EMIT edited(slider);
        });
    }
}

void ClipControls::showSettings(const ViewSettings& settings) {
    m_showing = true;
    for (const Axis& axis : m_axes)
        axis.slider->setValue(static_cast<int>(std::lround(settings.*axis.cut * Steps)));
    m_showing = false;
}

void ClipControls::writeTo(ViewSettings& settings) const {
    for (const Axis& axis : m_axes)
        if (std::lround(settings.*axis.cut * Steps) != axis.slider->value())
            settings.*axis.cut = static_cast<double>(axis.slider->value()) / Steps;
}

} // namespace calolens
