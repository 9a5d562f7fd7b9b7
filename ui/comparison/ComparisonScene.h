// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/EventWindow.h"
#include "comparison/PaneCells.h"
#include "comparison/PaneLayout.h"
#include "comparison/ViewTheme.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkLight.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <array>
#include <span>

namespace calolens {

/// The 3D part of the comparison: one renderer a pane, one camera for all of them.
class ComparisonScene {
public:
    ComparisonScene();

    void addTo(vtkRenderWindow* window);
    void removeFrom(vtkRenderWindow* window);

    /// Puts the panes where the layout wants them; roles that it lacks are not drawn.
    void arrange(const PaneLayout& layout, QSize size);
    /// Of the arranged panes draws these; for pictures that are mixed later.
    void drawOnly(std::span<const PaneRole> roles);
    void setCamera(const CameraState& camera);
    void setColours(const ViewTheme& theme);
    /// In device pixels.
    void setLineWidth(double pixels);

    /// The cells that a pane draws.
    [[nodiscard]] PaneCells& cells(PaneRole role);
    /// The detector and the directions of the particles, drawn in every pane.
    void setOutline(const std::vector<Polyline>& lines);
    void setFootprints(const std::vector<Polyline>& lines);
    void setParticles(const std::vector<Polyline>& rays);

private:
    struct Pane {
        vtkNew<vtkRenderer> renderer;
        vtkNew<vtkCamera> camera; ///< the shared one, looking past the middle in a wipe
        double shift = 0;         ///< of its middle, in half widths of the viewport
        PaneCells cells;
    };
    void fitClippingRange();
    void shareCamera();

    vtkNew<vtkCamera> m_camera;
    vtkNew<vtkLight> m_light;
    vtkNew<vtkRenderer> m_backdrop;          ///< what is between the panes
    std::array<Pane, paneRoleCount> m_panes; ///< by PaneRole
    /// Lines drawn in every pane.
    struct Lines {
        vtkNew<vtkPolyData> data;
        vtkNew<vtkPolyDataMapper> mapper;
        vtkNew<vtkActor> actor;
        Lines();
        void set(const std::vector<Polyline>& lines);
        void setColour(const QColor& colour);
    };
    Lines m_outline, m_footprints, m_particles;
};

} // namespace calolens
