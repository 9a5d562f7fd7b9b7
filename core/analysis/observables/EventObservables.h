// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Observables.h"

#include <string>
#include <vector>

namespace calolens {

/// What the observables of an event's pictures refer to, the same for all of them. Energy and axis
/// are those of LR, which a model knows. Were they those of the true particles, then even draws of
/// a perfect model would differ from truth: truth is tied to its particles more closely than LR is.
struct EventReference {
    double lrEnergy = 0;       ///< MeV
    EtaPhi axis;               ///< LR's centroid
    double incidentEnergy = 0; ///< MeV: of all true particles; 0 if none is known
};
[[nodiscard]] EventReference eventReference(const Event& event);

/// Name and meaning of one number per picture of an event.
struct ObservableInfo {
    std::string name;     ///< "c2", "eta_width_ecal2": lower case, digits and underscores
    std::string title;    ///< "Width in eta, ECAL2"
    std::string unit;     ///< "GeV", "rad" or empty
    bool integer = false; ///< counts something
    /// Refers to the true particles: shown, but kept out of distances and classifiers that ask
    /// whether draws could be truth (see EventReference).
    bool ofParticles = false;
};

/// The observables that pictures of a readout's events are compared by.
class EventObservables {
public:
    explicit EventObservables(const Readout& readout);

    [[nodiscard]] const std::vector<ObservableInfo>& infos() const noexcept { return m_infos; }
    [[nodiscard]] std::size_t size() const noexcept { return m_infos.size(); }
    /// The layer in which maxima are counted, "ECAL2".
    [[nodiscard]] const std::string& maximaLayerName() const noexcept { return m_maximaLayerName; }
    /// One value per observable, in the order and units of infos(); NaN where it is not defined
    /// (the centre of a layer without energy).
    [[nodiscard]] std::vector<float> compute(const EventPicture& picture,
                                             const EventReference& reference) const;

private:
    std::vector<ObservableInfo> m_infos;
    int m_layers = 0;
    int m_maximaLayer = 0;
    std::string m_maximaLayerName;
};

} // namespace calolens
