// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Prediction.h"
#include "session/SessionSample.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calolens {

/// An event file of a session.
struct SessionFile {
    std::filesystem::path path;
    std::string identity; ///< eventIdentity() of it; empty: not known
    std::int64_t event = 0;
};

/// The predicted picture that was on the screen: how it is made again, and what it was.
struct SessionPicture {
    enum class Kind {
        None,   ///< nothing was predicted
        Stored, ///< a prediction of the file, settings.name
        Run,    ///< a denoising run
        Draws   ///< an ensemble that was drawn in the window
    };
    static constexpr int Mean = -1;   ///< of all draws
    static constexpr int Result = -1; ///< the last step

    Kind kind = Kind::None;
    PredictionInfo settings; ///< settings.samples: draws there were
    int draw = Mean;         ///< number of the draw, or Mean
    int step = Result;       ///< of a run: steps taken when the picture was made
    std::string label;       ///< "one draw, seed 1"
    bool noisyState = false; ///< of a run: the sampler's state instead of the clean estimate
    /// MeV per HR cell; empty if there are more than mostEnergies.
    std::vector<float> energies;
    std::string fingerprint; ///< of the energies' bytes, hexadecimal

    /// A picture of more cells is known by its fingerprint alone.
    static constexpr std::size_t mostEnergies = 50000;
    /// Takes over what the picture was.
    void setEnergies(const std::vector<float>& energiesMeV);
};

/// What the next denoising will be made with.
struct SessionRun {
    std::string model, modelChecksum;
    std::string sampler, schedule;
    int steps = 0;
    std::uint64_t seed = 1;
    std::string device; ///< "auto", "cpu", "cuda"
    int draws = 0;      ///< of an ensemble
};

/// How an export of an event was made.
struct SessionSheet {
    int dpi = 300;
    bool viewAsOnScreen = false; ///< camera, layers and threshold of the window
    std::string what = "sheet";  ///< of the event: "sheet", "maps", "spectrum", "cells", ...
};

/// What was open and how it was looked at: all that is needed to look at it again. Nothing in it
/// starts a job.
struct Session {
    std::string programVersion;
    std::vector<SessionFile> files; ///< in the order they were opened
    int current = -1;               ///< into files; -1: none
    SessionRun run;
    SessionPicture picture;              ///< of the current event
    SessionSheet sheet;                  ///< if it was exported as one
    std::optional<SessionSample> sample; ///< if it is a figure or a report of a whole sample
    std::string window; ///< JSON object: camera, view, panels; empty for a job without a window
    /// Keys of the text it was read from that this program does not know, "run.colour": they are of
    /// a later one. Not written.
    std::vector<std::string> unknownKeys;

    [[nodiscard]] const SessionFile* currentFile() const noexcept {
        return current >= 0 && current < static_cast<int>(files.size())
                   ? &files[static_cast<std::size_t>(current)]
                   : nullptr;
    }
};

/// A JSON text (format "calolens-session").
/// @param folder  where it will stand: files are named relative to it as well as absolutely
[[nodiscard]] std::string sessionToJson(const Session& session,
                                        const std::filesystem::path& folder);

/// Keys that are missing keep their defaults; unknown ones are named in Session::unknownKeys.
/// @param path  of the file that the text is from: for messages, and what relative paths start at
/// @throws FileError saying what is wrong with it
[[nodiscard]] Session sessionFromJson(std::string_view text, const std::filesystem::path& path);

/// Where the session of an exported file stands beside it: NAME.pdf.session.json.
[[nodiscard]] std::filesystem::path sidecarOf(const std::filesystem::path& exported);
/// Where it stands if the same was written in several formats: NAME.session.json.
[[nodiscard]] std::filesystem::path commonSidecarOf(const std::filesystem::path& exported);

/// The session that a file is (.json), that it carries, or that stands beside it.
/// @param embedded  reads the text that an exported file carries in itself; empty text: none
/// @throws FileError, also if there is none
[[nodiscard]] Session
sessionOf(const std::filesystem::path& path,
          const std::function<std::string(const std::filesystem::path&)>& embedded);

/// Reads a session file. Keys that are missing keep their defaults: they are later than it.
/// @throws FileError
[[nodiscard]] Session readSession(const std::filesystem::path& path);
/// Writes it whole or not at all. @throws FileError
void writeSession(const Session& session, const std::filesystem::path& path);

} // namespace calolens
