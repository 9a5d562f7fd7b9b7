// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace calolens {

/// What to write and where.
struct ExportChoice {
    QString path; ///< the suffix decides: .pdf, .svg, .png are sheets, .csv is the cells
    int dpi = 300;
    bool viewAsOnScreen = true; ///< camera, layers and minimum energy of the window
};

/// Asks where the comparison is to be written, in which format and how finely.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// @param suggestion  path without suffix
    explicit ExportDialog(const QString& suggestion, QWidget* parent = nullptr);
    [[nodiscard]] ExportChoice choice() const;

private:
    void applyFormat();
    void browse();
    void updateButtons();

    QComboBox* m_format;
    QLineEdit* m_path;
    QSpinBox* m_dpi;
    QCheckBox* m_view;
    QPushButton* m_export;
};

} // namespace calolens
