// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace calolens {

/// A combo box whose list is made when it is first opened. Qt makes it when the style of the box
/// changes or its size is asked for: twelve widgets for each box, two fifths of all in the window,
/// which were built with it and gone through at each change of the theme.
class ChoiceBox : public QComboBox {
    Q_OBJECT
public:
    static constexpr int WholeText = -1;
    /// @param letters  how many it has room for at least, beside an icon; WholeText: the longest
    explicit ChoiceBox(int letters = WholeText, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] bool hasList() const;
    int m_letters;
};

} // namespace calolens
