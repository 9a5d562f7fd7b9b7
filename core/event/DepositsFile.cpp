// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/DepositsFile.h"

#include "event/CellTable.h"
#include "event/DepositsFormat.h"
#include "event/DetectorAttributes.h"
#include "event/ParticleTable.h"
#include "hdf5/Lock.h"

#include <fmt/format.h>

namespace calolens {

struct DepositsFile::Impl {
    hdf5::File file;
    Detector detector;
    Granularity granularity;
    std::string provenance;
    CellTable cells;
    ParticleTable particles;
    std::optional<hdf5::Dataset> mainParticle;

    explicit Impl(const std::filesystem::path& path);
    [[nodiscard]] std::vector<std::int16_t> readMainParticles(const DepositEvent& event) const;
};

namespace {
std::string readProvenance(const hdf5::File& file) {
    const hdf5::Attributes attributes = file.attributes("/");
    if (attributes.has("provenance"))
        return attributes.text("provenance");
    std::string text;
    for (const char* name : {"description", "generator"})
        if (attributes.has(name))
            text += (text.empty() ? "" : "; ") + attributes.text(name);
    return text;
}
} // namespace

DepositsFile::Impl::Impl(const std::filesystem::path& path)
    : file(hdf5::File::open(path)) {
    checkFormat(file, deposits::format, deposits::version, "a deposits file");
    detector = readDetector(file);
    granularity = readGranularity(file, "/", detector.layerCount());
    provenance = readProvenance(file);
    cells = CellTable(file, deposits::cellNames, EnergyRule::NotNegative);
    particles = ParticleTable(file, deposits::particleNames);
    if (particles.offsets().size() != cells.offsets().size())
        throw FileError({path.string(), particles.offsets().name(), {}},
                        fmt::format("describes {} events, but there are {} in {}",
                                    particles.offsets().size(), cells.offsets().size(),
                                    cells.offsets().name()));
    if (file.has(deposits::mainParticle))
        mainParticle =
            openColumn(file, deposits::mainParticle, hdf5::NumberKind::Integer, cells.rows());
}

std::vector<std::int16_t> DepositsFile::Impl::readMainParticles(const DepositEvent& event) const {
    std::vector<std::int16_t> result(event.cells.size(), -1);
    if (!mainParticle)
        return result;
    mainParticle->read<std::int16_t>(cells.offsets().range(event.number).first, result,
                                     event.number);
    for (std::size_t i = 0; i < result.size(); ++i)
        if (result[i] < -1 || result[i] >= std::ssize(event.particles))
            throw FileError({file.path().string(), deposits::mainParticle, event.number},
                            fmt::format("cell {} names particle {}, but the event has {}", i,
                                        result[i], event.particles.size()));
    return result;
}

DepositsFile::DepositsFile(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl)) {
}

DepositsFile::~DepositsFile() = default;

std::shared_ptr<DepositsFile> DepositsFile::open(const std::filesystem::path& path) {
    const hdf5::Lock lock;
    return std::shared_ptr<DepositsFile>(new DepositsFile(std::make_unique<Impl>(path)));
}

const std::filesystem::path& DepositsFile::path() const noexcept {
    return m_impl->file.path();
}

const Detector& DepositsFile::detector() const noexcept {
    return m_impl->detector;
}

const Granularity& DepositsFile::granularity() const noexcept {
    return m_impl->granularity;
}

std::int64_t DepositsFile::size() const noexcept {
    return m_impl->cells.offsets().size();
}

std::int64_t DepositsFile::cellCount() const noexcept {
    return m_impl->cells.rows();
}

std::int64_t DepositsFile::particleCount() const noexcept {
    return m_impl->particles.offsets().rows();
}

const std::string& DepositsFile::provenance() const noexcept {
    return m_impl->provenance;
}

DepositEvent DepositsFile::read(std::int64_t event) const {
    if (event < 0 || event >= size())
        throw UsageError(fmt::format("{} has no event {}: its {} events count from 0",
                                     path().string(), event, size()));
    const hdf5::Lock lock;
    DepositEvent result;
    result.number = event;
    result.particles = m_impl->particles.read(event);
    result.cells = m_impl->cells.read(event, m_impl->granularity);
    result.mainParticle = m_impl->readMainParticles(result);
    return result;
}

} // namespace calolens
