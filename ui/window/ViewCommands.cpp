// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ColourMap.h"
#include "comparison/ComparisonView.h"
#include "window/MainWindow.h"
#include "window/ViewPanel.h"

#include <algorithm>
#include <numeric>

namespace calolens {
namespace {

QKeySequence keys(const char* text) {
    return QKeySequence(QString::fromLatin1(text));
}
QString id(const char* text) {
    return QString::fromLatin1(text);
}

constexpr double kBlendStep = 0.05;
constexpr double kThresholdFactor = 2;

CellStyle next(CellStyle style) {
    return style == CellStyle::Tiles   ? CellStyle::Boxes
           : style == CellStyle::Boxes ? CellStyle::Points
                                       : CellStyle::Tiles;
}

std::string next(const std::vector<std::string>& names, const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() || at + 1 == names.end() ? names.front() : *(at + 1);
}

} // namespace

void MainWindow::addViewChange(const QString& category, const char* name, const QString& text,
                               const QString& tip, const QKeySequence& shortcut, const char* icon,
                               const std::function<void(ViewSettings&)>& change) {
    m_commands.add({id(name), category, text, tip, shortcut, id(icon)}, [this, change](bool) {
        ViewSettings settings = m_viewPanel->settings();
        change(settings);
        changeViewSettings(settings);
    });
}

void MainWindow::addComparisonCommands() {
    const QString view = tr("View"), panes = tr("Layout"), select = tr("Select");
    m_commands.add({id("view.undo"), view, tr("&Undo"),
                    tr("Take back the last change of the view: settings, camera or selection"),
                    keys("Ctrl+Z"), id("undo")},
                   [this](bool) { m_history.undo(); });
    m_commands.add({id("view.redo"), view, tr("&Redo"), tr("Make the change again"),
                    keys("Ctrl+Shift+Z"), id("redo")},
                   [this](bool) { m_history.redo(); });
    m_commands.add({id("view.resetCamera"), view, tr("&Frame the Event"),
                    tr("Turn the camera back to the whole event"), keys("Ctrl+0"),
                    id("reset-camera")},
                   [this](bool) {
                       const CameraState before = m_view->camera();
                       m_view->resetCamera();
                       m_history.cameraMoved(before, m_view->camera(), false);
                   });
    const struct {
        const char *name, *shortcut;
        QString text, tip;
        PaneArrangement arrangement;
    } layouts[] = {{"view.sideBySide", "Alt+1", tr("Panes &Side by Side"),
                    tr("All pictures in a row"), PaneArrangement::Across},
                   {"view.twoByTwo", "Alt+2", tr("Panes &Two by Two"),
                    tr("Four pictures in two rows"), PaneArrangement::TwoByTwo},
                   {"view.single", "Alt+3", tr("&One Large Pane"), tr("One picture fills the view"),
                    PaneArrangement::Single},
                   {"view.wipe", "Alt+4", tr("&Wipe between Two Pictures"),
                    tr("Two pictures in one pane, left and right of a divider"),
                    PaneArrangement::Wipe},
                   {"view.crossfade", "Alt+5", tr("&Crossfade of Two Pictures"),
                    tr("Two pictures in one pane, mixed"), PaneArrangement::Crossfade},
                   {"view.flicker", "Alt+6", tr("Flic&ker between Two Pictures"),
                    tr("Two pictures in one pane, in turn"), PaneArrangement::Flicker}};
    for (const auto& layout : layouts)
        addViewChange(panes, layout.name, layout.text, layout.tip, keys(layout.shortcut), "",
                      [a = layout.arrangement](ViewSettings& s) { s.arrangement = a; });
    m_commands.add(
        {id("view.otherPicture"),
         panes,
         tr("Other &Picture"),
         tr("Show a flicker's other picture, or exchange the two of a wipe or crossfade"),
         keys("Ctrl+J"),
         {}},
        [this](bool) { m_view->showOtherPicture(); });
    addViewChange(panes, "view.blendLess", tr("Divider or Mix &Left"),
                  tr("Move the divider of a wipe left, or mix in less of the second picture"),
                  keys("Ctrl+["), "",
                  [](ViewSettings& s) { s.blend = std::max(s.blend - kBlendStep, 0.0); });
    addViewChange(panes, "view.blendMore", tr("Divider or Mix Ri&ght"),
                  tr("Move the divider of a wipe right, or mix in more of the second picture"),
                  keys("Ctrl+]"), "",
                  [](ViewSettings& s) { s.blend = std::min(s.blend + kBlendStep, 1.0); });
    addViewChange(panes, "view.maps", tr("η-φ &Maps"),
                  tr("Show or hide a map of pseudorapidity and azimuth beside each picture"),
                  keys("Ctrl+Shift+M"), "table", [](ViewSettings& s) { s.showMaps = !s.showMaps; });
    addViewChange(view, "view.style", tr("&Next Cell Shape"),
                  tr("Draw cells as tiles, boxes or points, in turn"), keys("Ctrl+B"), "boxes",
                  [](ViewSettings& s) { s.style = next(s.style); });
    addViewChange(panes, "view.difference", tr("&Difference Pane"),
                  tr("Show or hide the pane with predicted less true energies"), keys("Ctrl+D"),
                  "layers", [](ViewSettings& s) { s.showDifference = !s.showDifference; });
    addViewChange(view, "view.scale", tr("&Logarithmic or Linear Colours"),
                  tr("Colour cells by the logarithm of their energy, or by their energy"),
                  keys("Ctrl+G"), "", [](ViewSettings& s) { s.logScale = !s.logScale; });
    addViewChange(view, "view.colours", tr("Next Colour &Map"),
                  tr("Colour the energies with another of the colour maps"), {}, "",
                  [](ViewSettings& s) { s.colourMap = next(colourMapNames(), s.colourMap); });
    addViewChange(view, "view.range", tr("Same or Own &Range of Colours"),
                  tr("One range of colours for all panes, or one for each"), {}, "",
                  [](ViewSettings& s) { s.sharedRange = !s.sharedRange; });
    addViewChange(view, "view.legend", tr("Floating Le&gend"),
                  tr("Take the legend off its strip to drag it anywhere, or put it back"), {}, "",
                  [](ViewSettings& s) { s.legendFloats = !s.legendFloats; });
    addViewChange(
        view, "view.thresholdUp", tr("&Higher Minimum Energy"),
        tr("Draw only cells of twice the energy"), keys("Ctrl+Up"), "", [](ViewSettings& s) {
            s.thresholdMeV =
                std::min(s.thresholdMeV > 0 ? kThresholdFactor * s.thresholdMeV : 0.1, 10000.0);
        });
    addViewChange(view, "view.thresholdDown", tr("Lo&wer Minimum Energy"),
                  tr("Draw cells of half the energy, too"), keys("Ctrl+Down"), "",
                  [](ViewSettings& s) {
                      s.thresholdMeV /= kThresholdFactor;
                      if (s.thresholdMeV < 0.1)
                          s.thresholdMeV = 0;
                  });
    addViewChange(view, "view.uncut", tr("No C&uts"), tr("Take all clipping planes away"), {}, "",
                  [](ViewSettings& s) { s.clipEta = s.clipPhi = s.clipDepth = 0; });
    const auto addTool = [&](const char* name, const QString& text, const QString& tip,
                             const char* shortcut, DragTool tool) {
        m_commands.add({id(name), select, text, tip, keys(shortcut), {}},
                       [this, tool](bool) { m_view->setDragTool(tool); });
    };
    addTool("view.dragCamera", tr("Drag to Turn the C&amera"),
            tr("A left drag turns the camera again"), "Alt+7", DragTool::Camera);
    addTool("view.dragBox", tr("Drag to Select in a &Box"),
            tr("A left drag selects the cells in a box, in every pane"), "Alt+8", DragTool::Box);
    addTool("view.dragLasso", tr("Drag to Select in a La&sso"),
            tr("A left drag selects the cells within a line, in every pane"), "Alt+9",
            DragTool::Lasso);
    m_commands.add({id("view.nextCell"),
                    select,
                    tr("Pick the Ne&xt Cell"),
                    tr("Pick the measured cell with the next lower energy; the first is the "
                       "hottest"),
                    keys("Ctrl+Shift+Right"),
                    {}},
                   [this](bool) { pickNextCell(1); });
    m_commands.add({id("view.previousCell"),
                    select,
                    tr("Pick the Pre&vious Cell"),
                    tr("Pick the measured cell with the next higher energy"),
                    keys("Ctrl+Shift+Left"),
                    {}},
                   [this](bool) { pickNextCell(-1); });
    m_commands.add({id("view.selectAll"),
                    select,
                    tr("Select All Measured Cells"),
                    tr("Select every LR cell of the event with its children"),
                    keys("Ctrl+Shift+A"),
                    {}},
                   [this](bool) {
                       const auto event = m_document.event();
                       if (!event || event->levels.empty())
                           return;
                       CellSelection all{0, std::vector<std::size_t>(event->lr().size())};
                       std::iota(all.cells.begin(), all.cells.end(), std::size_t{0});
                       selectCells(all);
                   });
    m_commands.add({id("view.selectPinned"),
                    select,
                    tr("Select the Pinned Cell's Family"),
                    tr("Select the LR cell of the cell that was clicked, with all its children"),
                    {},
                    {}},
                   [this](bool) {
                       const auto event = m_document.event();
                       const auto pinned = m_view->pinned();
                       if (event && pinned)
                           selectCells({0, {FamilyTree(*event).lrAncestor(*pinned)}});
                   });
    m_commands.add({id("view.selectNone"),
                    select,
                    tr("Select No Cell"),
                    tr("Forget the selection"),
                    keys("Ctrl+Shift+N"),
                    {}},
                   [this](bool) { selectCells({}); });
    addViewChange(view, "view.standard", tr("Standard &View Settings"),
                  tr("Set everything about the view back to what it was at first"), {}, "",
                  [](ViewSettings& s) { s = ViewSettings{}; });
}

void MainWindow::pickNextCell(int step) {
    const auto event = m_document.event();
    if (!event || event->levels.empty() || event->lr().size() == 0)
        return;
    std::vector<std::size_t> order(event->lr().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return event->lr().energy[a] > event->lr().energy[b];
    });
    std::size_t place = 0;
    if (const auto pinned = m_view->pinned()) {
        const std::size_t lr = FamilyTree(*event).lrAncestor(*pinned);
        const auto at = std::find(order.begin(), order.end(), lr) - order.begin();
        place = (static_cast<std::size_t>(at) + order.size() + static_cast<std::size_t>(step)) %
                order.size();
    }
    m_view->setPinned(CellReference{0, order[place]});
    showCell(std::nullopt);
}

} // namespace calolens
