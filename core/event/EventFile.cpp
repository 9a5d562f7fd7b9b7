// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/EventFile.h"

#include "event/DetectorAttributes.h"
#include "event/EventFormat.h"
#include "event/EventRules.h"
#include "event/PredictionTable.h"
#include "hdf5/Lock.h"

#include <fmt/format.h>

#include <algorithm>

namespace calolens {

namespace {
struct Level {
    CellTable cells;
    std::optional<hdf5::Dataset> parent; ///< absent at level 0
};
} // namespace

struct EventFile::Impl {
    hdf5::File file;
    std::shared_ptr<Readout> readout = std::make_shared<Readout>();
    std::shared_ptr<const Readout> sharedReadout = readout;
    std::string provenance;
    std::vector<Level> levels;
    std::optional<ParticleTable> particles;
    std::vector<PredictionTable> predictions;

    explicit Impl(const std::filesystem::path& path);
    void openLevels();
    void checkSameEvents(const OffsetTable& offsets) const;
    void checkRange(std::int64_t event) const;
    [[nodiscard]] CellSet readLevel(std::size_t level, const Event& event) const;
    [[nodiscard]] std::int64_t size() const noexcept {
        return levels.front().cells.offsets().size();
    }
};

EventFile::Impl::Impl(const std::filesystem::path& path)
    : file(hdf5::File::open(path)) {
    checkFormat(file, native::format, native::version, "a CaloLens event file");
    const hdf5::Attributes attributes = file.attributes("/");
    if (attributes.has("provenance"))
        provenance = attributes.text("provenance");
    readout->detector = readDetector(file);
    openLevels();
    if (file.has("/particles")) {
        particles.emplace(file, native::particleNames);
        checkSameEvents(particles->offsets());
    }
    for (const std::string& name : file.names(native::predictionsGroup))
        predictions.emplace_back(file, name, levels.back().cells.rows());
}

void EventFile::Impl::openLevels() {
    for (int i = 0; i == 0 || file.has(native::levelGroup(i)); ++i) {
        const std::string group = native::levelGroup(i);
        if (i >= native::maxLevels)
            throw FileError({file.path().string(), group, {}},
                            fmt::format("there are more than {} levels", native::maxLevels));
        readout->levels.push_back(readGranularity(file, group, readout->detector.layerCount()));
        const bool energy = i == 0 || file.has(group + "/energy");
        Level level{CellTable(file, native::cellNames(i, energy),
                              i == 0 ? EnergyRule::Finite : EnergyRule::NotNegative),
                    {}};
        if (i > 0) {
            level.parent = openColumn(file, native::parentName(i), hdf5::NumberKind::Integer,
                                      level.cells.rows());
            checkSameEvents(level.cells.offsets());
        }
        levels.push_back(std::move(level));
    }
    if (const auto flaw = ladderFlaw(*readout))
        throw FileError({file.path().string(), {}, {}}, *flaw);
}

void EventFile::Impl::checkSameEvents(const OffsetTable& offsets) const {
    if (offsets.size() != size())
        throw FileError({file.path().string(), offsets.name(), {}},
                        fmt::format("describes {} events, but there are {} in {}", offsets.size(),
                                    size(), levels.front().cells.offsets().name()));
}

void EventFile::Impl::checkRange(std::int64_t event) const {
    if (event < 0 || event >= size())
        throw UsageError(fmt::format("{} has no event {}: its {} events count from 0",
                                     file.path().string(), event, size()));
}

CellSet EventFile::Impl::readLevel(std::size_t level, const Event& event) const {
    const Level& source = levels[level];
    if (level > 0) {
        const RowRange rows = source.cells.offsets().range(event.number);
        const auto expected =
            childrenCount(event.levels.back(), readout->levels[level - 1], readout->levels[level]);
        if (rows.count != expected)
            throw FileError({file.path().string(), source.cells.offsets().name(), event.number},
                            fmt::format("holds {} cells, expected {}: all children of the {} cells "
                                        "of level {}, zeros included",
                                        rows.count, expected, event.levels.back().size(),
                                        level - 1));
    }
    CellSet cells = source.cells.read(event.number, readout->levels[level]);
    std::optional<Flaw> flaw;
    if (level == 0) {
        flaw = duplicateFlaw(cells);
    } else {
        cells.parent.resize(cells.size());
        source.parent->read<std::int32_t>(source.cells.offsets().range(event.number).first,
                                          cells.parent, event.number);
        flaw = childrenFlaw(event.levels.back(), cells, readout->levels[level - 1],
                            readout->levels[level]);
    }
    if (flaw)
        throw FileError({file.path().string(),
                         native::levelGroup(static_cast<int>(level)) + '/' + flaw->column,
                         event.number},
                        flaw->cause);
    return cells;
}

EventFile::EventFile(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl)) {
}

EventFile::~EventFile() = default;

std::shared_ptr<EventFile> EventFile::open(const std::filesystem::path& path) {
    const hdf5::Lock lock;
    return std::shared_ptr<EventFile>(new EventFile(std::make_unique<Impl>(path)));
}

const std::filesystem::path& EventFile::path() const noexcept {
    return m_impl->file.path();
}

const std::shared_ptr<const Readout>& EventFile::readout() const noexcept {
    return m_impl->sharedReadout;
}

std::int64_t EventFile::size() const noexcept {
    return m_impl->size();
}

bool EventFile::hasTruth() const noexcept {
    return m_impl->levels.size() > 1 && m_impl->levels.back().cells.hasEnergy();
}

std::int64_t EventFile::cellCount(int level) const {
    return m_impl->levels.at(static_cast<std::size_t>(level)).cells.rows();
}

std::int64_t EventFile::particleCount() const noexcept {
    return m_impl->particles ? m_impl->particles->offsets().rows() : 0;
}

const std::string& EventFile::provenance() const noexcept {
    return m_impl->provenance;
}

Event EventFile::read(std::int64_t event) const {
    m_impl->checkRange(event);
    const hdf5::Lock lock;
    Event result;
    result.number = event;
    result.readout = m_impl->sharedReadout;
    if (m_impl->particles)
        result.particles = m_impl->particles->read(event);
    for (std::size_t level = 0; level < m_impl->levels.size(); ++level)
        result.levels.push_back(m_impl->readLevel(level, result));
    return result;
}

EventSummary EventFile::summary(std::int64_t event) const {
    m_impl->checkRange(event);
    const hdf5::Lock lock;
    EventSummary summary;
    summary.number = event;
    if (m_impl->particles)
        summary.particles = static_cast<int>(m_impl->particles->offsets().range(event).count);
    summary.lrCells = m_impl->levels.front().cells.offsets().range(event).count;
    summary.hrCells = m_impl->levels.back().cells.offsets().range(event).count;
    return summary;
}

std::vector<PredictionInfo> EventFile::predictions() const {
    std::vector<PredictionInfo> result;
    for (const PredictionTable& table : m_impl->predictions)
        result.push_back(table.info());
    return result;
}

std::optional<Prediction> EventFile::prediction(const std::string& name, std::int64_t event) const {
    m_impl->checkRange(event);
    const hdf5::Lock lock;
    const auto table = std::find_if(m_impl->predictions.begin(), m_impl->predictions.end(),
                                    [&](const auto& t) { return t.info().name == name; });
    if (table == m_impl->predictions.end())
        return std::nullopt;
    return table->read(event, m_impl->levels.back().cells.offsets().range(event));
}

} // namespace calolens
