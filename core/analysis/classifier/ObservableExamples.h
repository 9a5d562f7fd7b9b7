// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/classifier/ClassifierExamples.h"
#include "analysis/distances/FeatureMatrix.h"

namespace calolens {

/// High level: the observables of a picture, each normalised by truth's median and width and cut
/// off (Normaliser), and a flag where one is not defined in some events.
class ObservableExamples : public ClassifierExamples {
public:
    /// Row i of each matrix belongs to event i. @throws UsageError for different shapes
    ObservableExamples(const FeatureMatrix& truth, std::span<const FeatureMatrix> draws);

    [[nodiscard]] std::size_t events() const override { return m_pictures.front().rows(); }
    [[nodiscard]] int draws() const override { return static_cast<int>(m_pictures.size()) - 1; }
    [[nodiscard]] int tokenFeatures() const override { return 0; }
    [[nodiscard]] int eventFeatures() const override {
        return static_cast<int>(m_pictures.front().columns);
    }
    [[nodiscard]] ClassifierBatch batch(std::span<const ClassifierExample> examples,
                                        RandomStream* augmentation) const override;

private:
    std::vector<FeatureMatrix> m_pictures; ///< truth, then the draws
};

} // namespace calolens
