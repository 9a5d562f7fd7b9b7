// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "information/InformationBar.h"
#include "information/InformationSession.h"

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;

namespace calolens {

/// What the maps of information go by beside those of the checks.
inline constexpr QLatin1String InformationMapsName("information");

/// Where does the picture come from? A bar of the three sources of its bits, a line for each with a
/// button that shows its map, and what truth and the agreement of draws say.
class InformationPanel : public QWidget {
    Q_OBJECT
public:
    explicit InformationPanel(InformationSession& session, QWidget* parent = nullptr);

    /// For tests and screen readers: bits and share of a source; empty if not known.
    [[nodiscard]] QString valueText(BitSource source) const;
    /// What is said below the bar, or why nothing is known.
    [[nodiscard]] QString noteText() const;

Q_SIGNALS:
    /// A map is to be shown. @param name  CellMap::name
    void mapWanted(const QString& name);

private:
    void refresh();

    struct Line {
        QWidget* swatch;
        QLabel* name;
        QLabel* value;
        QPushButton* map;
    };
    InformationSession& m_session;
    InformationBar* m_bar;
    std::array<Line, 3> m_lines;
    QLabel* m_note;
};

} // namespace calolens
