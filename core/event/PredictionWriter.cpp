// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/PredictionWriter.h"

#include "event/DrawStore.h"
#include "event/EventFormat.h"
#include "event/EventIdentity.h"
#include "event/PredictionTable.h"
#include "hdf5/Lock.h"
#include "hdf5/PendingFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace calolens {

namespace {
constexpr float notPredicted = std::numeric_limits<float>::quiet_NaN();

void checkInfo(const PredictionInfo& info) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    };
    if (info.name.empty() || info.name.size() > 100 || info.name == "." || info.name == ".." ||
        !std::all_of(info.name.begin(), info.name.end(), allowed))
        throw UsageError(fmt::format("'{}' cannot be the name of a prediction: up to 100 letters, "
                                     "digits, '-', '_' and '.' are expected",
                                     info.name));
    if (info.samples < 1 || info.samples > native::maxSamples)
        throw UsageError(fmt::format("{} draws per event were asked for, expected 1 to {}",
                                     info.samples, native::maxSamples));
}

std::string settingsText(const PredictionInfo& info) {
    return fmt::format("model {}\nchecksum {}\nsampler {}\nschedule {}\nsteps {}\nseed {}\n"
                       "samples {}",
                       info.model, info.modelChecksum, info.sampler, info.schedule, info.steps,
                       info.seed, info.samples);
}

/// Puts the draws of one event after the other into a dataset [samples, cells], a block of columns
/// at a time.
class ColumnBlocks {
public:
    ColumnBlocks(hdf5::Dataset& dataset, std::int64_t samples, std::int64_t columns)
        : m_dataset(dataset)
        , m_samples(samples)
        , m_columns(columns)
        , m_block(static_cast<std::size_t>(samples * columns)) {}

    void append(std::span<const float> draws) {
        const std::int64_t cells = std::ssize(draws) / m_samples;
        for (std::int64_t cell = 0; cell < cells;) {
            const std::int64_t count = std::min(cells - cell, m_columns - m_filled);
            for (std::int64_t s = 0; s < m_samples; ++s)
                std::copy_n(draws.begin() + s * cells + cell, count,
                            m_block.begin() + s * m_columns + m_filled);
            cell += count;
            m_filled += count;
            if (m_filled == m_columns)
                flush();
        }
    }
    void flush() {
        if (m_filled < m_columns) // close the gaps between the rows of the last block
            for (std::int64_t s = 1; s < m_samples; ++s)
                std::copy_n(m_block.begin() + s * m_columns, m_filled,
                            m_block.begin() + s * m_filled);
        m_dataset.writeColumns<float>(
            m_written, m_filled,
            std::span<const float>(m_block).first(static_cast<std::size_t>(m_samples * m_filled)));
        m_written += m_filled;
        m_filled = 0;
    }

private:
    hdf5::Dataset& m_dataset;
    std::int64_t m_samples, m_columns;
    std::vector<float> m_block;
    std::int64_t m_filled = 0, m_written = 0;
};
} // namespace

struct PredictionWriter::Impl {
    std::filesystem::path input, output;
    PredictionInfo info;
    std::shared_ptr<EventFile> events;
    std::string identity;
    std::int64_t cells = 0;            ///< of the last level, all events together
    OffsetTable hrOffsets;             ///< of a second handle on the input
    std::shared_ptr<EventFile> before; ///< the output, if it holds a part of this prediction
    std::unique_ptr<DrawStore> store;
    int part;
    std::vector<std::unique_ptr<DrawStore>> others; ///< what the other parts have left
    bool finished = false;

    Impl(std::filesystem::path in, std::filesystem::path out, PredictionInfo settings, int part);
    [[nodiscard]] std::string storeSettings() const;
    [[nodiscard]] std::filesystem::path storePath(int number) const;
    void openOthers();
    [[nodiscard]] bool stored(std::int64_t event, RowRange range, std::span<float> draws) const;
    [[nodiscard]] std::shared_ptr<EventFile> openOutput() const;
    [[nodiscard]] RowRange rows(std::int64_t event) const;
    [[nodiscard]] std::int64_t values(RowRange range) const;
    [[nodiscard]] std::vector<float> draws(std::int64_t event) const;
    void writeTo(hdf5::File& file) const;
};

