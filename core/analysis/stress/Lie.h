// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "event/Prediction.h"
#include "random/RandomStream.h"

#include <span>
#include <string>
#include <vector>

namespace calolens {

/// An event with draws, honest or not.
struct Testimony {
    Event event;
    Prediction prediction; ///< no samples: none is known for such an event
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
    /// @param other another event of the file, for the lies that need one
    Testimony (*tell)(const Testimony& honest, const Testimony& other, double size,
                      RandomStream& random) = nullptr;
};

/// Every lie: of the picture (add-blob, remove-blob, move-energy, other-event) and of the input
/// (rescale, noise, drop-layer, pile-up).
[[nodiscard]] std::span<const Lie> lies();

} // namespace calolens
