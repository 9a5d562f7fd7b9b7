// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventTableModel.h"

#include "events/EventThumbnail.h"
#include "theme/Theme.h"

#include <QBuffer>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace calolens {
namespace {

constexpr int RememberedRows = 20000;
/// More than any screen shows at once. Rows asked for earlier have been scrolled past.
constexpr qsizetype MostWanted = 256;
constexpr qsizetype BatchSize = 32;

QString gev(double mev) {
    return std::isnan(mev) ? QStringLiteral("\u2013") : QLocale().toString(mev / 1000.0, 'f', 2);
}

} // namespace

EventTableModel::EventTableModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_reader(std::make_unique<EventRowReader>(), QStringLiteral("event table"))
    , m_rows(RememberedRows) {
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(0);
    connect(&m_readSoon, &QTimer::timeout, this, &EventTableModel::readWanted);
    m_reader.listen(
        &EventRowReader::rowsRead,
        [this](quint64 generation, const QList<EventRow>& rows) { acceptRows(generation, rows); });
}

EventTableModel::~EventTableModel() {
    m_reader.worker()->setGeneration(~quint64{0});
}

void EventTableModel::setFile(const OpenEventFile& file) {
    beginResetModel();
    if (file.file != m_file.file)
        m_marks.clear();
    m_file = file;
    m_only.reset();
    m_rowOf.clear();
    m_reader.worker()->setGeneration(++m_generation);
    m_reading = false;
    m_rows.clear();
    m_wanted.clear();
    endResetModel();
}

void EventTableModel::setMarks(const QHash<qint64, EventMark>& marks) {
    m_marks = marks;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Checked), index(rowCount() - 1, Checked));
}

std::vector<qint64> EventTableModel::worstEvents() const {
    std::vector<std::pair<int, qint64>> bad;
    for (auto mark = m_marks.cbegin(); mark != m_marks.cend(); ++mark)
        if (mark->severity > 0)
            bad.emplace_back(-mark->severity, mark.key());
    std::sort(bad.begin(), bad.end());
    std::vector<qint64> events;
    for (const auto& [severity, event] : bad)
        events.push_back(event);
    return events;
}

int EventTableModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_file.file)
        return 0;
    if (m_only)
        return static_cast<int>(m_only->size());
    return static_cast<int>(std::min<qint64>(m_file.file->size(), std::numeric_limits<int>::max()));
}

void EventTableModel::showOnly(std::optional<std::vector<qint64>> events) {
    beginResetModel();
    m_only = std::move(events);
    m_rowOf.clear();
    if (m_only)
        for (std::size_t row = 0; row < m_only->size(); ++row)
            m_rowOf.emplace((*m_only)[row], static_cast<int>(row));
    m_wanted.clear();
    endResetModel();
}

void EventTableModel::append(const QList<qint64>& events) {
    if (!m_only || events.isEmpty())
        return;
    const int first = static_cast<int>(m_only->size());
    beginInsertRows({}, first, first + static_cast<int>(events.size()) - 1);
    for (const qint64 event : events) {
        m_rowOf.emplace(event, static_cast<int>(m_only->size()));
        m_only->push_back(event);
    }
    endInsertRows();
}

qint64 EventTableModel::eventAt(int row) const {
    return m_only ? m_only->at(static_cast<std::size_t>(row)) : row;
}

int EventTableModel::rowOf(qint64 event) const {
    if (!m_only)
        return event >= 0 && event < rowCount() ? static_cast<int>(event) : -1;
    const auto found = m_rowOf.find(event);
    return found == m_rowOf.end() ? -1 : found->second;
}

int EventTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const EventRow* EventTableModel::rowFor(qint64 event) const {
    if (const EventRow* known = m_rows.object(event))
        return known;
    if (!m_wanted.contains(event)) {
        m_wanted.append(event);
        if (m_wanted.size() > MostWanted)
            m_wanted.removeFirst();
        if (!m_reading)
            m_readSoon.start();
    }
    return nullptr;
}

void EventTableModel::readWanted() {
    if (m_reading || m_wanted.isEmpty() || !m_file.file)
        return;
    QList<qint64> batch;
    while (!m_wanted.isEmpty() && batch.size() < BatchSize)
        batch.append(m_wanted.takeFirst());
    m_reading = true;
    m_reader.post([generation = m_generation, file = m_file, batch](EventRowReader& reader) {
        reader.read(generation, file, batch);
    });
}

