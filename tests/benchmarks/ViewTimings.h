// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ComparisonDrawing.h"
#include "comparison/HostedRenderWindow.h"
#include "comparison/OffscreenContext.h"

#include <functional>
#include <optional>

namespace calolens::benchmark {

/// Milliseconds, each the median of several; every one but the picks ends with a finished frame.
struct ViewTimings {
    double open = 0;      ///< event given to first frame
    double rotate = 0;    ///< camera moved
    double rescale = 0;   ///< other colours for the same energies
    double threshold = 0; ///< another minimum energy
    double scrub = 0;     ///< other predicted energies
    double firstPick = 0; ///< what is under the mouse, after the camera has moved
    double nextPick = 0;  ///< the same, without
    double select = 0;    ///< cells in a box a quarter of the pane
    double memoryMiB = 0; ///< that the process grew by
};

/// A comparison in a context without a screen, measured as the window draws it while things move.
class MeasuredView {
public:
    /// @param cpu  milliseconds of the processors, all threads together, instead of the clock's:
    /// on a busy machine they say more
    explicit MeasuredView(QSize size, bool cpu = false);
    ~MeasuredView();
    /// @param camera  where to start from; nullopt: where the event is framed
    [[nodiscard]] ViewTimings measure(std::shared_ptr<const EventComparison> comparison,
                                      const ViewSettings& settings, int repeats,
                                      const std::optional<CameraState>& camera = {});
    /// Where the last measurement started from.
    [[nodiscard]] const CameraState& camera() const noexcept { return m_drawing.camera(); }
    [[nodiscard]] QImage picture();
    /// The cells of the last pane as points with the attributes "energy" and "radius" (mm, as
    /// drawn), in VTK's old format. Its title says how they are seen: "camera", position, focal
    /// point, up, angle of view in degrees; "size", width and height in pixels.
    /// @returns false, and writes nothing, if they are not drawn as points
    /// @throws Error if the file cannot be written
    bool writePoints(const EventComparison& comparison, const std::string& path);
    [[nodiscard]] std::string graphics() const;

private:
    void frame();
    [[nodiscard]] double milliseconds(const std::function<void()>& job) const;
    [[nodiscard]] double median(int repeats, const std::function<void(int)>& job) const;

    QSize m_size;
    bool m_cpu;
    std::unique_ptr<OffscreenContext> m_context;
    vtkNew<HostedRenderWindow> m_window;
    ComparisonDrawing m_drawing;
};

} // namespace calolens::benchmark
