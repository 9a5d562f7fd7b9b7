// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace calolens {

/// The checked events of a file as table rows, a column for each check; sorts by any column, what
/// is most suspicious first.
class CheckedEventModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum FixedColumn { Number, Energy, Error, FirstCheck };

    explicit CheckedEventModel(QObject* parent = nullptr);
    void setReport(std::shared_ptr<const FileCheckReport> report);
    [[nodiscard]] qint64 eventOf(int row) const;
    /// The worst verdict of an event's checks; not run if none was run.
    [[nodiscard]] static Verdict worst(const CheckedEvent& event);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    /// What a column is sorted by; NaN, which comes last, if there is nothing.
    [[nodiscard]] double key(const CheckedEvent& event, int column) const;

    std::shared_ptr<const FileCheckReport> m_report;
    std::vector<std::size_t> m_order;
    std::vector<std::size_t> m_checks; ///< those that were run of any event
};

} // namespace calolens
