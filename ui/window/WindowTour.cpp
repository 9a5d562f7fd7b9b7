// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"
#include "denoising/DenoisingStrip.h"
#include "events/EventsPanel.h"
#include "evidence/EvidencePanel.h"
#include "tour/Tour.h"
#include "window/MainWindow.h"

#include <QDockWidget>
#include <QSettings>
#include <QTimer>

namespace calolens {

namespace {
const QLatin1String kSeen("window/tourSeen");
constexpr int FirstLookMs = 700; ///< the window is there before it is explained
} // namespace

void MainWindow::startTour() {
    if (m_tour)
        m_tour->end();
    for (QDockWidget* dock : {m_eventsDock, m_rightDock, m_evidenceDock, m_stripDock})
        dock->show();
    m_tour = new Tour(
        {{m_eventsDock, tr("Events"),
          tr("The events of the open file. Arrow keys step through them; type a condition above "
             "the "
             "table, such as \"energy > 50\", to see only some. Drop your own files anywhere.")},
         {m_view, tr("The comparison"),
          tr("What was measured (LR), what the model draws from it, and the truth, with one camera "
             "and one scale. Drag to turn. Point at a cell: its parent, children and twins light "
             "up.")},
         {m_stripDock, tr("The denoising"),
          tr("Run (F5) draws a picture from noise, step by step. Drag the scrubber to see every "
             "step, and the curves to see where the picture was decided.")},
         {m_evidenceDock, tr("Is it hallucination?"),
          tr("The Evidence tab draws an ensemble and checks the picture, with and without the "
             "truth. "
             "Each check says what it asks, its number and its limit.")},
         {nullptr, tr("All else"),
          tr("Ctrl+K finds any command by a few letters; F1 lists every key; Ctrl+E exports what "
             "you "
             "see for a paper. This tour is in the Help menu.")}},
        this);
    connect(m_tour, &Tour::ended, m_tour, &QObject::deleteLater);
    m_tour->start();
}

void MainWindow::startTourOnce() {
    QSettings settings;
    if (settings.value(kSeen, false).toBool())
        return;
    settings.setValue(kSeen, true);
    QTimer::singleShot(FirstLookMs, this, &MainWindow::startTour);
}

} // namespace calolens
