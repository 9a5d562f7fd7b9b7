// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EventRange.h"
#include "WorkTeam.h"
#include "diffusion/Predictor.h"
#include "event/EventFile.h"
#include "event/PredictionWriter.h"

#include <cstdint>

namespace calolens::cli {

/// Predicts a range of events block by block. A block is cut into the same batches whoever draws
/// it and however often the run was stopped, since the last bits of a network's result depend on
/// what else is in its batch.
class PredictionRun {
public:
    /// @param drawsPerBatch  evaluated together; a batch holds the draws of one event at least
    PredictionRun(const EventFile& file, const Predictor& predictor, PredictionWriter& writer,
                  EventRange range, int samples, int drawsPerBatch);

    [[nodiscard]] std::int64_t blocks() const noexcept;
    /// Draws what is missing of a block, and makes it durable; less if interrupted().
    /// @throws FileError, ModelError, DeviceError
    [[nodiscard]] WorkCount drawBlock(std::int64_t block);

private:
    [[nodiscard]] bool predicted(const std::vector<const Event*>& batch) const;

    const EventFile& m_file;
    const Predictor& m_predictor;
    PredictionWriter& m_writer;
    EventRange m_range;
    std::int64_t m_perBatch;
    std::int64_t m_perBlock;
};

} // namespace calolens::cli
