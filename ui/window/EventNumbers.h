// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <QWidget>

#include <span>

class QComboBox;
class QGridLayout;
class QLabel;

namespace calolens {

class EventDocument;

/// The event in numbers: energy, residuals, hit cells and zeros of what was measured, predicted and
/// true; and which prediction is shown.
class EventNumbers : public QWidget {
    Q_OBJECT
public:
    explicit EventNumbers(EventDocument& document, QWidget* parent = nullptr);

private:
    enum Column { Lr, Predicted, Truth, ColumnCount };
    enum Row { Energy, ToLr, ToTruth, Hits, Zeros, RowCount };
    void refresh();
    void fillPredictions();
    void set(Row row, Column column, const QString& text);
    void setColumn(Column column, std::span<const float> energies, double lrEnergy,
                   double trueEnergy);

    EventDocument& m_document;
    QComboBox* m_prediction;
    QLabel* m_label;
    QLabel* m_particles;
    QLabel* m_values[RowCount][ColumnCount] = {};
};

} // namespace calolens
