// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/CheckedEventModel.h"

#include "analysis/checks/CheckRegistry.h"
#include "evidence/CheckText.h"
#include "evidence/VerdictMark.h"
#include "theme/Theme.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace calolens {

namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

int weight(Verdict verdict) {
    switch (verdict) {
    case Verdict::Fail:
        return 3;
    case Verdict::Look:
        return 2;
    case Verdict::Pass:
        return 1;
    case Verdict::NotRun:
        break;
    }
    return 0;
}
} // namespace

CheckedEventModel::CheckedEventModel(QObject* parent)
    : QAbstractTableModel(parent) {
}

Verdict CheckedEventModel::worst(const CheckedEvent& event) {
    Verdict result = Verdict::NotRun;
    for (const CheckedEvent::Outcome& outcome : event.checks)
        if (weight(outcome.verdict) > weight(result))
            result = outcome.verdict;
    return result;
}

void CheckedEventModel::setReport(std::shared_ptr<const FileCheckReport> report) {
    beginResetModel();
    m_report = std::move(report);
    m_order.clear();
    m_checks.clear();
    if (m_report) {
        m_order.resize(m_report->events.size());
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        for (std::size_t i = 0; i < eventChecks().size(); ++i)
            if (std::any_of(
                    m_report->events.begin(), m_report->events.end(),
                    [i](const CheckedEvent& event) { return event.checks[i].value.has_value(); }))
                m_checks.push_back(i);
    }
    endResetModel();
}

qint64 CheckedEventModel::eventOf(int row) const {
    return m_report->events[m_order[static_cast<std::size_t>(row)]].event;
}

int CheckedEventModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int CheckedEventModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstCheck + static_cast<int>(m_checks.size());
}

QVariant CheckedEventModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const CheckedEvent& event = m_report->events[m_order[static_cast<std::size_t>(index.row())]];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue<int>(Qt::AlignVCenter | Qt::AlignRight);
    if (index.column() >= FirstCheck) {
        const std::size_t check = m_checks[static_cast<std::size_t>(index.column() - FirstCheck)];
        const CheckedEvent::Outcome& outcome = event.checks[check];
        if (role == Qt::DisplayRole)
            return outcome.value ? checkNumber(*outcome.value, eventChecks()[check].info.unit)
                                 : QStringLiteral("\u2013");
        if (role == Qt::ToolTipRole)
            return verdictText(outcome.verdict);
        if (role == Qt::ForegroundRole) {
            const ThemeColours& colours = Theme::instance().colours();
            if (outcome.verdict == Verdict::Fail)
                return colours.error;
            if (outcome.verdict == Verdict::Look)
                return colours.warning;
            if (outcome.verdict == Verdict::NotRun)
                return colours.muted;
        }
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Number:
        return QLocale().toString(static_cast<qlonglong>(event.event));
    case Energy:
        return QLocale().toString(event.lrEnergy / 1000, 'f', 2);
    default:
        return event.relativeError ? checkNumber(*event.relativeError, {})
                                   : QStringLiteral("\u2013");
    }
}

QVariant CheckedEventModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool tip = role == Qt::ToolTipRole;
    switch (section) {
    case Number:
        return tip ? tr("Number of the event in its file, from 0") : tr("Event");
    case Energy:
        return tip ? tr("Sum over the measured cells") : tr("LR\nGeV");
    case Error:
        return tip ? tr("True error of the cells' energies over what is expected at this energy")
                   : tr("Error /\nexpected");
    default:
        break;
    }
    const auto place = static_cast<std::size_t>(section - FirstCheck);
    if (section < FirstCheck || place >= m_checks.size())
        return {};
    const CheckInfo& info = eventChecks()[m_checks[place]].info;
    if (tip)
        return QString::fromStdString(info.question + "\n" + info.valueName);
    QString name = QString::fromStdString(info.name);
    if (const auto middle = name.indexOf(QLatin1Char(' '), name.size() / 3); middle > 0)
        name[middle] = QLatin1Char('\n');
    return name;
}

double CheckedEventModel::key(const CheckedEvent& event, int column) const {
    switch (column) {
    case Number:
        return static_cast<double>(event.event);
    case Energy:
        return event.lrEnergy;
    case Error:
        return event.relativeError.value_or(nothing);
    default:
        break;
    }
    const auto place = static_cast<std::size_t>(column - FirstCheck);
    if (place >= m_checks.size())
        return nothing;
    const CheckedEvent::Outcome& outcome = event.checks[m_checks[place]];
    return outcome.suspicion ? *outcome.suspicion : outcome.value.value_or(nothing);
}

void CheckedEventModel::sort(int column, Qt::SortOrder order) {
    if (!m_report || column < 0)
        return;
    beginResetModel();
    const double sign = order == Qt::AscendingOrder ? 1 : -1;
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
        const double x = key(m_report->events[a], column), y = key(m_report->events[b], column);
        if (std::isnan(x) || std::isnan(y))
            return !std::isnan(x) && std::isnan(y);
        return sign * x < sign * y;
    });
    endResetModel();
}

} // namespace calolens
