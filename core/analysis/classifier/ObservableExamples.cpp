// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/classifier/ObservableExamples.h"

#include "error/Error.h"

#include <cmath>

namespace calolens {

namespace {
/// Columns in which a value is missing somewhere.
std::vector<std::size_t> incomplete(const FeatureMatrix& truth,
                                    std::span<const FeatureMatrix> draws) {
    std::vector<bool> missing(truth.columns, false);
    const auto look = [&](const FeatureMatrix& features) {
        for (std::size_t i = 0; i < features.values.size(); ++i)
            if (!std::isfinite(features.values[i]))
                missing[i % features.columns] = true;
    };
    look(truth);
    for (const FeatureMatrix& draw : draws)
        look(draw);
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < missing.size(); ++c)
        if (missing[c])
            columns.push_back(c);
    return columns;
}

FeatureMatrix prepared(const FeatureMatrix& bare, const Normaliser& normaliser,
                       std::span<const std::size_t> flagged) {
    const FeatureMatrix normalised = normaliser.apply(bare);
    FeatureMatrix result{normalised.columns + flagged.size(), {}};
    result.values.reserve(bare.rows() * result.columns);
    for (std::size_t i = 0; i < bare.rows(); ++i) {
        for (const double value : normalised.row(i))
            result.values.push_back(value);
        for (const std::size_t c : flagged)
            result.values.push_back(std::isfinite(bare.row(i)[c]) ? 0.0 : 1.0);
    }
    return result;
}
} // namespace

ObservableExamples::ObservableExamples(const FeatureMatrix& truth,
                                       std::span<const FeatureMatrix> draws) {
    for (const FeatureMatrix& draw : draws)
        if (draw.columns != truth.columns || draw.rows() != truth.rows())
            throw UsageError("a classifier needs the same events and observables in all pictures");
    const Normaliser normaliser(truth);
    const auto flagged = incomplete(truth, draws);
    m_pictures.push_back(prepared(truth, normaliser, flagged));
    for (const FeatureMatrix& draw : draws)
        m_pictures.push_back(prepared(draw, normaliser, flagged));
}

ClassifierBatch ObservableExamples::batch(std::span<const ClassifierExample> examples,
                                          RandomStream*) const {
    ClassifierBatch batch;
    batch.examples = examples.size();
    for (const ClassifierExample& example : examples) {
        const auto row = m_pictures[static_cast<std::size_t>(example.picture)].row(example.event);
        batch.eventFeatures.insert(batch.eventFeatures.end(), row.begin(), row.end());
        batch.labels.push_back(example.label);
    }
    return batch;
}

} // namespace calolens