PredictionWriter::Impl::Impl(std::filesystem::path in, std::filesystem::path out,
                             PredictionInfo settings, int number)
    : input(std::move(in))
    , output(std::move(out))
    , info(std::move(settings))
    , part(number) {
    checkInfo(info);
    events = EventFile::open(input);
    identity = eventIdentity(*events);
    const int last = events->readout()->levelCount() - 1;
    if (last < 1)
        throw FileError({input.string(), {}, {}}, "has no high-resolution level to predict");
    {
        const hdf5::Lock lock;
        const hdf5::File file = hdf5::File::open(input);
        const std::string group = native::levelGroup(last);
        cells = file.dataset(group + "/layer").size();
        hrOffsets = OffsetTable(file, group + "/offsets", cells, "cells");
    }
    before = openOutput();
    store = std::make_unique<DrawStore>(storePath(part), storeSettings(), events->size());
    openOthers();
}

std::string PredictionWriter::Impl::storeSettings() const {
    return settingsText(info) + '\n' + identity;
}

std::filesystem::path PredictionWriter::Impl::storePath(int number) const {
    std::string path = fmt::format("{}.{}.part", output.string(), info.name);
    if (number > 0)
        path += fmt::format(".{}", number);
    return path;
}

void PredictionWriter::Impl::openOthers() {
    others.clear();
    const std::filesystem::path own = storePath(0);
    const std::string stem = own.filename().string() + '.';
    std::vector<std::filesystem::path> paths;
    if (part > 0)
        paths.push_back(own);
    std::error_code ignored;
    const auto folder = own.has_parent_path() ? own.parent_path() : ".";
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(stem) && name.size() > stem.size() &&
            name.find_first_not_of("0123456789", stem.size()) == std::string::npos &&
            name != storePath(part).filename())
            paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths)
        if (auto left = DrawStore::openLeft(path, storeSettings(), events->size()))
            others.push_back(std::move(left));
}

/// Reads an event's draws from the store of any part. @returns false if none has them whole
bool PredictionWriter::Impl::stored(std::int64_t event, RowRange range,
                                    std::span<float> draws) const {
    const std::int64_t first = range.first * info.samples;
    return store->read(event, first, draws) ||
           std::any_of(others.begin(), others.end(),
                       [&](const auto& other) { return other->read(event, first, draws); });
}

/// The output if it is there; nullptr otherwise. Refuses to build on what must not be replaced.
std::shared_ptr<EventFile> PredictionWriter::Impl::openOutput() const {
    if (!std::filesystem::exists(output))
        return nullptr;
    auto there = EventFile::open(output);
    if (eventIdentity(*there) != identity)
        throw FileError({output.string(), {}, {}},
                        fmt::format("is there already and holds other events than {}; choose "
                                    "another name or remove it",
                                    input.string()));
    for (const PredictionInfo& found : there->predictions())
        if (found.name == info.name)
            if (const std::string difference = settingsDifference(found, info); !difference.empty())
                throw FileError({output.string(), native::predictionGroup(info.name), {}},
                                fmt::format("is there already, made with other settings ({}); "
                                            "choose another name for the prediction",
                                            difference));
    return there;
}

RowRange PredictionWriter::Impl::rows(std::int64_t event) const {
    if (event < 0 || event >= events->size())
        throw UsageError(fmt::format("{} has no event {}: its {} events count from 0",
                                     input.string(), event, events->size()));
    const hdf5::Lock lock;
    const RowRange range = hrOffsets.range(event);
    if (range.count > native::maxPredictionValues / info.samples)
        throw FileError({input.string(), hrOffsets.name(), event},
                        fmt::format("{} draws of {} cells are more than can be handled",
                                    info.samples, range.count));
    return range;
}

std::int64_t PredictionWriter::Impl::values(RowRange range) const {
    return range.count * info.samples;
}

