// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SampleInput.h"
#include "event/Provenance.h"
#include "session/Session.h"

#include <vector>

namespace calolens::cli {

/// What figures and reports say about themselves, for people.
[[nodiscard]] std::vector<ProvenanceEntry> factsOf(const SampleInput& input);

/// The numbers of an evaluation by which a figure or report made again is compared, and how it was
/// made; `made`, `figure` and `drawing` are left to the caller.
[[nodiscard]] SessionSample sampleOf(const SampleInput& input);

/// The session of a figure or a report: the file at the event that it shows, its prediction, and
/// the sample. Without a file if it is to be anonymous.
[[nodiscard]] Session sessionOf(const SampleInput& input, SessionSample sample, bool anonymous);

/// The reverse: how to read the sample again. @param file  of events
[[nodiscard]] SampleChoice choiceOf(const Session& session, const std::filesystem::path& file);

} // namespace calolens::cli
