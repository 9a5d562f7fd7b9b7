// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonScene.h"

#include "comparison/Vector3.h"

#include <vtkBoundingBox.h>
#include <vtkCellArray.h>
#include <vtkProperty.h>

#include <algorithm>

namespace calolens {
namespace {

void setLines(vtkPolyData* data, const std::vector<Polyline>& lines) {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> cells;
    for (const Polyline& line : lines) {
        cells->InsertNextCell(static_cast<int>(line.size()));
        for (const Point3& p : line)
            cells->InsertCellPoint(points->InsertNextPoint(p.x, p.y, p.z));
    }
    data->Initialize();
    data->SetPoints(points);
    data->SetLines(cells);
}

void setUpLines(vtkActor* actor, vtkPolyDataMapper* mapper, vtkPolyData* data) {
    mapper->SetInputData(data);
    mapper->ScalarVisibilityOff();
    actor->SetMapper(mapper);
    actor->GetProperty()->LightingOff();
}

} // namespace

ComparisonScene::ComparisonScene() {
    setUpLines(m_outlineActor, m_outlineMapper, m_outline);
    setUpLines(m_particleActor, m_particleMapper, m_particles);
    m_backdrop->InteractiveOff();
    for (Pane& pane : m_panes) {
        pane.renderer->SetActiveCamera(m_camera);
        pane.cells.addTo(pane.renderer);
        pane.renderer->AddActor(m_outlineActor);
        pane.renderer->AddActor(m_particleActor);
    }
}

void ComparisonScene::addTo(vtkRenderWindow* window) {
    window->AddRenderer(m_backdrop);
    for (Pane& pane : m_panes)
        window->AddRenderer(pane.renderer);
}

void ComparisonScene::removeFrom(vtkRenderWindow* window) {
    for (Pane& pane : m_panes)
        window->RemoveRenderer(pane.renderer);
    window->RemoveRenderer(m_backdrop);
}

PaneCells& ComparisonScene::cells(PaneRole role) {
    return m_panes[static_cast<std::size_t>(role)].cells;
}

void ComparisonScene::arrange(const PaneLayout& layout, QSize size) {
    for (Pane& pane : m_panes)
        pane.renderer->DrawOff();
    const double width = std::max(size.width(), 1);
    const double height = std::max(size.height(), 1);
    for (const PanePlace& place : layout.panes) {
        vtkRenderer* renderer = m_panes[static_cast<std::size_t>(place.role)].renderer;
        const QRect& r = place.scene;
        renderer->SetViewport(r.left() / width, 1 - (r.top() + r.height()) / height,
                              (r.left() + r.width()) / width, 1 - r.top() / height);
        renderer->DrawOn();
    }
}

void ComparisonScene::setCamera(const CameraState& camera) {
    m_camera->SetPosition(camera.position.x, camera.position.y, camera.position.z);
    m_camera->SetFocalPoint(camera.focalPoint.x, camera.focalPoint.y, camera.focalPoint.z);
    m_camera->SetViewUp(camera.viewUp.x, camera.viewUp.y, camera.viewUp.z);
    m_camera->SetViewAngle(camera.viewAngle);
    fitClippingRange();
}

void ComparisonScene::fitClippingRange() {
    // Every pane shares the camera and shows the same room, so the range is set once for all.
    vtkBoundingBox box;
    for (Pane& pane : m_panes)
        if (const CellMesh* mesh = pane.cells.mesh(); mesh && mesh->boxPoints->GetNumberOfPoints())
            box.AddBounds(mesh->boxPoints->GetBounds());
    for (vtkPolyData* lines : {m_outline.Get(), m_particles.Get()})
        if (lines->GetNumberOfPoints() > 0)
            box.AddBounds(lines->GetBounds());
    if (!box.IsValid())
        return;
    double centre[3];
    box.GetCenter(centre);
    double position[3], direction[3];
    m_camera->GetPosition(position);
    m_camera->GetDirectionOfProjection(direction);
    const Point3 offset =
        Point3{centre[0], centre[1], centre[2]} - Point3{position[0], position[1], position[2]};
    const double middle = dot(offset, {direction[0], direction[1], direction[2]});
    const double radius = 0.5 * box.GetDiagonalLength() * 1.02 + 1;
    const double farthest = std::max(middle + radius, 2.0);
    m_camera->SetClippingRange(std::max(middle - radius, 0.002 * farthest), farthest);
}

void ComparisonScene::setBackground(const QColor& panes, const QColor& between,
                                    const QColor& lines) {
    m_backdrop->SetBackground(between.redF(), between.greenF(), between.blueF());
    for (Pane& pane : m_panes)
        pane.renderer->SetBackground(panes.redF(), panes.greenF(), panes.blueF());
    m_outlineActor->GetProperty()->SetColor(lines.redF(), lines.greenF(), lines.blueF());
}

void ComparisonScene::setLineWidth(double pixels) {
    m_outlineActor->GetProperty()->SetLineWidth(static_cast<float>(pixels));
    m_particleActor->GetProperty()->SetLineWidth(static_cast<float>(1.6 * pixels));
}

void ComparisonScene::setOutline(const std::vector<Polyline>& lines) {
    setLines(m_outline, lines);
    m_outlineActor->SetVisibility(!lines.empty());
    fitClippingRange();
}

void ComparisonScene::setParticles(const std::vector<Polyline>& rays, const QColor& colour) {
    setLines(m_particles, rays);
    m_particleActor->SetVisibility(!rays.empty());
    m_particleActor->GetProperty()->SetColor(colour.redF(), colour.greenF(), colour.blueF());
    fitClippingRange();
}

} // namespace calolens