/// What is known of an event: newly written, or in the output before, or NaN.
std::vector<float> PredictionWriter::Impl::draws(std::int64_t event) const {
    const RowRange range = rows(event);
    std::vector<float> result(static_cast<std::size_t>(values(range)));
    if (stored(event, range, result))
        return result;
    if (before)
        if (auto old = before->prediction(info.name, event))
            return std::move(old->energy);
    std::fill(result.begin(), result.end(), notPredicted);
    return result;
}

void PredictionWriter::Impl::writeTo(hdf5::File& file) const {
    const std::string group = native::predictionGroup(info.name);
    if (!file.has(native::predictionsGroup))
        file.createGroup(native::predictionsGroup);
    if (file.has(group))
        file.remove(group);
    file.createGroup(group);
    writePredictionInfo(file, info);
    const std::int64_t rowsPerChunk = std::min<std::int64_t>(info.samples, 512);
    const std::int64_t columns = std::clamp<std::int64_t>(
        native::predictionChunkValues / rowsPerChunk, 1, std::max<std::int64_t>(cells, 1));
    hdf5::Dataset energy = file.createDataset<float>(
        native::predictionEnergy(info.name),
        {{info.samples, cells}, {rowsPerChunk, columns}, false, notPredicted});
    ColumnBlocks blocks(energy, info.samples, columns);
    for (std::int64_t event = 0; event < events->size(); ++event)
        blocks.append(draws(event));
    blocks.flush();
}

PredictionWriter::PredictionWriter(const std::filesystem::path& input,
                                   const std::filesystem::path& output, const PredictionInfo& info,
                                   int part)
    : m_impl(std::make_unique<Impl>(input, output, info, part)) {
}

PredictionWriter::~PredictionWriter() = default;

bool PredictionWriter::isPredicted(std::int64_t event) const {
    const RowRange range = m_impl->rows(event);
    if (range.count == 0)
        return true;
    std::vector<float> draws(static_cast<std::size_t>(m_impl->values(range)));
    if (m_impl->stored(event, range, draws))
        return true;
    if (!m_impl->before)
        return false;
    const auto old = m_impl->before->prediction(m_impl->info.name, event);
    return old && old->complete();
}

void PredictionWriter::write(std::int64_t event, std::span<const float> energy) {
    const RowRange range = m_impl->rows(event);
    if (std::ssize(energy) != m_impl->values(range))
        throw UsageError(fmt::format("event {} was given {} energies, expected {} draws of {} "
                                     "cells",
                                     event, energy.size(), m_impl->info.samples, range.count));
    if (!std::all_of(energy.begin(), energy.end(), [](float e) { return std::isfinite(e); }))
        throw UsageError(fmt::format("event {} was given an energy that is not finite", event));
    m_impl->store->write(event, range.first * m_impl->info.samples, energy);
}

void PredictionWriter::flush() {
    m_impl->store->flush();
}

void PredictionWriter::finish() {
    if (m_impl->finished)
        return;
    if (m_impl->part > 0) {
        flush();
        m_impl->finished = true;
        return;
    }
    m_impl->openOthers();
    for (const auto& other : m_impl->others)
        if (other->inUse())
            throw FileError({other->path().string(), {}, {}},
                            "is being written by another program; when it has ended, the same "
                            "command puts the parts together");
    // The output may have gained other predictions in the meantime: build on what is there now.
    m_impl->before = m_impl->openOutput();
    hdf5::PendingFile pending(m_impl->output);
    const auto& base = m_impl->before ? m_impl->output : m_impl->input;
    std::error_code error;
    std::filesystem::copy_file(base, pending.temporaryPath(),
                               std::filesystem::copy_options::overwrite_existing, error);
    if (error)
        throw FileError({m_impl->output.string(), {}, {}},
                        fmt::format("cannot be written ({})", error == std::errc::no_space_on_device
                                                                  ? "the disk is full"
                                                                  : error.message()));
    hdf5::File file = hdf5::File::open(pending.temporaryPath(), hdf5::File::Access::Update);
    m_impl->writeTo(file);
    file.close();
    pending.commit();
    m_impl->store->remove();
    for (const auto& other : m_impl->others)
        other->remove();
    m_impl->finished = true;
}

} // namespace calolens
