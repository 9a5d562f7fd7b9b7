// SPDX-License-Identifier: GPL-3.0-or-later
// What stands over the 3D pictures: words, frames, legends and maps.
#include "comparison/ComparisonDrawing.h"

#include <QCoreApplication>

#include <algorithm>

namespace calolens {
namespace {

constexpr double kLegendWidth = 26; ///< of a floating legend, in heights of its line

std::size_t place(PaneRole role) {
    return static_cast<std::size_t>(role);
}

QString words(const char* text) {
    return QCoreApplication::translate("ComparisonView", text);
}

} // namespace

CellCorners ComparisonDrawing::frameOf(int level, CellId cell) const {
    const CellCorners wedge = m_geometry->corners(level, cell);
    if (m_settings.style == CellStyle::Boxes)
        return wedge;
    const CellAppearance look = appearance();
    return CellGeometry::shrunk(
        wedge, 1, look.depthSize(m_geometry->width(level, cell), m_geometry->depth(level, cell)));
}

std::vector<ComparisonOverlay::Frame> ComparisonDrawing::framesFor(CellReference cell,
                                                                   const PaneContent& pane) const {
    std::vector<ComparisonOverlay::Frame> frames;
    const auto family = m_families.family(cell);
    if (!family)
        return frames;
    const CellCorners parent = frameOf(0, event()->lr().id(family->lr));
    if (pane.level == 0) {
        frames.push_back({parent, true});
        if (family->hr)
            frames.push_back({frameOf(cell.level, event()->hr().id(*family->hr)), false});
        return frames;
    }
    frames.push_back({parent, !family->hr});
    for (const std::size_t child : family->children)
        frames.push_back(
            {frameOf(pane.level, event()->hr().id(child)), family->hr && *family->hr == child});
    return frames;
}

std::vector<MapFrame> ComparisonDrawing::mapFramesFor(CellReference cell,
                                                      const PaneContent& pane) const {
    std::vector<MapFrame> frames;
    const auto family = m_families.family(cell);
    if (!family)
        return frames;
    const Readout& readout = *event()->readout;
    const auto add = [&](int level, const CellSet& cells, std::size_t index, bool strong) {
        frames.push_back(
            {cellBounds(readout.detector, readout.levels[static_cast<std::size_t>(level)],
                        cells.id(index)),
             strong});
    };
    const int last = static_cast<int>(event()->levels.size()) - 1;
    add(0, event()->lr(), family->lr, pane.level == 0 || !family->hr);
    if (pane.level > 0)
        for (const std::size_t child : family->children)
            add(last, event()->hr(), child, family->hr && *family->hr == child);
    else if (family->hr)
        add(last, event()->hr(), *family->hr, false);
    // The strong ones last: they must not be crossed by their neighbours' edges.
    std::stable_sort(frames.begin(), frames.end(),
                     [](const MapFrame& a, const MapFrame& b) { return a.strong < b.strong; });
    return frames;
}

std::vector<ComparisonOverlay::Label>
ComparisonDrawing::labelsFor(const PanePlace& pane, const Projection& projection) const {
    std::vector<ComparisonOverlay::Label> labels;
    const Detector& detector = event()->readout->detector;
    if (m_settings.showDetector && m_outline.drawn())
        for (const int layer : m_window.layers) {
            if (!m_settings.layerIsVisible(static_cast<std::size_t>(layer)))
                continue;
            const double depth =
                0.5 * (m_geometry->depthStart(layer) + m_geometry->depthEnd(layer));
            std::optional<QPointF> leftmost;
            for (const double eta : {m_window.etaLow, m_window.etaHigh})
                for (const double phi : {m_window.phiLow, m_window.phiHigh})
                    if (const auto at = projection.project(pointAt(detector, depth, eta, phi));
                        at && (!leftmost || at->pixel.x() < leftmost->x()))
                        leftmost = at->pixel;
            if (leftmost)
                labels.push_back(
                    {*leftmost, QString::fromStdString(
                                    detector.layers[static_cast<std::size_t>(layer)].name)});
        }
    const bool alone = m_layout.panes.size() == 1 || isBlend(m_settings.arrangement);
    if (m_settings.showParticles && (alone || pane.role == PaneRole::Truth))
        for (const Particle& particle : event()->particles)
            if (const auto at =
                    projection.project(pointAt(detector, -RayBeforeMm, particle.eta, particle.phi)))
                labels.push_back({at->pixel, particleText(particle), true});
    return labels;
}

/// Where the drawn cells of a pane and the rays of the particles are, some of very many.
std::vector<QPointF> ComparisonDrawing::pictureOnScreen(const PaneContent& content,
                                                        const Projection& projection) const {
    constexpr std::size_t MostCells = 1500;
    constexpr int AlongRay = 12;
    std::vector<QPointF> points;
    const auto add = [&](const Point3& point) {
        if (const auto at = projection.project(point))
            points.push_back(at->pixel);
    };
    const CellSet& cells = event()->levels[static_cast<std::size_t>(content.level)];
    const CellAppearance look = appearance(content);
    const std::size_t count = std::min(content.energies.size(), cells.size());
    for (std::size_t i = 0; i < count; i += 1 + count / MostCells)
        if (look.shown(cells.id(i).layer, content.energies[i]))
            add(m_geometry->centre(content.level, cells.id(i)));
    const Detector& detector = event()->readout->detector;
    const double end = m_window.empty() ? 0 : m_geometry->depthEnd(m_window.layers.back());
    for (const Particle& particle : event()->particles)
        for (int i = 1; i <= AlongRay; ++i)
            add(pointAt(detector, -RayBeforeMm + (end + RayBeforeMm) * i / AlongRay, particle.eta,
                        particle.phi));
    return points;
}

std::vector<ComparisonDrawing::Legend> ComparisonDrawing::legends() const {
    QString caption =
        m_settings.logScale ? words("Energy per cell (log)") : words("Energy per cell");
    if (m_settings.style != m_asked.style)
        caption += words(", points: many cells");
    std::vector<Legend> result;
    const auto onSharedScale = [](const PaneContent& content) { return !content.ownScale; };
    std::vector<PaneContent> shown;
    for (const PanePlace& pane : m_layout.panes)
        shown.push_back(m_contents[place(pane.role)]);
    if (std::any_of(shown.begin(), shown.end(), onSharedScale))
        result.push_back({appearance(), caption});
    for (const PaneContent& content : shown) // whose numbers have a scale of their own
        if (content.ownScale)
            result.push_back({appearance(content), content.ownCaption});
    return result;
}

QRect ComparisonDrawing::floatingLegend() const {
    if (!m_settings.legendFloats)
        return {};
    const ComparisonOverlay overlay(ViewTheme::of(m_settings.dark), m_font);
    const int line = overlay.metrics().legendHeight;
    const int top = overlay.metrics().titleHeight; // it never covers the titles of the first row
    const int width = std::min(static_cast<int>(kLegendWidth * line / 3.2), m_size.width());
    const int height = std::min(line * static_cast<int>(legends().size()), m_size.height());
    return {static_cast<int>(std::clamp(m_settings.legendX, 0.0, 1.0) * (m_size.width() - width)),
            top + static_cast<int>(std::clamp(m_settings.legendY, 0.0, 1.0) *
                                   std::max(m_size.height() - top - height, 0)),
            width, height};
}

void ComparisonDrawing::paintLegends(QPainter& painter, const ComparisonOverlay& overlay) const {
    const std::vector<Legend> all = legends();
    const int count = static_cast<int>(all.size());
    if (m_settings.legendFloats) {
        const QRect box = floatingLegend();
        overlay.drawPanel(painter, box);
        const int height = box.height() / std::max(count, 1);
        for (int i = 0; i < count; ++i) {
            const Legend& legend = all[static_cast<std::size_t>(i)];
            overlay.drawLegend(painter,
                               QRect(box.left(), box.top() + i * height, box.width(), height),
                               legend.appearance, legend.caption);
        }
        return;
    }
    painter.fillRect(m_layout.legend, ViewTheme::of(m_settings.dark).pane);
    // One that several panes share has twice the room of another.
    const bool shares = m_settings.sharedRange && all.front().caption != all.back().caption;
    const int part = m_layout.legend.width() / std::max(count + (shares ? 1 : 0), 1);
    int left = m_layout.legend.left();
    for (int i = 0; i < count; ++i) {
        const Legend& legend = all[static_cast<std::size_t>(i)];
        const int width = i + 1 == count     ? m_layout.legend.right() + 1 - left
                          : i == 0 && shares ? m_layout.legend.width() - (count - 1) * part
                                             : part;
        overlay.drawLegend(painter,
                           QRect(left, m_layout.legend.top(), width, m_layout.legend.height()),
                           legend.appearance, legend.caption);
        left += width;
    }
}

void ComparisonDrawing::paintMap(QPainter& painter, const PanePlace& pane) {
    if (pane.map.isEmpty())
        return;
    const PaneContent& content = m_contents[place(pane.role)];
    std::vector<MapFrame> frames;
    QString caption;
    if (event() != nullptr) {
        for (const auto& lit : {m_pinned, m_highlighted})
            if (lit)
                for (const MapFrame& frame : mapFramesFor(*lit, content))
                    frames.push_back(frame);
        const auto& layers = event()->readout->detector.layers;
        const bool one =
            m_settings.mapLayer >= 0 && m_settings.mapLayer < static_cast<int>(layers.size());
        caption =
            one ? QString::fromStdString(layers[static_cast<std::size_t>(m_settings.mapLayer)].name)
                : words("All shown layers");
        if (isBlend(m_settings.arrangement))
            caption =
                content.title.section(QLatin1Char(':'), 0, 0) + QStringLiteral(", ") + caption;
    }
    const ViewTheme theme = ViewTheme::of(m_settings.dark);
    paintEtaPhiMap(painter, pane.map, m_mapView, mapOf(pane.role), frames, caption, theme,
                   ComparisonOverlay(theme, m_font).smallFont());
}

void ComparisonDrawing::paintPane(QPainter& painter, const ComparisonOverlay& overlay,
                                  const PanePlace& pane, bool first) {
    const PaneContent& content = m_contents[place(pane.role)];
    overlay.drawTitle(painter, pane, content);
    const bool seen = pane.weight > 0 && !pane.visible.isEmpty();
    if (content.empty() && seen)
        overlay.drawEmptyWords(painter, pane, content);
    paintMap(painter, pane);
    if (event() == nullptr || !seen)
        return;
    const Projection projection(m_camera, QRectF(pane.scene));
    for (const auto& lit : {m_pinned, m_highlighted})
        if (lit)
            overlay.drawFrames(painter, pane, framesFor(*lit, content), projection);
    if (!first)
        return;
    overlay.drawLabels(painter, pane, labelsFor(pane, projection),
                       pictureOnScreen(content, projection));
    if (m_settings.showAxes)
        overlay.drawOrientation(painter, pane, m_window.frame(), projection);
}

void ComparisonDrawing::paintOverlay(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    const ViewTheme theme = ViewTheme::of(m_settings.dark);
    const ComparisonOverlay overlay(theme, m_font);
    if (!m_underneath.isNull()) {
        const QRect& scene = m_layout.panes.front().scene;
        const auto device = [&](int pixels) { return pixels * m_pixelRatio; };
        painter.setOpacity(m_layout.panes.front().weight);
        painter.drawImage(QRectF(scene), m_underneath,
                          QRectF(device(scene.left()), device(scene.top()), device(scene.width()),
                                 device(scene.height())));
        painter.setOpacity(1);
    }
    if (m_layout.divider) // under the words
        overlay.drawDivider(painter, m_layout.panes.front().scene, *m_layout.divider);
    const bool together = isBlend(m_settings.arrangement) && m_layout.panes.size() == 2;
    bool first = true;
    for (const PanePlace& pane : m_layout.panes) {
        const bool alone = !together || pane.weight > 0;
        paintPane(painter, overlay, pane, alone && (first || !together));
        first = first && !(together && pane.weight > 0);
    }
    if (m_layout.mix)
        overlay.drawMix(painter, *m_layout.mix, m_settings.blend);
    paintLegends(painter, overlay);
    if (m_rubber.size() > 1)
        overlay.drawRubber(painter, m_rubber);

    if (m_highlighted && m_descriptionPlace)
        if (const auto family = m_families.family(*m_highlighted))
            overlay.drawDescription(
                painter, *m_descriptionPlace, QRect(QPoint(0, 0), m_size),
                describeCell(*event(), *family, m_sources.prediction, m_sources.map));
}

} // namespace calolens
