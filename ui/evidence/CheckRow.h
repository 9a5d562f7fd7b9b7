// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace calolens {

class VerdictMark;

/// One check: its light, name and value; opened, all that there is to say about it, and a button
/// for each of its maps.
class CheckRow : public QWidget {
    Q_OBJECT
public:
    /// @param check  must outlive the row
    explicit CheckRow(const CheckInfo& check, QWidget* parent = nullptr);

    [[nodiscard]] const CheckInfo& check() const noexcept { return m_check; }
    void setResult(const CheckResult& result);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] Verdict verdict() const;
    /// For tests and screen readers: the words on the row.
    [[nodiscard]] QString valueText() const;
    [[nodiscard]] QString detailsText() const;
    /// The curve of a check of calibration; null if the check has none.
    [[nodiscard]] QWidget* plot() const { return m_plot; }

Q_SIGNALS:
    /// A map of this check is to be shown. @param name  CellMap::name
    void mapWanted(const QString& name);
    void opened();

private:
    void fillMaps(const CheckResult& result);

    const CheckInfo& m_check;
    QToolButton* m_title;
    VerdictMark* m_mark;
    QLabel* m_value;
    QWidget* m_body;
    QLabel* m_details;
    QPointer<QWidget> m_plot;
    QHBoxLayout* m_mapButtons;
};

} // namespace calolens