void EventTableModel::acceptRows(quint64 generation, const QList<EventRow>& rows) {
    if (generation != m_generation)
        return;
    m_reading = false;
    int first = std::numeric_limits<int>::max(), last = -1;
    for (const EventRow& row : rows) {
        m_rows.insert(row.number, new EventRow(row));
        const int at = rowOf(row.number);
        if (at < 0)
            continue; // no longer shown
        first = std::min(first, at);
        last = std::max(last, at);
    }
    readWanted();
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    Q_EMIT rowsArrived();
}

QString EventTableModel::text(const EventRow& row, int column) {
    switch (column) {
    case Particles:
        return row.particles.isEmpty() ? QStringLiteral("\u2013") : row.particles;
    case TrueEnergy:
        return gev(row.trueEnergy);
    case LrEnergy:
        return gev(row.lrEnergy);
    case LrCells:
        return QLocale().toString(row.lrCells);
    case HrCells:
        return QLocale().toString(row.hrCells);
    case Predicted:
        return row.predictions > 0 ? QStringLiteral("\u2713") : QString();
    default:
        return {};
    }
}

/// A thumbnail beside the number, and a larger one to be pointed at.
QVariant EventTableModel::picture(qint64 event, int role) const {
    const EventRow* row = rowFor(event);
    if (row == nullptr || row->thumbnail.isNull())
        return {};
    const ThemeColours& colours = Theme::instance().colours();
    const QImage small = paintedThumbnail(row->thumbnail, colours.lr);
    if (role == Qt::DecorationRole)
        return small;
    constexpr int Larger = 7;
    QByteArray png;
    QBuffer buffer(&png);
    small.scaled(Larger * small.size()).save(&buffer, "PNG");
    return tr("<p><img src=\"data:image/png;base64,%1\"></p><p>The measured event, seen along the "
              "depth: \u03B7 to the right, \u03C6 upwards</p>")
        .arg(QString::fromLatin1(png.toBase64()));
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool centred =
            index.column() == Predicted || index.column() == Checked || index.column() == Particles;
        return QVariant::fromValue<int>(Qt::AlignVCenter |
                                        (centred ? Qt::AlignHCenter : Qt::AlignRight));
    }
    if (role == Qt::DisplayRole && index.column() == Number)
        return QLocale().toString(eventAt(index.row()));
    if (index.column() == Checked) { // nothing of the file is read for it
        const EventMark mark = m_marks.value(eventAt(index.row()));
        if (role == Qt::DisplayRole)
            return mark.text;
        if (role == Qt::ToolTipRole)
            return mark.tip;
        return role == Qt::ForegroundRole && mark.colour.isValid() ? QVariant(mark.colour)
                                                                   : QVariant();
    }
    if (index.column() == Number && (role == Qt::DecorationRole || role == Qt::ToolTipRole))
        return picture(eventAt(index.row()), role);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const EventRow* row = rowFor(eventAt(index.row()));
    if (row == nullptr)
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("\u2026")) : QVariant();
    if (!row->error.isEmpty()) {
        if (role == Qt::ToolTipRole)
            return row->error;
        return index.column() == Particles ? tr("unreadable") : QString();
    }
    if (role == Qt::ToolTipRole)
        return index.column() == Predicted && row->predictions > 0
                   ? QVariant(tr("%n stored prediction(s)", nullptr, row->predictions))
                   : QVariant();
    return text(*row, index.column());
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    struct Heading {
        QString text, tip;
    };
    const Heading headings[ColumnCount] = {
        {tr("Event"), tr("Number of the event in its file, from 0")},
        {tr("Particles"), tr("True particles that made the event")},
        {tr("True\nGeV"), tr("Sum of the particles' kinetic energies, GeV")},
        {tr("LR\nGeV"), tr("Sum over the measured low-resolution cells, GeV")},
        {tr("LR\ncells"), tr("Number of measured low-resolution cells")},
        {tr("HR\ncells"), tr("Number of high-resolution cells, zeros included")},
        {tr("Pred."), tr("Whether the file holds a prediction of the event")},
        {tr("Check"), tr("The worst verdict of the event's checks, and how many gave it")}};
    if (section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return headings[section].text;
    if (role == Qt::ToolTipRole)
        return headings[section].tip;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue<int>(Qt::AlignVCenter | Qt::AlignHCenter);
    return {};
}

} // namespace calolens
