// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/RunSettingsForm.h"

#include "denoising/DenoisingSession.h"
#include "diffusion/GivenLevels.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/PlacedLevels.h"
#include "diffusion/ReadoutFit.h"
#include "diffusion/Sampler.h"
#include "document/Paths.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "theme/ThemeIcon.h"

#include <QFile>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QToolButton>

#include <utility>

namespace calolens {
namespace {

constexpr int MostSteps = 1000;

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QLabel* labelFor(const QString& text, QWidget* buddy, const QString& tip) {
    auto* label = new QLabel(text);
    label->setProperty("role", QStringLiteral("muted"));
    label->setBuddy(buddy);
    label->setToolTip(tip);
    buddy->setToolTip(tip);
    return label;
}

QString placedTitle() {
    return RunSettingsForm::tr("Placed");
}

/// Those that were placed for the model, empty if there are none, with how good they are.
struct OfferedLevels {
    QString name, tip;
};

OfferedLevels placedLevels(const ModelInfo& model, const RunSettings& run) {
    try {
        const auto levels = PlacedLevels::beside(model);
        const auto* entry = levels ? levels->find(run.sampler, run.steps) : nullptr;
        if (entry == nullptr)
            return {};
        const QString name = QString::fromStdString(levelsName(entry->placement.levels));
        QString tip = RunSettingsForm::tr("Placed where this model needs them with this sampler "
                                          "and so many steps.\nDistance from the exact solution: "
                                          "%1; on Lu: %2\n%3");
        return {name, tip.arg(entry->placement.error, 0, 'g', 2)
                          .arg(entry->placement.errors.at("lu"), 0, 'g', 2)
                          .arg(name)};
    } catch (const std::exception&) {
        return {}; // a damaged file beside the model: the command line says what is wrong with it
    }
}

/// Does nothing if the box has no such item.
void choose(QComboBox& box, const QString& name) {
    const int index = box.findData(name);
    if (index >= 0)
        box.setCurrentIndex(index);
}

} // namespace

RunSettingsForm::RunSettingsForm(DenoisingSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    // No wider than this for a long name; what is chosen most of the time can be read.
    , m_model(new ChoiceBox(14))
    , m_sampler(new ChoiceBox(14))
    , m_schedule(new ChoiceBox(6))
    , m_steps(new QSpinBox)
    , m_seed(new QLineEdit)
    , m_dice(new QToolButton)
    , m_device(new ChoiceBox(8))
    , m_explanation(new QLabel) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::Normal);
    grid->setVerticalSpacing(spacing::Tight);
    grid->addWidget(labelFor(tr("&Model"), m_model, tr("The trained network that denoises")), 0, 0);
    grid->addWidget(m_model, 0, 1, 1, 4);
    grid->addWidget(
        labelFor(tr("S&ampler"), m_sampler, tr("The rule by which one goes from noise to event")),
        1, 0);
    grid->addWidget(m_sampler, 1, 1, 1, 4);
    grid->addWidget(labelFor(tr("Sche&dule"), m_schedule, tr("Where the noise levels lie")), 2, 0);
    grid->addWidget(m_schedule, 2, 1);
    grid->addWidget(labelFor(tr("De&vice"), m_device, tr("Where the network is evaluated")), 2, 2);
    grid->addWidget(m_device, 2, 3, 1, 2);
    grid->addWidget(
        labelFor(tr("Ste&ps"), m_steps, tr("Number of noise levels from noise to event")), 3, 0);
    grid->addWidget(m_steps, 3, 1);
    grid->addWidget(
        labelFor(tr("S&eed"), m_seed, tr("Same event, settings and seed: the same prediction")), 3,
        2);
    grid->addWidget(m_seed, 3, 3);
    grid->addWidget(m_dice, 3, 4);
    m_explanation->setProperty("role", QStringLiteral("muted"));
    m_explanation->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_explanation->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_explanation->setAccessibleName(tr("What the run will cost, and its sampler"));
    grid->addWidget(m_explanation, 4, 0, 1, 5);
    grid->setColumnStretch(1, 1);

    m_steps->setRange(1, MostSteps);
    m_steps->setValue(session.nextRun().settings.steps);
    static const QRegularExpression digits(QStringLiteral("[0-9]{1,19}"));
    m_seed->setValidator(new QRegularExpressionValidator(digits, this));
    m_seed->setText(QString::number(session.nextRun().settings.seed));
    m_dice->setIcon(themeIcon(QStringLiteral("seed")));
    m_dice->setToolTip(tr("Another seed, for another draw"));
    m_dice->setAccessibleName(tr("Another seed"));

