// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/benchmark/SamplerBenchmark.h"

#include <QWidget>

#include <filesystem>
#include <optional>

class QGridLayout;
class QLabel;

namespace calolens {

/// The file with the measured samplers of a model, beside it: MODEL.samplers.json for
/// MODEL.calomodel.
[[nodiscard]] std::filesystem::path samplerBenchmarkOf(const std::filesystem::path& model);

/// Quality of the samplers of a model against their cost, as `calolens-cli benchmark samplers`
/// measured it: AUC, mean separation and FPD, with what truth against truth gives. Where nothing
/// was measured, or with other weights, it says so, and how to measure it.
class SamplerQualityWindow : public QWidget {
    Q_OBJECT
public:
    /// @param model     path of the model
    /// @param checksum  of its weights
    /// @param cost      network evaluations of the chosen settings, marked in the plots
    SamplerQualityWindow(const std::filesystem::path& model, const std::string& checksum,
                         std::optional<int> cost, QWidget* parent = nullptr);

    [[nodiscard]] QString message() const;
    [[nodiscard]] QSize sizeHint() const override;

private:
    void showPlots();

    std::optional<SamplerBenchmark> m_benchmark;
    std::optional<int> m_cost;
    QLabel* m_text;
    QGridLayout* m_plots;
};

} // namespace calolens
