// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/EvidencePanel.h"

#include "analysis/checks/CheckRegistry.h"
#include "document/DrawsText.h"
#include "evidence/CheckRow.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"

#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace calolens {

EvidencePanel::EvidencePanel(EvidenceSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_summary(new QLabel)
    , m_maps(new ChoiceBox(0)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::Tight);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    m_maps->setToolTip(tr("A number of each cell, in a pane of its own beside the pictures"));
    m_maps->setAccessibleName(tr("Map"));
    layout->addWidget(m_maps);

    const auto addGroup = [&](const QString& heading, const QString& tip, bool truthFree) {
        auto* label = new QLabel(heading);
        label->setProperty("role", QStringLiteral("muted"));
        label->setToolTip(tip);
        layout->addSpacing(spacing::Normal);
        layout->addWidget(label);
        for (const EventCheck& check : eventChecks()) {
            if (check.info.isTruthFree() != truthFree)
                continue;
            auto* row = new CheckRow(check.info);
            layout->addWidget(row);
            m_rows.push_back(row);
            connect(row, &CheckRow::opened, this, [this, row] { Q_EMIT rowOpened(row); });
            connect(row, &CheckRow::mapWanted, this, [this, &check](const QString& name) {
                chooseMap(QString::fromStdString(check.info.id), name);
            });
        }
    };
    addGroup(tr("Without the truth"),
             tr("These can be made of real data: they are what one has in an experiment"), true);
    addGroup(tr("Against the truth"),
             tr("These need simulation: they say how right the picture is"), false);

    connect(m_maps, &QComboBox::activated, this, [this](int index) {
        const QStringList key = m_maps->itemData(index).toStringList();
        chooseMap(key.value(0), key.value(1));
    });
    connect(&session, &EvidenceSession::changed, this, &EvidencePanel::refresh);
    refresh();
}

QString EvidencePanel::summaryText() const {
    return m_summary->text();
}

void EvidencePanel::refresh() {
    const auto evidence = m_session.evidence();
    std::array<int, 4> counts{};
    for (CheckRow* row : m_rows) {
        CheckResult result;
        if (evidence)
            for (const EvidenceFinding& finding : evidence->findings)
                if (&finding.check->info == &row->check())
                    result = finding.result;
        row->setResult(result);
        ++counts[static_cast<std::size_t>(row->verdict())];
    }
    const auto of = [&](Verdict verdict) { return counts[static_cast<std::size_t>(verdict)]; };
    if (!evidence) {
        m_summary->setText(m_session.running() ? tr("Checking\u2026") : tr("No event to check"));
    } else {
        const int draws = evidence->of.draws ? evidence->of.draws->prediction.samples : 0;
        const bool calibrated = !evidence->calibration.empty();
        m_summary->setToolTip(calibrated ? tr("Their spread was calibrated on %1")
                                               .arg(QString::fromStdString(evidence->calibration))
                                         : QString());
        const QString what =
            draws > 0 && calibrated ? tr("Checks of %1, calibrated").arg(drawsText(draws))
            : draws > 0             ? tr("Checks of %1").arg(drawsText(draws))
                                    : tr("Checks of the measurement alone: nothing is predicted");
        m_summary->setText(tr("%1: %2 passed, %3 to look at, %4 failed, %5 not run")
                               .arg(what)
                               .arg(of(Verdict::Pass))
                               .arg(of(Verdict::Look))
                               .arg(of(Verdict::Fail))
                               .arg(of(Verdict::NotRun)));
    }
    fillMaps();
    Q_EMIT mapChanged();
}

void EvidencePanel::fillMaps() {
    const QSignalBlocker quiet(m_maps);
    m_maps->clear();
    m_maps->addItem(tr("No map"), QStringList());
    if (const auto evidence = m_session.evidence())
        for (const EvidenceFinding& finding : evidence->findings)
            for (const CellMap& map : finding.result.maps())
                m_maps->addItem(tr("Map: %1").arg(QString::fromStdString(map.title)),
                                QStringList{QString::fromStdString(finding.check->info.id),
                                            QString::fromStdString(map.name)});
    for (const CellMap& map : m_furtherMaps)
        m_maps->addItem(tr("Map: %1").arg(QString::fromStdString(map.title)),
                        QStringList{m_furtherSource, QString::fromStdString(map.name)});
    const int index = m_check.isEmpty() ? 0 : m_maps->findData(QStringList{m_check, m_map});
    m_maps->setCurrentIndex(std::max(index, 0));
    m_maps->setEnabled(m_maps->count() > 1);
}

void EvidencePanel::setFurtherMaps(const QString& source, std::vector<CellMap> maps) {
    m_furtherSource = source;
    m_furtherMaps = std::move(maps);
    fillMaps();
    if (m_check == source)
        Q_EMIT mapChanged();
}

const CellMap* EvidencePanel::map() const {
    if (!m_check.isEmpty() && m_check == m_furtherSource) {
        const auto found =
            std::find_if(m_furtherMaps.begin(), m_furtherMaps.end(),
                         [&](const CellMap& map) { return map.name == m_map.toStdString(); });
        return found != m_furtherMaps.end() ? &*found : nullptr;
    }
    const auto evidence = m_session.evidence();
    if (!evidence || m_check.isEmpty())
        return nullptr;
    for (const EvidenceFinding& finding : evidence->findings)
        if (finding.check->info.id == m_check.toStdString())
            return finding.result.map(m_map.toStdString());
    return nullptr;
}

void EvidencePanel::chooseMap(const QString& check, const QString& name) {
    m_check = check;
    m_map = name;
    fillMaps();
    Q_EMIT mapChanged();
}

} // namespace calolens