    m_device->addItem(tr("Automatic"), static_cast<int>(DeviceKind::Auto));
    m_device->addItem(tr("CPU"), static_cast<int>(DeviceKind::Cpu));
    m_device->addItem(tr("GPU (CUDA)"), static_cast<int>(DeviceKind::Cuda));

    fillSamplers();
    fillSchedules();
    explain();
    fillModels();
    connect(&session, &DenoisingSession::modelsChanged, this, &RunSettingsForm::fillModels);
    connect(m_model, &QComboBox::currentIndexChanged, this, [this](int index) {
        const QString path = m_model->itemData(index).toString();
        m_session.setModel(toPath(path));
        m_model->setToolTip(m_model->itemData(index, Qt::ToolTipRole).toString());
        offerPlacedLevels();
    });
    connect(m_sampler, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_session.setSampler(m_sampler->itemData(index).toString().toStdString());
        m_sampler->setToolTip(m_sampler->itemData(index, Qt::ToolTipRole).toString());
        explain();
        offerPlacedLevels();
    });
    connect(m_schedule, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_session.setSchedule(m_schedule->itemData(index).toString().toStdString());
        m_schedule->setToolTip(m_schedule->itemData(index, Qt::ToolTipRole).toString());
    });
    connect(m_schedule, &QComboBox::activated, this,
            [this](int index) { m_placedWanted = m_schedule->itemText(index) == placedTitle(); });
    connect(m_steps, &QSpinBox::valueChanged, this, [this](int steps) {
        m_session.setSteps(steps);
        explain();
        offerPlacedLevels();
    });
    connect(m_seed, &QLineEdit::textChanged, this, &RunSettingsForm::applySeed);
    connect(m_dice, &QToolButton::clicked, this, &RunSettingsForm::newSeed);
    connect(m_device, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_session.setDevice(static_cast<DeviceKind>(m_device->itemData(index).toInt()));
    });
}

void RunSettingsForm::fillSamplers() {
    for (const SamplerDescription& sampler : samplers()) {
        m_sampler->addItem(fromView(sampler.title), fromView(sampler.name));
        m_sampler->setItemData(m_sampler->count() - 1,
                               tr("%1\n%2 evaluations for N steps; order %3\n%4")
                                   .arg(fromView(sampler.explanation), fromView(sampler.cost))
                                   .arg(sampler.order)
                                   .arg(fromView(sampler.reference)),
                               Qt::ToolTipRole);
    }
    chooseSampler(QString::fromStdString(m_session.nextRun().settings.sampler));
}

void RunSettingsForm::fillSchedules() {
    for (const ScheduleDescription& schedule : schedules()) {
        m_schedule->addItem(fromView(schedule.title), fromView(schedule.name));
        m_schedule->setItemData(m_schedule->count() - 1,
                                QStringLiteral("%1\n%2").arg(fromView(schedule.explanation),
                                                             fromView(schedule.reference)),
                                Qt::ToolTipRole);
    }
    chooseSchedule(QString::fromStdString(m_session.nextRun().settings.schedule));
    m_schedule->setToolTip(m_schedule->currentData(Qt::ToolTipRole).toString());
}

void RunSettingsForm::explain() {
    const RunSettings& next = m_session.nextRun().settings;
    for (const SamplerDescription& sampler : samplers()) {
        if (sampler.name != next.sampler)
            continue;
        const auto cost = evaluationsFor(sampler.name, next.steps);
        m_explanation->setText(
            cost ? tr("%1 network evaluations. %2").arg(*cost).arg(fromView(sampler.explanation))
                 : fromView(sampler.explanation));
    }
}

QString RunSettingsForm::explanation() const {
    return m_explanation->text();
}

void RunSettingsForm::fillModels() {
    m_model->clear();
    for (const ModelInfo& model : m_session.models()) {
        m_model->addItem(QString::fromStdString(model.name), toQString(model.path));
        m_model->setItemData(m_model->count() - 1, QString::fromStdString(model.description),
                             Qt::ToolTipRole);
    }
    m_model->setEnabled(m_model->count() > 0);
    // A box with a placeholder does not choose its first item by itself.
    m_model->setPlaceholderText(tr("no model found"));
    m_model->setCurrentIndex(m_model->count() > 0 ? 0 : -1);
    if (!m_wantedModel.isEmpty())
        chooseModel(m_wantedModel);
    else
        chooseSuited();
    markModels();
    const QString path = m_model->currentData().toString();
    m_session.setModel(toPath(path));
    offerPlacedLevels();
}

