// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ExportDialog.h"

#include "export/DenoisingFilm.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "window/ExportPreview.h"
#include "window/PanelSection.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

#include <utility>

namespace calolens {
namespace {

const QSize kPreviewSize(420, 400);

QString formatName(const QString& suffix) {
    if (suffix.isEmpty())
        return ExportDialog::tr("Folder of pictures");
    if (suffix == QStringLiteral("pdf") || suffix == QStringLiteral("svg"))
        return ExportDialog::tr("%1: text and curves as such").arg(suffix.toUpper());
    return suffix.toUpper();
}

} // namespace

ExportDialog::ExportDialog(const QString& suggestion, Preview preview, QWidget* parent)
    : QDialog(parent)
    , m_preview(std::move(preview))
    , m_kinds(new QListWidget)
    , m_explanation(new QLabel)
    , m_format(new ChoiceBox)
    , m_path(new QLineEdit)
    , m_dpi(new QSpinBox)
    , m_view(new QCheckBox(tr("Camera, layers and minimum energy as in the window")))
    , m_anonymous(new QCheckBox(tr("Do not say which &files it was made from")))
    , m_picture(new ExportPreview(kPreviewSize)) {
    setWindowTitle(tr("Export"));
    constexpr int RowPadding = 10;
    for (const ExportDescription& one : exportDescriptions()) {
        auto* item = new QListWidgetItem(one.title, m_kinds);
        item->setSizeHint({0, fontMetrics().height() + RowPadding});
    }
    m_kinds->setAccessibleName(tr("What to export"));
    m_kinds->setMinimumWidth(190);
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_explanation->setWordWrap(true);
    m_explanation->setProperty("role", QStringLiteral("muted"));
    m_dpi->setRange(72, 1200);
    m_dpi->setValue(300);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setToolTip(tr("Resolution of PNG pictures and of the three-dimensional views"));
    m_view->setChecked(true);
    m_anonymous->setToolTip(tr("For a picture that you give away. It cannot bring its view back "
                               "then"));
    m_path->setText(suggestion + QStringLiteral(".pdf"));
    m_path->setMinimumWidth(300);
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
    grid->addWidget(m_kinds, 0, 0, 7, 1);
    grid->addWidget(m_picture, 0, 1, 1, 3, Qt::AlignCenter);
    grid->addWidget(m_explanation, 1, 1, 1, 3);
    grid->addWidget(mutedLabel(tr("For&mat"), m_format), 2, 1);
    grid->addWidget(m_format, 2, 2, 1, 2);
    grid->addWidget(mutedLabel(tr("&File"), m_path), 3, 1);
    grid->addWidget(m_path, 3, 2);
    grid->addWidget(browseButton, 3, 3);
    grid->addWidget(mutedLabel(tr("&Resolution"), m_dpi), 4, 1);
    grid->addWidget(m_dpi, 4, 2, Qt::AlignLeft);
    grid->addWidget(m_view, 5, 2, 1, 2);
    grid->addWidget(m_anonymous, 6, 2, 1, 2);
    grid->addWidget(buttons, 7, 0, 1, 4);
    grid->setColumnStretch(2, 1);
    grid->setRowStretch(0, 1);

    connect(m_kinds, &QListWidget::currentRowChanged, this, &ExportDialog::applyKind);
    connect(m_view, &QCheckBox::toggled, this, &ExportDialog::drawPreview);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::applyFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::updateButtons);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_kinds->setCurrentRow(0);
}

const ExportDescription& ExportDialog::description() const {
    return exportDescriptions()[static_cast<std::size_t>(std::max(m_kinds->currentRow(), 0))];
}

void ExportDialog::choose(ExportKind kind) {
    const auto all = exportDescriptions();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind == kind)
            m_kinds->setCurrentRow(static_cast<int>(i));
}

ExportChoice ExportDialog::choice() const {
    return {m_path->text().trimmed(), m_dpi->value(), m_view->isChecked(), description().kind,
            m_anonymous->isChecked()};
}

void ExportDialog::applyKind() {
    const ExportDescription& now = description();
    {
        const QSignalBlocker quiet(m_format);
        m_format->clear();
        for (const QString& suffix : now.suffixes)
            if (now.kind != ExportKind::Film || suffix.isEmpty() || DenoisingFilm::canEncode())
                m_format->addItem(formatName(suffix), suffix);
        // The format of before, where there still is one.
        const int same = m_format->findData(QFileInfo(m_path->text()).suffix().toLower());
        m_format->setCurrentIndex(std::max(same, 0));
    }
    QString explanation = now.explanation;
    if (now.kind == ExportKind::Film && !DenoisingFilm::canEncode())
        explanation += tr(" (ffmpeg is not installed here.)");
    m_explanation->setText(explanation);
    const bool drawn = now.kind != ExportKind::Cells && now.kind != ExportKind::Numbers;
    m_dpi->setEnabled(drawn && now.kind != ExportKind::Film);
    m_view->setEnabled(now.kind == ExportKind::Sheet || now.kind == ExportKind::View ||
                       now.kind == ExportKind::Film);
    applyFormat();
    drawPreview();
}

void ExportDialog::applyFormat() {
    const QFileInfo file(m_path->text());
    const QString suffix = m_format->currentData().toString();
    QString name = file.completeBaseName();
    if (!suffix.isEmpty())
        name += QLatin1Char('.') + suffix;
    m_path->setText(file.path() == QStringLiteral(".") ? name
                                                       : file.path() + QLatin1Char('/') + name);
    updateButtons();
}

void ExportDialog::browse() {
    const QString path =
        m_format->currentData().toString().isEmpty()
            ? QFileDialog::getExistingDirectory(this, tr("Folder of the Pictures"), m_path->text())
            : QFileDialog::getSaveFileName(this, tr("Export"), m_path->text(), tr("All files (*)"),
                                           nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        m_path->setText(path);
}

void ExportDialog::updateButtons() {
    // A name that was typed decides on the format, as the export itself does.
    const QString path = m_path->text().trimmed();
    const int index = m_format->findData(QFileInfo(path).suffix().toLower());
    if (index >= 0) {
        const QSignalBlocker quiet(m_format);
        m_format->setCurrentIndex(index);
    }
    m_export->setEnabled(!path.isEmpty() && index >= 0);
}

void ExportDialog::drawPreview() {
    m_picture->show([this](QSize pixels) { return m_preview(choice(), pixels); });
}

} // namespace calolens
