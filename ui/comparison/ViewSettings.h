// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Detector.h"

#include <cstddef>
#include <string>
#include <vector>

namespace calolens {

/// How a cell is drawn.
enum class CellStyle {
    Tiles, ///< the true outline in eta and phi, flat, at half depth: layers read like pictures
    Boxes, ///< the true wedge between the layer's surfaces and its edges in eta and phi
    Points ///< a sphere at the centre of the wedge
};

/// How the panes share the picture.
enum class PaneArrangement {
    Across,    ///< side by side
    TwoByTwo,  ///< in two rows
    Single,    ///< one large pane, ViewSettings::singlePane
    Wipe,      ///< two pictures in one pane, left and right of a divider
    Crossfade, ///< two pictures in one pane, mixed
    Flicker    ///< two pictures in one pane, in turn
};

/// Whether two pictures share one pane.
[[nodiscard]] constexpr bool isBlend(PaneArrangement arrangement) noexcept {
    return arrangement >= PaneArrangement::Wipe;
}

/// What a pane shows.
enum class PaneRole {
    Lr,
    Predicted,
    Truth,
    Difference,    ///< predicted - truth
    Reference,     ///< another prediction of the event, which this one is compared with
    RunDifference, ///< predicted - reference
    Map            ///< a number per cell that is no energy of a picture: see PaneMap
};
constexpr std::size_t paneRoleCount = 7;

/// How the comparison is drawn. Plain values: they are saved with the session and undone.
struct ViewSettings {
    double thresholdMeV = 1.0; ///< cells below it are not drawn
    /// Layers not listed are drawn.
    std::vector<bool> layerVisible;
    bool logScale = true;              ///< colour by log(energy) rather than energy
    std::string colourMap = "inferno"; ///< one of colourMapNames()
    bool dark = true;                  ///< background
    CellStyle style = CellStyle::Tiles;
    bool sizeByEnergy = true;
    double cellScale = 1.0;   ///< size of a drawn cell in units of the true cell
    double opacity = 1.0;     ///< of the cells, 0 to 1
    double layerGapMm = 0.0;  ///< additional room between the layers ("exploded" view)
    bool showDetector = true; ///< the surfaces of the layers around the event
    bool showWindow = true;   ///< the edges of all LR cells: where HR cells could be
    bool showParticles = true;
    bool showAxes = true;
    PaneArrangement arrangement = PaneArrangement::Across;
    PaneRole singlePane = PaneRole::Predicted;
    bool showDifference = false; ///< a fourth pane: predicted - truth

    /// The two pictures of a wipe, a crossfade or a flicker.
    PaneRole blendFirst = PaneRole::Predicted;
    PaneRole blendSecond = PaneRole::Truth;
    /// Wipe: the divider, from 0 (left) to 1. Crossfade: the second picture's share.
    double blend = 0.5;
    /// Seconds that a flicker shows each picture; 0: it changes by hand only.
    double flickerSeconds = 0;
    /// A flicker is never faster than three changes a second: faster light can start a seizure.
    static constexpr double FastestFlickerSeconds = 0.34;

    bool showMaps = false; ///< an eta-phi map beside each 3D picture
    int mapLayer = -1;     ///< of the maps; -1: all layers that are drawn, summed

    std::string differenceMap = "blue-orange"; ///< one of divergingColourMapNames()
    bool sharedRange = true;                   ///< of colours; else each pane has its own
    double rangeLowMeV = 0;                    ///< where the colours begin; 0: as the event suits
    double rangeHighMeV = 0;                   ///< where they end; 0: as the event suits
    bool legendFloats = false;                 ///< over the panes instead of below them
    double legendX = 1, legendY = 0; ///< of a floating legend: 0 left, top; 1 right, bottom

    /// What is cut away, as a share of the event's extent in eta, phi and depth: from the low side
    /// if positive, from the high side if negative. Cells whose centre is cut are not drawn.
    double clipEta = 0, clipPhi = 0, clipDepth = 0;

    [[nodiscard]] bool layerIsVisible(std::size_t layer) const {
        return layer >= layerVisible.size() || layerVisible[layer];
    }
    bool operator==(const ViewSettings&) const = default;
};

/// Where the shared camera stands. Perspective; lengths in mm, in the detector's coordinates.
struct CameraState {
    Point3 position;
    Point3 focalPoint;
    Point3 viewUp;
    double viewAngle = 30; ///< full vertical opening, degrees
};

/// A cell of the event in hand.
struct CellReference {
    int level = 0;         ///< 0 = LR, last = HR
    std::size_t index = 0; ///< into Event::levels[level]
    bool operator==(const CellReference&) const = default;
};

} // namespace calolens
