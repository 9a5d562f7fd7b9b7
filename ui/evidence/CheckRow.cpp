// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/CheckRow.h"

#include "evidence/CheckText.h"
#include "evidence/VerdictMark.h"
#include "plots/CalibrationPlot.h"
#include "theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace calolens {

CheckRow::CheckRow(const CheckInfo& check, QWidget* parent)
    : QWidget(parent)
    , m_check(check)
    , m_title(new QToolButton)
    , m_mark(new VerdictMark(Verdict::NotRun))
    , m_value(new QLabel)
    , m_body(new QWidget)
    , m_details(new QLabel)
    , m_mapButtons(new QHBoxLayout) {
    const CheckInfo& info = check;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    m_title->setText(QString::fromStdString(info.name));
    m_title->setToolTip(QString::fromStdString(info.question));
    m_title->setCheckable(true);
    m_title->setAutoRaise(true);
    m_title->setArrowType(Qt::RightArrow);
    m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_title->setProperty("role", QStringLiteral("row"));
    head->addWidget(m_mark);
    head->addWidget(m_title, 1);
    head->addWidget(m_value);
    layout->addLayout(head);

    m_details->setTextFormat(Qt::RichText);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setProperty("role", QStringLiteral("muted"));
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(spacing::Wide + spacing::Normal, spacing::Tight, 0, spacing::Normal);
    body->setSpacing(spacing::Tight);
    body->addWidget(m_details);
    m_mapButtons->setSpacing(spacing::Tight);
    body->addLayout(m_mapButtons);
    layout->addWidget(m_body);
    connect(m_title, &QToolButton::toggled, this, &CheckRow::setOpen);
    setOpen(false);
    setResult({});
}

void CheckRow::setOpen(bool open) {
    m_title->setChecked(open);
    m_title->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_body->setVisible(open);
    if (open)
        Q_EMIT opened();
}

bool CheckRow::isOpen() const {
    return m_title->isChecked();
}

Verdict CheckRow::verdict() const {
    return m_mark->verdict();
}

QString CheckRow::valueText() const {
    return m_value->text();
}

QString CheckRow::detailsText() const {
    return m_details->text();
}

void CheckRow::setResult(const CheckResult& result) {
    const CheckInfo& info = m_check;
    m_mark->setVerdict(result.verdict());
    m_value->setText(result.value() ? checkNumber(*result.value(), info.unit)
                                    : QStringLiteral("\u2013"));
    m_value->setToolTip(QString::fromStdString(info.valueName));
    m_value->setEnabled(result.verdict() != Verdict::NotRun);
    m_title->setAccessibleName(QStringLiteral("%1: %2, %3")
                                   .arg(QString::fromStdString(info.name),
                                        verdictText(result.verdict()), m_value->text()));
    m_details->setText(checkDetails(info, result));
    delete m_plot;
    if (CalibrationPlot::known(result)) {
        m_plot =
            new CalibrationPlot(result, PlotStyle::screen(Theme::instance().isDark(), 4.0 / 3));
        m_plot->setFixedHeight(m_plot->sizeHint().height());
        static_cast<QVBoxLayout*>(m_body->layout())->insertWidget(1, m_plot);
    }
    fillMaps(result);
}

void CheckRow::fillMaps(const CheckResult& result) {
    while (QLayoutItem* item = m_mapButtons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const CellMap& map : result.maps()) {
        auto* button = new QPushButton(tr("Show map"));
        if (result.maps().size() > 1)
            button->setText(tr("Map %1").arg(m_mapButtons->count() + 1));
        button->setToolTip(QString::fromStdString(map.title));
        button->setAccessibleName(QString::fromStdString(map.title));
        const QString name = QString::fromStdString(map.name);
        connect(button, &QPushButton::clicked, this, [this, name] { Q_EMIT mapWanted(name); });
        m_mapButtons->addWidget(button);
    }
    if (m_mapButtons->count() > 0)
        m_mapButtons->addStretch();
}

} // namespace calolens
