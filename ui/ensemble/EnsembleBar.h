// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ensemble/EnsembleSession.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace calolens {

/// Which predicted picture the comparison shows.
struct ShownPicture {
    static constexpr int Run = -2;  ///< of the denoising run, or the one of the file
    static constexpr int Mean = -1; ///< the mean of all draws
    int draw = Run;                 ///< or the number of a draw
    bool operator==(const ShownPicture&) const = default;
};

/// How many draws, Draw and Stop, how far it is, and which of the pictures is shown.
class EnsembleBar : public QWidget {
    Q_OBJECT
public:
    /// @param how  what the next draws are to be made with, asked when Draw is pressed
    EnsembleBar(EnsembleSession& session, std::function<DenoisingRequest()> how,
                QWidget* parent = nullptr);

    /// As if Draw was pressed (or Stop, while it draws).
    void drawOrStop();
    [[nodiscard]] int wanted() const;
    void setWanted(int draws);
    [[nodiscard]] ShownPicture shown() const noexcept { return m_shown; }
    void setShown(ShownPicture picture);
    /// For tests: the words about how far it is.
    [[nodiscard]] QString progressText() const;

Q_SIGNALS:
    void shownChanged();

private:
    void refresh();

    EnsembleSession& m_session;
    std::function<DenoisingRequest()> m_how;
    ShownPicture m_shown;
    QSpinBox* m_count;
    QPushButton* m_draw;
    QLabel* m_progress;
    QComboBox* m_pictures;
};

} // namespace calolens
