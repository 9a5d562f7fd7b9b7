// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

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
    void chooseSampler(const QString& name);
    void chooseSchedule(const QString& name);
    void chooseSteps(int steps);
    /// The network evaluations that the next run will need, and its sampler in a line.
    [[nodiscard]] QString explanation() const;
    void chooseSeed(quint64 seed);

private:
    void fillModels();
    void fillSamplers();
    void fillSchedules();
    void explain();
    void applySeed();
    void newSeed();

    DenoisingSession& m_session;
    QString m_wantedModel;
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
