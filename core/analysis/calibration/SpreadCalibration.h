// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// What makes the draws of a model honest. First their contrast (see PictureContrast.h): one
/// exponent. Then temperatures of their spread. Per layer and range of a cell's
/// mean energy: the factor by which what the model invented (the null-space part, see LrBlocks)
/// must be drawn together (below one) or apart (above one). For the event: the same of its energy.
/// Fitted on one file of simulated events, kept as JSON beside the model (MODEL.calibration.json),
/// applied to the draws of others before they are checked.
///
/// Zeros stay zeros. With the contrast changed, first the energies of the draws in which a cell
/// holds energy move about their own mean and are scaled such that each draw keeps its sum in every
/// LR cell; then each draw is scaled as a whole.
class SpreadCalibration {
public:
    /// Edges of the ranges of mean energy, MeV; the first range begins at 0, the last has no end.
    static constexpr double edges[] = {10, 30, 100, 300, 1000, 3000, 10000};
    static constexpr std::size_t ranges = std::size(edges) + 1;
    /// Cells below which a range keeps the temperature one.
    static constexpr std::int64_t fewestCells = 200;
    /// Events below which the event's energy keeps the temperature one.
    static constexpr std::int64_t fewestEvents = 100;
    /// A range's factor is drawn towards that of its layer with the weight of so many cells, since
    /// cells of one event are not independent and few events fill the hottest ranges.
    static constexpr double pooledCells = 1000;

    SpreadCalibration() = default;
    /// @param layers number of layers
    SpreadCalibration(std::size_t layers, std::string source);

    [[nodiscard]] const std::string& source() const noexcept { return m_source; }
    [[nodiscard]] std::int64_t events() const noexcept { return m_events; }
    [[nodiscard]] std::size_t layers() const noexcept { return m_cells.size() / ranges; }
    /// The factor for a cell. @throws UsageError if there is no such layer
    [[nodiscard]] double temperature(std::size_t layer, double meanEnergyMeV) const;

    /// The factor for the event's energy.
    [[nodiscard]] double eventTemperature() const;

    /// Of the contrast of each draw; 1 leaves it as it is.
    [[nodiscard]] double contrastExponent() const noexcept { return m_contrast; }
    /// To be set before events are added: temperatures are fitted to draws with this contrast.
    void setContrastExponent(double exponent) noexcept { m_contrast = exponent; }

    /// Takes an event into the fit: the mean absolute null-space error of the mean of draws over
    /// the one that the draws expect. Needs truth and two draws; events without are left out.
    void add(const EventEvidence& evidence);
    /// The draws with their contrast and temperatures applied.
    /// @param prediction complete @throws UsageError if event and calibration do not fit
    [[nodiscard]] Prediction apply(const Event& event, const Prediction& prediction) const;

    [[nodiscard]] std::string toJson() const;
    /// @throws FileError if the file cannot be read or is no such calibration
    [[nodiscard]] static SpreadCalibration read(const std::filesystem::path& path);
    /// That beside a model; nullopt if there is none. @throws FileError if it is damaged
    [[nodiscard]] static std::optional<SpreadCalibration>
    beside(const std::filesystem::path& model);

private:
    [[nodiscard]] std::size_t indexOf(std::size_t layer, double meanEnergyMeV) const;

    /// Mean logarithm of a layer's factors, weighted by cells; 0 if it has none.
    [[nodiscard]] double pooledLogarithm(std::size_t layer) const;
    void addEnergy(const EventEvidence& evidence);
    void scaleEnergies(Prediction& prediction) const;

    std::string m_source;
    std::int64_t m_events = 0;
    double m_contrast = 1;
    std::vector<std::int64_t> m_cells;       ///< [layers x ranges]
    std::vector<double> m_error, m_expected; ///< sums of absolute errors, MeV
    /// Sums of absolute errors of the event's energy, in units of its noise.
    double m_eventError = 0, m_eventExpected = 0;
};

/// Path of a model's calibration: models/a.calomodel gives models/a.calibration.json. It need not
/// exist.
[[nodiscard]] std::filesystem::path calibrationPath(const std::filesystem::path& model);

} // namespace calolens