void RunSettingsForm::suitReadout(const Readout* readout) {
    m_readout = readout != nullptr ? std::optional(*readout) : std::nullopt;
    markModels();
    if (m_wantedModel.isEmpty())
        chooseSuited();
}

bool RunSettingsForm::suits(int index) const {
    const QString path = m_model->itemData(index).toString();
    for (const ModelInfo& model : m_session.models())
        if (toQString(model.path) == path)
            return !m_readout || !model.readout || !readoutMisfit(*model.readout, *m_readout);
    return true; // a file that was named: loading it will tell
}

void RunSettingsForm::chooseSuited() {
    if (m_model->currentIndex() < 0 || suits(m_model->currentIndex()))
        return;
    for (int index = 0; index < m_model->count(); ++index)
        if (suits(index)) {
            m_model->setCurrentIndex(index);
            return;
        }
}

void RunSettingsForm::markModels() {
    // Not disabled: who chooses such a model is told what does not fit.
    for (int index = 0; index < m_model->count(); ++index)
        m_model->setItemData(
            index, suits(index) ? QVariant() : QVariant(Theme::instance().colours().disabled),
            Qt::ForegroundRole);
}

QString RunSettingsForm::model() const {
    return m_model->currentText();
}

bool RunSettingsForm::chooseModel(const QString& nameOrPath) {
    m_wantedModel = nameOrPath;
    int index = m_model->findText(nameOrPath);
    if (index < 0)
        index = m_model->findData(nameOrPath);
    if (index < 0 && QFile::exists(nameOrPath)) {
        m_model->addItem(nameOrPath, nameOrPath);
        m_model->setEnabled(true);
        index = m_model->count() - 1;
    }
    if (index >= 0)
        m_model->setCurrentIndex(index);
    return index >= 0;
}

void RunSettingsForm::chooseSampler(const QString& name) {
    choose(*m_sampler, name);
}

void RunSettingsForm::chooseSchedule(const QString& name) {
    m_placedWanted = name == fromView(placedSchedule);
    if (m_placedWanted) {
        if (const int placed = m_schedule->findText(placedTitle()); placed >= 0)
            m_schedule->setCurrentIndex(placed);
        return;
    }
    if (isLevelsName(name.toStdString()) && m_schedule->findData(name) < 0) {
        m_schedule->addItem(tr("Given levels"), name);
        m_schedule->setItemData(m_schedule->count() - 1, name, Qt::ToolTipRole);
    }
    choose(*m_schedule, name);
}

const ModelInfo* RunSettingsForm::chosenModel() const {
    const QString path = m_model->currentData().toString();
    for (const ModelInfo& model : m_session.models())
        if (toQString(model.path) == path)
            return &model;
    return nullptr;
}

void RunSettingsForm::offerPlacedLevels() {
    const ModelInfo* model = chosenModel();
    const OfferedLevels offered =
        model != nullptr ? placedLevels(*model, m_session.nextRun().settings) : OfferedLevels{};
    int index = m_schedule->findText(placedTitle());
    const bool chosen = index >= 0 && index == m_schedule->currentIndex();
    if (offered.name.isEmpty()) {
        if (chosen)
            choose(*m_schedule, QString::fromStdString(RunSettings{}.schedule));
        if (index >= 0)
            m_schedule->removeItem(index);
        return;
    }
    if (index < 0) {
        m_schedule->addItem(placedTitle());
        index = m_schedule->count() - 1;
    }
    m_schedule->setItemData(index, offered.name);
    m_schedule->setItemData(index, offered.tip, Qt::ToolTipRole);
    if (m_placedWanted && !chosen)
        m_schedule->setCurrentIndex(index);
    if (chosen) {
        m_session.setSchedule(offered.name.toStdString());
        m_schedule->setToolTip(offered.tip);
    }
}

void RunSettingsForm::chooseDevice(DeviceKind device) {
    m_device->setCurrentIndex(m_device->findData(static_cast<int>(device)));
}

void RunSettingsForm::chooseSteps(int steps) {
    m_steps->setValue(steps);
}

void RunSettingsForm::chooseSeed(quint64 seed) {
    m_seed->setText(QString::number(seed));
}

void RunSettingsForm::applySeed() {
    bool valid = false;
    const quint64 seed = m_seed->text().toULongLong(&valid);
    if (valid)
        m_session.setSeed(seed);
}

void RunSettingsForm::newSeed() {
    chooseSeed(QRandomGenerator::global()->bounded(1, 1'000'000));
}

} // namespace calolens
