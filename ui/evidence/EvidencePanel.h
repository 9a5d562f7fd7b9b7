// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/EvidenceSession.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;

namespace calolens {

class CheckRow;

/// Is it hallucination? Every check of the event with its light and number, first those that can be
/// made of real data, then those that need the truth; and which of their maps is shown.
class EvidencePanel : public QWidget {
    Q_OBJECT
public:
    explicit EvidencePanel(EvidenceSession& session, QWidget* parent = nullptr);

    /// The map that is to be shown beside the pictures; nullptr: none. Valid as long as the
    /// session's evidence, and until setFurtherMaps().
    [[nodiscard]] const CellMap* map() const;
    /// Chooses a map by the check's id and the map's name; empty: none. A map that is not there now
    /// is shown as soon as it is.
    void chooseMap(const QString& check, const QString& name);
    /// Maps that come from elsewhere, listed with those of the checks; replaces those of before.
    /// @param source  stands for the check's id
    void setFurtherMaps(const QString& source, std::vector<CellMap> maps);
    [[nodiscard]] QString chosenCheck() const { return m_check; }
    [[nodiscard]] QString chosenMap() const { return m_map; }
    [[nodiscard]] const std::vector<CheckRow*>& rows() const noexcept { return m_rows; }
    [[nodiscard]] QString summaryText() const;

Q_SIGNALS:
    void mapChanged();
    /// A row now shows all there is to say about its check.
    void rowOpened(QWidget* row);

private:
    void refresh();
    void fillMaps();

    EvidenceSession& m_session;
    std::vector<CheckRow*> m_rows;
    QLabel* m_summary;
    QComboBox* m_maps;
    QString m_check, m_map; ///< chosen
    QString m_furtherSource;
    std::vector<CellMap> m_furtherMaps;
};

} // namespace calolens
