// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"
#include "event/EventComparison.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTableWidget;

namespace calolens {

/// The picked cell: where it is, its measured parent, and its parent's children with what was
/// predicted and what is true.
class CellDetails : public QWidget {
    Q_OBJECT
public:
    explicit CellDetails(QWidget* parent = nullptr);
    void setComparison(std::shared_ptr<const EventComparison> comparison);
    void setCell(std::optional<CellReference> cell);

private:
    void refresh();
    void fillChildren(std::size_t parent, std::optional<std::size_t> picked);

    std::shared_ptr<const EventComparison> m_comparison;
    std::optional<CellReference> m_cell;
    QLabel* m_title;
    QLabel* m_place;
    QLabel* m_energies;
    QTableWidget* m_children;
};

} // namespace calolens
