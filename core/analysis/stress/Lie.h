// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "event/Prediction.h"
#include "random/RandomStream.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace calolens {

/// An event with draws, honest or not.
struct Testimony {
    Event event;
    Prediction prediction; ///< no samples: none is known for such an event
    /// HR cell where a lie about the picture is to be planted; unset: the lie chooses one.
    std::optional<std::size_t> place = {};
};

/// A known lie that is planted to see which checks find it. Lies are pure functions: the same
/// testimony, size and random numbers give the same lie.
struct Lie {
    std::string id;            ///< stable: "add-blob"
    std::string name;          ///< "Energy added in one cell"
    std::string size;          ///< what the size is: "spreads of the cell"
    std::vector<double> sizes; ///< from hardly visible to plain
    /// It changes what was measured and not the draws, so that it can be found before any picture
    /// is drawn.
    bool ofInput = false;
    bool atCell = false; ///< it is planted at one HR cell, which may be chosen
    /// @param other another event of the file, for the lies that need one
    Testimony (*tell)(const Testimony& honest, const Testimony& other, double size,
                      RandomStream& random) = nullptr;
};

/// A lie that is not planted but comes in events of its own: from another generator, or made by
/// particles that the model never saw. `tell` is null.
[[nodiscard]] std::span<const Lie> foreignLies();
inline constexpr const char* otherGeneratorLie = "other-generator";
inline constexpr const char* unseenParticleLie = "unseen-particle";
/// The lie of that id, planted or foreign; null if there is none.
[[nodiscard]] const Lie* findLie(std::string_view id);

/// Every lie that can be planted: of the picture (add-blob, remove-blob, move-energy, other-event)
/// and of the input (rescale, noise, drop-layer, pile-up).
[[nodiscard]] std::span<const Lie> lies();

} // namespace calolens
