// SPDX-License-Identifier: GPL-3.0-or-later
#include "ViewTimings.h"

#include "ProcessMemory.h"
#include "comparison/WindowPixels.h"
#include "error/Error.h"

#include <QElapsedTimer>
#include <QGuiApplication>

#include <algorithm>
#include <bit>
#include <ctime>
#include <fstream>
#include <functional>

namespace calolens::benchmark {

double MeasuredView::milliseconds(const std::function<void()>& job) const {
    QElapsedTimer timer;
    timer.start();
    const std::clock_t before = std::clock();
    job();
    return m_cpu ? 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC
                 : static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

double MeasuredView::median(int repeats, const std::function<void(int)>& job) const {
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i)
        times.push_back(milliseconds([&] { job(i); }));
    std::nth_element(times.begin(), times.begin() + repeats / 2, times.end());
    return times[static_cast<std::size_t>(repeats / 2)];
}

MeasuredView::MeasuredView(QSize size, bool cpu)
    : m_size(size)
    , m_cpu(cpu)
    , m_context(OffscreenContext::create()) {
    m_window->setHost([this] { m_context->makeCurrent(); },
                      [this] { return m_context->isCurrent(); });
    m_window->SetSize(size.width(), size.height());
    m_window->SetMultiSamples(0); // as while the camera moves
    m_window->OpenGLInitContext();
    m_drawing.scene().addTo(m_window);
    QFont font = QGuiApplication::font();
    font.setPixelSize(14);
    m_drawing.setSurface(size, 1, font);
}

MeasuredView::~MeasuredView() {
    m_drawing.scene().removeFrom(m_window);
    m_window->Finalize();
    m_window->clearHost();
}

void MeasuredView::frame() {
    m_drawing.render(m_window);
    m_window->WaitForCompletion();
}

QImage MeasuredView::picture() {
    m_drawing.render(m_window);
    QImage picture = windowPixels(m_window);
    QPainter painter(&picture);
    m_drawing.paintOverlay(painter);
    return picture;
}

bool MeasuredView::writePoints(const EventComparison& comparison, const std::string& path) {
    PaneCells& cells = m_drawing.scene().cells(m_drawing.layout().panes.back().role);
    const std::span<const float> radii = cells.pointRadii();
    if (radii.empty())
        return false;
    const std::span<const float> centres = cells.mesh()->centreValues();
    const CellSet& set = comparison.event->levels[static_cast<std::size_t>(cells.mesh()->level)];
    const CameraState& camera = m_drawing.camera();
    const QRect scene = m_drawing.layout().panes.back().scene;
    std::ofstream file(path, std::ios::binary);
    const auto put = [&](float value) { // big-endian, as the format wants it
        auto bits = std::bit_cast<std::uint32_t>(value);
        if constexpr (std::endian::native == std::endian::little)
            bits = __builtin_bswap32(bits);
        file.write(reinterpret_cast<const char*>(&bits), sizeof bits);
    };
    file << "# vtk DataFile Version 3.0\ncamera";
    for (const Point3& p : {camera.position, camera.focalPoint, camera.viewUp})
        file << ' ' << p.x << ' ' << p.y << ' ' << p.z;
    file << ' ' << camera.viewAngle << " size " << scene.width() << ' ' << scene.height()
         << "\nBINARY\nDATASET POLYDATA\nPOINTS " << set.size() << " float\n";
    for (const float value : centres)
        put(value);
    file << "\nPOINT_DATA " << set.size() << "\nSCALARS energy float 1\nLOOKUP_TABLE default\n";
    for (const float energy : set.energy)
        put(energy);
    file << "\nSCALARS radius float 1\nLOOKUP_TABLE default\n";
    for (const float radius : radii)
        put(static_cast<float>(cells.pointScale()) * radius);
    if (!file.flush())
        throw Error("The points cannot be written to " + path);
    return true;
}

std::string MeasuredView::graphics() const {
    const std::string report = m_window->ReportCapabilities();
    for (const char* key : {"OpenGL renderer string:"})
        if (const std::size_t at = report.find(key); at != std::string::npos)
            return report.substr(at + std::string(key).size() + 1,
                                 report.find('\n', at) - at - std::string(key).size() - 1);
    return "unknown graphics";
}

ViewTimings MeasuredView::measure(std::shared_ptr<const EventComparison> comparison,
                                  const ViewSettings& settings, int repeats,
                                  const std::optional<CameraState>& camera) {
    ViewTimings times;
    const double before = residentMiB();
    m_drawing.setSettings(settings);
    times.open = milliseconds([&] {
        m_drawing.setComparison(comparison);
        if (camera)
            m_drawing.setCamera(*camera);
        else
            m_drawing.resetCamera();
        frame();
    });
    frame();
    const CameraState start = m_drawing.camera();
    times.rotate = median(repeats, [&](int) {
        m_drawing.setCamera(rotated(m_drawing.camera(), {12, 3}, m_size.height()));
        frame();
    });
    times.rescale = median(repeats, [&](int i) {
        ViewSettings other = settings;
        other.rangeHighMeV = 3000 + 500 * i;
        m_drawing.setSettings(other);
        frame();
    });
    times.threshold = median(repeats, [&](int i) {
        ViewSettings other = settings;
        other.thresholdMeV = 1.5 + 0.1 * i;
        m_drawing.setSettings(other);
        frame();
    });
    m_drawing.setSettings(settings);
    frame();
    std::vector<float> energies = comparison->predicted;
    for (float& energy : energies)
        energy *= 1.1F;
    times.scrub = median(repeats, [&](int i) {
        m_drawing.setPredicted(i % 2 == 0 ? energies : comparison->predicted, {});
        frame();
    });
    m_drawing.setCamera(start);
    const QPoint middle = m_drawing.layout().panes.front().scene.center();
    times.firstPick = median(repeats, [&](int) {
        m_drawing.setCamera(m_drawing.camera()); // forgets where the cells are on the screen
        (void)m_drawing.cellAt(middle);
    });
    times.nextPick =
        median(repeats, [&](int i) { (void)m_drawing.cellAt(middle + QPoint(i, 2 * i)); });
    const QRect scene = m_drawing.layout().panes.front().scene;
    times.select = median(repeats, [&](int) {
        (void)m_drawing.cellsWithin(QPolygonF(QRectF(scene.center(), scene.bottomRight())));
    });
    times.memoryMiB = residentMiB() - before;
    return times;
}

} // namespace calolens::benchmark
