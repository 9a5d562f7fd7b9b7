// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/DepositsFile.h"
#include "event/DepositsFormat.h"
#include "event/DetectorAttributes.h"
#include "event/EventRules.h"
#include "event/TableWriters.h"
#include "hdf5/PendingFile.h"

#include <fmt/format.h>

namespace calolens {

namespace {
constexpr std::int64_t offsetChunk = 4096;
constexpr std::int64_t particleChunk = 4096;
constexpr std::int64_t cellChunk = 65536;
} // namespace

struct DepositsWriter::Impl {
    hdf5::PendingFile pending;
    hdf5::File file;
    Granularity granularity;
    bool finished = false;
    std::optional<CellTableWriter> cells;
    std::optional<ParticleTableWriter> particles;
    std::optional<hdf5::Column<std::int16_t>> mainParticle;

    Impl(std::filesystem::path path, Granularity grid)
        : pending(std::move(path))
        , file(hdf5::File::create(pending.temporaryPath(), pending.path()))
        , granularity(std::move(grid)) {}
    void check(const DepositEvent& event) const;
};

void DepositsWriter::Impl::check(const DepositEvent& event) const {
    const auto refuse = [&](const std::string& dataset, const std::string& cause) {
        throw FileError({pending.path().string(), dataset, cells->events()}, cause);
    };
    if (finished)
        throw UsageError("an event was appended to a deposits file that is finished");
    if (const auto flaw = particlesFlaw(event.particles))
        refuse("/particle_e", flaw->cause);
    if (const auto flaw = cellsFlaw(event.cells, granularity, EnergyRule::NotNegative))
        refuse("/cell_e", flaw->cause);
    if (event.cells.energy.size() != event.cells.size())
        refuse("/cell_e", "the energies are missing");
    if (event.mainParticle.size() != event.cells.size())
        refuse(deposits::mainParticle, fmt::format("there are {} entries for {} cells",
                                                   event.mainParticle.size(), event.cells.size()));
    for (const std::int16_t particle : event.mainParticle)
        if (particle < -1 || particle >= std::ssize(event.particles))
            refuse(deposits::mainParticle, fmt::format("a cell names particle {}, but there are {}",
                                                       particle, event.particles.size()));
}

DepositsWriter::DepositsWriter(std::filesystem::path path, const Detector& detector,
                               const Granularity& granularity, std::string provenance)
    : m_impl(std::make_unique<Impl>(std::move(path), granularity)) {
    hdf5::File& file = m_impl->file;
    hdf5::Attributes attributes = file.attributes("/");
    attributes.setText("format", deposits::format);
    attributes.setInteger("version", deposits::version);
    attributes.setText("provenance", provenance);
    writeDetector(file, detector);
    writeGranularity(file, "/", granularity);
    m_impl->cells.emplace(file, deposits::cellNames, offsetChunk, cellChunk);
    m_impl->particles.emplace(file, deposits::particleNames, offsetChunk, particleChunk);
    m_impl->mainParticle.emplace(file, deposits::mainParticle, cellChunk);
}

DepositsWriter::~DepositsWriter() = default;

void DepositsWriter::append(const DepositEvent& event) {
    m_impl->check(event);
    m_impl->cells->append(event.cells);
    m_impl->particles->append(event.particles);
    m_impl->mainParticle->append(event.mainParticle);
}

void DepositsWriter::finish() {
    if (m_impl->finished)
        return;
    m_impl->cells->flush();
    m_impl->particles->flush();
    m_impl->mainParticle->flush();
    m_impl->file.flush();
    m_impl->cells.reset();
    m_impl->particles.reset();
    m_impl->mainParticle.reset();
    m_impl->file.close();
    m_impl->pending.commit();
    m_impl->finished = true;
}

} // namespace calolens
