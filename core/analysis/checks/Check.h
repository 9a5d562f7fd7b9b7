// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckResult.h"
#include "analysis/checks/EventEvidence.h"

#include <memory>
#include <optional>
#include <string>

namespace calolens {

/// What a check asks, how it answers, and what it needs.
struct CheckInfo {
    std::string id;          ///< stable: "lr-consistency"
    std::string name;        ///< "Agreement with the measurement"
    std::string question;    ///< "Does the picture agree with what was measured?"
    std::string formula;     ///< in plain text
    std::string explanation; ///< a paragraph for a physicist who has never trained a network
    std::string reference;   ///< "arXiv:2302.03026", or where the idea is written down
    std::string valueName;   ///< what the value is
    std::string unit;        ///< of the value
    int fewestDraws = 1;     ///< 0: needs no prediction
    bool needsTruth = false;
    bool needsParticles = false;
    bool needsNoise = false;  ///< of the LR cells
    bool needsInputs = false; ///< the summary of the training data
    bool needsCatalogue = false;
    int fewestEvents = 1; ///< of a check of a file

    /// Whether it can be run on real data.
    [[nodiscard]] bool isTruthFree() const noexcept { return !needsTruth && !needsParticles; }
};

/// What the event lacks for a check, in words; nullopt if the check can be run.
[[nodiscard]] std::optional<std::string> unmetNeed(const CheckInfo& info,
                                                   const EventEvidence& evidence);

/// A check of one event with its draws: what a window shows beside a picture.
struct EventCheck {
    CheckInfo info;
    /// Called through runCheck() only, which looks at the needs first.
    CheckResult (*run)(const EventEvidence& evidence) = nullptr;
};

/// Runs a check, or says why it cannot be run.
[[nodiscard]] CheckResult runCheck(const EventCheck& check, const EventEvidence& evidence);

/// A check of many events of one file, which come one by one and are not kept.
class FileCheck {
public:
    virtual ~FileCheck() = default;
    /// Called with events that have what the check needs.
    virtual void add(const EventEvidence& evidence) = 0;
    /// Called once at least CheckInfo::fewestEvents have come.
    [[nodiscard]] virtual CheckResult finish() const = 0;
};

/// A check of a file: its description and how to make one.
struct FileCheckEntry {
    CheckInfo info;
    /// @param seed of the bootstrap and of what else is random
    std::unique_ptr<FileCheck> (*make)(std::uint64_t seed) = nullptr;
};

} // namespace calolens
