// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"
#include "diffusion/Model.h"

#include <QString>

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace calolens {

class DenoisingSession;

/// Model, sampler, schedule, steps, seed and device of the next run, and what it will cost.
class RunSettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit RunSettingsForm(DenoisingSession& session, QWidget* parent = nullptr);

    /// Chooses a model by name or path, now or as soon as the models are known. One that is not
    /// among those found is taken as a path.
    /// @returns whether it is there now
    bool chooseModel(const QString& nameOrPath);
    /// Marks the models that do not work on such events, and chooses the first of them if the
    /// chosen one does not. @param readout nullptr: no events
    void suitReadout(const Readout* readout);
    [[nodiscard]] QString model() const; ///< name of the chosen one
    void chooseSampler(const QString& name);
    /// By name, or levels (levelsName()); "placed" for the levels that stand beside the model, now
    /// or as soon as there are some for model, sampler and steps.
    void chooseSchedule(const QString& name);
    void chooseSteps(int steps);
    /// The network evaluations that the next run will need, and its sampler in a line.
    [[nodiscard]] QString explanation() const;
    void chooseSeed(quint64 seed);
    void chooseDevice(DeviceKind device);

private:
    void fillModels();
    void chooseSuited();
    void markModels();
    void fillSamplers();
    void fillSchedules();
    /// Offers the levels that were placed for model, sampler and steps, if there are any, and takes
    /// them if they are wanted. Where there are none any more, the usual schedule is chosen.
    void offerPlacedLevels();
    [[nodiscard]] const ModelInfo* chosenModel() const;
    void explain();
    void applySeed();
    void newSeed();

    /// Whether the model of that entry of the list works on the events.
    [[nodiscard]] bool suits(int index) const;

    DenoisingSession& m_session;
    QString m_wantedModel;
    bool m_placedWanted = false;
    std::optional<Readout> m_readout;
    QComboBox* m_model;
    QComboBox* m_sampler;
    QComboBox* m_schedule;
    QSpinBox* m_steps;
    QLineEdit* m_seed;
    QToolButton* m_dice;
    QComboBox* m_device;
    QLabel* m_explanation;
};

} // namespace calolens
