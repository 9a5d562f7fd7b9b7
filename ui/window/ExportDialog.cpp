// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ExportDialog.h"

#include "theme/Theme.h"
#include "window/PanelSection.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace calolens {
namespace {
const QString kCsv = QStringLiteral("csv");
}

ExportDialog::ExportDialog(const QString& suggestion, QWidget* parent)
    : QDialog(parent)
    , m_format(new QComboBox)
    , m_path(new QLineEdit)
    , m_dpi(new QSpinBox)
    , m_view(new QCheckBox(tr("Camera, layers and minimum energy as in the window"))) {
    setWindowTitle(tr("Export Comparison"));
    m_format->addItem(tr("Comparison sheet, PDF"), QStringLiteral("pdf"));
    m_format->addItem(tr("Comparison sheet, SVG"), QStringLiteral("svg"));
    m_format->addItem(tr("Comparison sheet, PNG"), QStringLiteral("png"));
    m_format->addItem(tr("Cells as a table, CSV"), kCsv);
    m_dpi->setRange(72, 1200);
    m_dpi->setValue(300);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setToolTip(tr("Resolution of PNG sheets and of the three-dimensional views"));
    m_view->setChecked(true);
    m_path->setText(suggestion + QStringLiteral(".pdf"));
    m_path->setMinimumWidth(360);
    auto* browseButton = new QPushButton(tr("Browse\u2026"));
    browseButton->setAutoDefault(false);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    m_export->setProperty("primary", true);
    m_export->setDefault(true);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(20, 18, 20, 16);
    grid->setHorizontalSpacing(spacing::Wide);
    grid->setVerticalSpacing(spacing::Normal);
    grid->addWidget(mutedLabel(tr("&What"), m_format), 0, 0);
    grid->addWidget(m_format, 0, 1, 1, 2);
    grid->addWidget(mutedLabel(tr("&File"), m_path), 1, 0);
    grid->addWidget(m_path, 1, 1);
    grid->addWidget(browseButton, 1, 2);
    grid->addWidget(mutedLabel(tr("&Resolution"), m_dpi), 2, 0);
    grid->addWidget(m_dpi, 2, 1, Qt::AlignLeft);
    grid->addWidget(m_view, 3, 1, 1, 2);
    grid->setRowMinimumHeight(4, spacing::Normal);
    grid->addWidget(buttons, 5, 0, 1, 3);
    grid->setColumnStretch(1, 1);

    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::applyFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::updateButtons);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButtons();
}

ExportChoice ExportDialog::choice() const {
    return {m_path->text().trimmed(), m_dpi->value(), m_view->isChecked()};
}

void ExportDialog::applyFormat() {
    const QFileInfo file(m_path->text());
    const QString name =
        file.completeBaseName() + QLatin1Char('.') + m_format->currentData().toString();
    m_path->setText(file.path() == QStringLiteral(".") ? name
                                                       : file.path() + QLatin1Char('/') + name);
}

void ExportDialog::browse() {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export Comparison"), m_path->text(),
                                     tr("Sheets and tables (*.pdf *.svg *.png *.csv)"), nullptr,
                                     QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        m_path->setText(path);
}

void ExportDialog::updateButtons() {
    // A name that was typed decides on the format, as the export itself does.
    const QString suffix = QFileInfo(m_path->text().trimmed()).suffix().toLower();
    const int index = m_format->findData(suffix);
    if (index >= 0) {
        const QSignalBlocker quiet(m_format);
        m_format->setCurrentIndex(index);
    }
    m_dpi->setEnabled(suffix != kCsv);
    m_view->setEnabled(suffix != kCsv);
    m_export->setEnabled(index >= 0);
}

} // namespace calolens
