// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonScene.h"

#include "comparison/Vector3.h"

#include <vtkBoundingBox.h>
#include <vtkCellArray.h>
#include <vtkProperty.h>

#include <algorithm>

namespace calolens {
namespace {

void setColour(vtkRenderer* renderer, const QColor& colour) {
    renderer->SetBackground(colour.redF(), colour.greenF(), colour.blueF());
}

} // namespace

ComparisonScene::Lines::Lines() {
    mapper->SetInputData(data);
    mapper->ScalarVisibilityOff();
    actor->SetMapper(mapper);
    actor->GetProperty()->LightingOff();
}

void ComparisonScene::Lines::set(const std::vector<Polyline>& lines) {
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
    actor->SetVisibility(!lines.empty());
}

void ComparisonScene::Lines::setColour(const QColor& colour) {
    actor->GetProperty()->SetColor(colour.redF(), colour.greenF(), colour.blueF());
}

ComparisonScene::ComparisonScene() {
    m_backdrop->InteractiveOff();
    // From above the eye: what faces up, as the layers do at first, has its full colour.
    m_light->SetLightTypeToCameraLight();
    m_light->SetPosition(0.15, 0.75, 0.65);
    m_light->SetFocalPoint(0, 0, 0);
    for (Pane& pane : m_panes) {
        pane.renderer->SetActiveCamera(pane.camera);
        pane.renderer->AutomaticLightCreationOff();
        pane.renderer->AddLight(m_light);
        pane.cells.addTo(pane.renderer);
        for (const Lines* lines : {&m_outline, &m_footprints, &m_particles})
            pane.renderer->AddActor(lines->actor);
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
        Pane& pane = m_panes[static_cast<std::size_t>(place.role)];
        const QRect& r = place.visible;
        if (r.width() < 1 || place.weight <= 0)
            continue;
        // A part of a picture is seen with the camera of the whole.
        const double middle = r.left() + 0.5 * r.width();
        const double whole = place.scene.left() + 0.5 * place.scene.width();
        pane.shift = (middle - whole) / (0.5 * r.width());
        pane.renderer->SetViewport(r.left() / width, 1 - (r.top() + r.height()) / height,
                                   (r.left() + r.width()) / width, 1 - r.top() / height);
        pane.renderer->DrawOn();
    }
    shareCamera();
}

void ComparisonScene::drawOnly(std::span<const PaneRole> roles) {
    for (std::size_t i = 0; i < m_panes.size(); ++i)
        m_panes[i].renderer->SetDraw(
            std::find(roles.begin(), roles.end(), static_cast<PaneRole>(i)) != roles.end());
}

void ComparisonScene::shareCamera() {
    for (Pane& pane : m_panes) {
        pane.camera->DeepCopy(m_camera);
        pane.camera->SetWindowCenter(pane.shift, 0);
        pane.camera->Modified(); // DeepCopy() does not say so, and the old matrices would be kept
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
        if (const CellMesh* mesh = pane.cells.mesh())
            if (const auto bounds = mesh->bounds())
                box.AddBounds(bounds->data());
    for (Lines* lines : {&m_outline, &m_footprints, &m_particles})
        if (lines->data->GetNumberOfPoints() > 0)
            box.AddBounds(lines->data->GetBounds());
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
    shareCamera();
}

void ComparisonScene::setColours(const ViewTheme& theme) {
    setColour(m_backdrop, theme.between);
    for (Pane& pane : m_panes)
        setColour(pane.renderer, theme.pane);
    m_outline.setColour(theme.lines);
    m_footprints.setColour(theme.grid);
    m_particles.setColour(theme.particle);
}

void ComparisonScene::setLineWidth(double pixels) {
    const auto width = static_cast<float>(pixels);
    m_outline.actor->GetProperty()->SetLineWidth(width);
    m_footprints.actor->GetProperty()->SetLineWidth(width);
    m_particles.actor->GetProperty()->SetLineWidth(1.6F * width);
}

void ComparisonScene::setOutline(const std::vector<Polyline>& lines) {
    m_outline.set(lines);
    fitClippingRange();
}

void ComparisonScene::setFootprints(const std::vector<Polyline>& lines) {
    m_footprints.set(lines);
    fitClippingRange();
}

void ComparisonScene::setParticles(const std::vector<Polyline>& rays) {
    m_particles.set(rays);
    fitClippingRange();
}

} // namespace calolens
