// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/EventWriter.h"

#include "event/DetectorAttributes.h"
#include "event/EventFormat.h"
#include "event/EventRules.h"
#include "event/TableWriters.h"
#include "hdf5/PendingFile.h"

#include <fmt/format.h>

namespace calolens {

namespace {
/// One level of the file that is being written.
struct LevelWriter {
    CellTableWriter cells;
    std::optional<hdf5::Column<std::int32_t>> parent;
};
} // namespace

struct EventWriter::Impl {
    hdf5::PendingFile pending;
    hdf5::File file;
    Readout readout;
    bool hasTruth;
    bool finished = false;
    std::vector<LevelWriter> levels;
    std::optional<ParticleTableWriter> particles;

    Impl(std::filesystem::path path, const Readout& r, bool truth);
    void start(const std::string& provenance);
    void check(const Event& event) const;
};

EventWriter::Impl::Impl(std::filesystem::path path, const Readout& r, bool truth)
    : pending(std::move(path))
    , file(hdf5::File::create(pending.temporaryPath(), pending.path()))
    , readout(r)
    , hasTruth(truth) {
}

void EventWriter::Impl::start(const std::string& provenance) {
    hdf5::Attributes attributes = file.attributes("/");
    attributes.setText("format", native::format);
    attributes.setInteger("version", native::version);
    attributes.setText("provenance", provenance);
    writeDetector(file, readout.detector);
    file.createGroup("/particles");
    particles.emplace(file, native::particleNames, native::offsetChunk, native::particleChunk);
    for (int level = 0; level < readout.levelCount(); ++level) {
        file.createGroup(native::levelGroup(level));
        writeGranularity(file, native::levelGroup(level),
                         readout.levels[static_cast<std::size_t>(level)]);
        LevelWriter writer{CellTableWriter(file, native::cellNames(level, level == 0 || hasTruth),
                                           native::offsetChunk, native::cellChunk),
                           {}};
        if (level > 0)
            writer.parent.emplace(file, native::parentName(level), native::cellChunk);
        levels.push_back(std::move(writer));
    }
}

void EventWriter::Impl::check(const Event& event) const {
    const auto refuse = [&](const std::string& dataset, const std::string& cause) {
        throw FileError({pending.path().string(), dataset, particles->events()}, cause);
    };
    if (finished)
        throw UsageError("an event was appended to an event file that is finished");
    if (std::ssize(event.levels) != readout.levelCount())
        refuse({}, fmt::format("has {} levels, expected {}", event.levels.size(),
                               readout.levelCount()));
    if (const auto flaw = particlesFlaw(event.particles))
        refuse("/particles/" + flaw->column, flaw->cause);
    for (std::size_t level = 0; level < event.levels.size(); ++level) {
        const CellSet& cells = event.levels[level];
        const std::string group = native::levelGroup(static_cast<int>(level)) + '/';
        const bool energies = level == 0 || hasTruth;
        if (energies && cells.energy.size() != cells.size())
            refuse(group + "energy", "the energies are missing");
        if (level > 0 && cells.parent.size() != cells.size())
            refuse(group + "parent", "the parents are missing");
        auto flaw = cellsFlaw(cells, readout.levels[level],
                              level == 0 ? EnergyRule::Finite : EnergyRule::NotNegative);
        if (!flaw)
            flaw = level == 0 ? duplicateFlaw(cells)
                              : childrenFlaw(event.levels[level - 1], cells,
                                             readout.levels[level - 1], readout.levels[level]);
        if (flaw)
            refuse(group + flaw->column, flaw->cause);
    }
}

EventWriter::EventWriter(std::filesystem::path path, const Readout& readout, std::string provenance,
                         bool hasTruth) {
    if (const auto flaw = ladderFlaw(readout))
        throw FileError({path.string(), {}, {}}, *flaw);
    m_impl = std::make_unique<Impl>(std::move(path), readout, hasTruth);
    m_impl->start(provenance);
}

EventWriter::~EventWriter() = default;

void EventWriter::append(const Event& event) {
    m_impl->check(event);
    m_impl->particles->append(event.particles);
    for (std::size_t level = 0; level < event.levels.size(); ++level) {
        m_impl->levels[level].cells.append(event.levels[level]);
        if (level > 0)
            m_impl->levels[level].parent->append(event.levels[level].parent);
    }
}

void EventWriter::finish() {
    if (m_impl->finished)
        return;
    m_impl->particles->flush();
    for (LevelWriter& level : m_impl->levels) {
        level.cells.flush();
        if (level.parent)
            level.parent->flush();
    }
    m_impl->file.flush();
    m_impl->levels.clear();
    m_impl->particles.reset();
    m_impl->file.close();
    m_impl->pending.commit();
    m_impl->finished = true;
}

} // namespace calolens
