// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckResult.h"

#include <QString>
#include <QWidget>

namespace calolens {

/// "Passed", "Look", "Failed", "Not run".
[[nodiscard]] QString verdictText(Verdict verdict);

/// A traffic light: a disc in the colour of the verdict with a sign of its own, so that it can be
/// read without colours.
class VerdictMark : public QWidget {
    Q_OBJECT
public:
    explicit VerdictMark(Verdict verdict, QWidget* parent = nullptr);
    void setVerdict(Verdict verdict);
    [[nodiscard]] Verdict verdict() const noexcept { return m_verdict; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Verdict m_verdict;
};

} // namespace calolens
