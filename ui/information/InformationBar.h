// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/information/EventInformation.h"

#include <QColor>
#include <QWidget>

#include <optional>

namespace calolens {

/// The three sources of a picture's bits.
enum class BitSource { Reading, Training, CoinFlip };

/// The colour that a source has everywhere: that of measurements, that of predictions, and none.
[[nodiscard]] QColor bitColour(BitSource source);

/// One bar of three parts, as long as their shares; empty and grey if nothing is known. A part
/// below zero has no length.
class InformationBar : public QWidget {
    Q_OBJECT
public:
    explicit InformationBar(QWidget* parent = nullptr);
    void setParts(const std::optional<InformationParts>& parts);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<InformationParts> m_parts;
};

} // namespace calolens
