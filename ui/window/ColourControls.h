// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace calolens {

/// How energies become colours: maps, scale, range and legend.
class ColourControls : public QWidget {
    Q_OBJECT
public:
    explicit ColourControls(QWidget* parent = nullptr);

    void showSettings(const ViewSettings& settings);
    void writeTo(ViewSettings& settings) const;

    /// An energy as people write it, "50 MeV" or "1.5 GeV" (a plain number is MeV), in MeV; 0 for
    /// nothing or "auto"; nullopt for what is no energy.
    [[nodiscard]] static std::optional<double> energyFrom(const QString& text);

Q_SIGNALS:
    void edited();

private:
    QComboBox* m_colours;
    QComboBox* m_differences;
    QComboBox* m_scale;
    QComboBox* m_range;
    QLineEdit* m_low;
    QLineEdit* m_high;
    QCheckBox* m_floats;
    bool m_showing = false;
};

} // namespace calolens
