// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/CellTemperatures.h"
#include "analysis/calibration/EventTemperature.h"
#include "analysis/calibration/HitEnergies.h"
#include "analysis/calibration/PictureContrast.h"
#include "event/Event.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// What makes the draws of a model honest. In this order: the spread of cells (CellTemperatures),
/// the energies of hits (HitEnergies), the contrast of pictures (PictureContrast.h), the spread of
/// the event's energy (EventTemperature). The first two come in two stages each, since keeping the
/// sums of LR cells undoes a part of what they do. Fitted by CalibrationFit on one file of
/// simulated events, kept as JSON beside the model (MODEL.calibration.json), applied to the draws
/// of others before they are checked.
///
/// All but the last keep each draw's sum in every LR cell.
class DrawCalibration {
public:
    DrawCalibration() = default;
    /// One that changes nothing. @param layers of the readout
    DrawCalibration(std::size_t layers, std::string source)
        : m_layers(layers)
        , m_source(std::move(source)) {}

    [[nodiscard]] const std::string& source() const noexcept { return m_source; }
    /// Events it was fitted to.
    [[nodiscard]] std::int64_t events() const noexcept { return m_events; }
    [[nodiscard]] std::size_t layers() const noexcept { return m_layers; }
    /// Factor for the cells of a layer and range of measured energy, see CalibrationBins: the
    /// product of the stages'.
    /// @throws UsageError if there is no such layer
    [[nodiscard]] double temperature(std::size_t layer, double lrEnergyMeV) const;
    [[nodiscard]] double eventTemperature() const { return m_event.factor(); }
    [[nodiscard]] const ContrastCalibration& contrast() const noexcept { return m_contrast; }

    /// @param prediction complete @throws UsageError if event and calibration do not fit
    [[nodiscard]] Prediction apply(const Event& event, const Prediction& prediction) const;

    [[nodiscard]] std::string toJson() const;
    /// @throws FileError if the file cannot be read or is no such calibration
    [[nodiscard]] static DrawCalibration read(const std::filesystem::path& path);
    /// That beside a model; nullopt if there is none. @throws FileError if it is damaged
    [[nodiscard]] static std::optional<DrawCalibration> beside(const std::filesystem::path& model);

private:
    friend class CalibrationFit;

    std::size_t m_layers = 0;
    std::string m_source;
    std::int64_t m_events = 0;
    std::vector<CellTemperatures> m_cells;  ///< one after the other
    std::vector<HitEnergies> m_hitEnergies; ///< one after the other
    ContrastCalibration m_contrast;
    EventTemperature m_event;
};

/// Path of a model's calibration: models/a.calomodel gives models/a.calibration.json. It need not
/// exist.
[[nodiscard]] std::filesystem::path calibrationPath(const std::filesystem::path& model);

} // namespace calolens
