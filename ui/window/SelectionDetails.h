// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellSelection.h"
#include "comparison/SelectionSums.h"

#include <QWidget>

#include <memory>

class QLabel;
class QTableWidget;

namespace calolens {

struct StoredDraws;

/// The selected cells in numbers: how many, and their sums in LR, prediction, draws and truth. Not
/// there while nothing is selected.
class SelectionDetails : public QWidget {
    Q_OBJECT
public:
    explicit SelectionDetails(QWidget* parent = nullptr);

    void setComparison(std::shared_ptr<const EventComparison> comparison);
    /// The draws whose sums are wanted; nullptr: none.
    void setDraws(std::shared_ptr<const StoredDraws> draws);
    void setSelection(const CellSelection& selection);

private:
    void refresh();
    void addRow(const QString& name, const QString& value, const QString& tip = {});

    std::shared_ptr<const EventComparison> m_comparison;
    std::shared_ptr<const StoredDraws> m_draws;
    CellSelection m_selection;
    SelectedCells m_selected;
    QLabel* m_title;
    QTableWidget* m_sums;
};

} // namespace calolens
