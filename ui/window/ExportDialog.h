// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/EventExport.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace calolens {

class ExportPreview;

/// What to write and where.
struct ExportChoice {
    QString path; ///< the suffix decides on the format
    int dpi = 300;
    bool viewAsOnScreen = true; ///< camera, layers and minimum energy of the window
    /// None: what the suffix usually is: a sheet, or the cells for .csv, a film for .mp4 and .gif.
    std::optional<ExportKind> kind;
    bool anonymous = false; ///< does not say which files of this machine it was made from
};

/// Asks what of the event is to be written, where, in which format and how finely, and shows what
/// it will look like.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// A picture of what a choice would write, to fit into a size. @throws Error
    using Preview = std::function<QImage(const ExportChoice&, QSize)>;

    /// @param suggestion  path without suffix
    ExportDialog(const QString& suggestion, Preview preview, QWidget* parent = nullptr);
    [[nodiscard]] ExportChoice choice() const;
    /// As if it had been chosen in the list.
    void choose(ExportKind kind);

private:
    void applyKind();
    void applyFormat();
    void browse();
    void updateButtons();
    void drawPreview();
    [[nodiscard]] const ExportDescription& description() const;

    Preview m_preview;
    QListWidget* m_kinds;
    QLabel* m_explanation;
    QComboBox* m_format;
    QLineEdit* m_path;
    QSpinBox* m_dpi;
    QCheckBox* m_view;
    QCheckBox* m_anonymous;
    ExportPreview* m_picture;
    QPushButton* m_export;
};

} // namespace calolens
