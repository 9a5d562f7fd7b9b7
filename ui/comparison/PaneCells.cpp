// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/PaneCells.h"

#include "comparison/ShaderSource.h"

#include <vtkPointData.h>
#include <vtkProperty.h>
#include <vtkShaderProperty.h>
#include <vtkVersionMacros.h>

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

/// The splat is a triangle about a circle of so many radii: the smallest that holds the sphere. A
/// larger one is drawn and thrown away, which costs most of a frame where there are many.
constexpr double kSphereBound = 1;

void describe(vtkDataArray* array, const char* name, int components) {
    array->SetName(name);
    array->SetNumberOfComponents(components);
}

CellAppearance::Look lookOf(const CellAppearance& appearance, int layer, double energyMeV,
                            std::span<const CellMark> marks, std::size_t cell) {
    const CellMark mark = marks.empty() ? CellMark::None : marks[cell];
    if (mark == CellMark::Cut)
        return {};
    CellAppearance::Look look = appearance.look(layer, energyMeV);
    if (mark == CellMark::Dimmed)
        look.colour = dimmed(look.colour);
    return look;
}

} // namespace

PaneCells::PaneCells() {
    describe(m_boxColour, "colour", 4);
    describe(m_pointColour, "colour", 4);
    describe(m_boxSize, "size", 2);
    describe(m_radius, "radius", 1);

    m_boxMapper->SetInputData(m_boxes);
    m_boxMapper->SetScalarModeToUsePointFieldData();
    m_boxMapper->SelectColorArray("colour");
    m_boxMapper->SetColorModeToDirectScalars();
    m_boxMapper->SetVBOShiftScaleMethod(0); // the attributes below are in the same coordinates
    const int points = vtkDataObject::FIELD_ASSOCIATION_POINTS;
    m_boxMapper->MapDataArrayToVertexAttribute("axisMC", "axis", points, -1);
    m_boxMapper->MapDataArrayToVertexAttribute("cornerMC", "corner", points, -1);
    m_boxMapper->MapDataArrayToVertexAttribute("middleMC", "middle", points, -1);
    m_boxMapper->MapDataArrayToVertexAttribute("sizeMC", "size", points, -1);
    m_boxActor->SetMapper(m_boxMapper);
    vtkShaderProperty* boxShader = m_boxActor->GetShaderProperty();
    boxShader->AddVertexShaderReplacement("//VTK::PositionVC::Dec", true,
                                          shaderSource("box_position_dec.vert"), false);
    boxShader->AddVertexShaderReplacement("//VTK::PositionVC::Impl", true,
                                          shaderSource("box_position_impl.vert"), false);
    boxShader->AddFragmentShaderReplacement("//VTK::PositionVC::Dec", true,
                                            shaderSource("box_edges_dec.frag"), false);
    boxShader->AddFragmentShaderReplacement("//VTK::Light::Impl", true,
                                            shaderSource("box_edges_impl.frag"), false);
    vtkProperty* boxProperty = m_boxActor->GetProperty();
    boxProperty->SetAmbient(0.46);
    boxProperty->SetDiffuse(0.56);
    boxProperty->SetSpecular(0);
    boxProperty->BackfaceCullingOn();

    m_pointMapper->SetInputData(m_points);
    m_pointMapper->SetScalarModeToUsePointFieldData();
    m_pointMapper->SelectColorArray("colour");
    m_pointMapper->SetColorModeToDirectScalars();
    m_pointMapper->SetScaleArray("radius");
    m_pointMapper->SetScaleFactor(1.0);
    m_pointMapper->EmissiveOff();
#if VTK_VERSION_NUMBER >= VTK_VERSION_CHECK(9, 4, 0)
    m_pointMapper->SetBoundScale(kSphereBound);
#else
    m_pointMapper->SetTriangleScale(kSphereBound);
#endif
    m_pointMapper->SetSplatShaderCode(shaderSource("sphere_splat.frag").c_str());
    m_pointActor->SetMapper(m_pointMapper);
    m_pointActor->SetVisibility(false);
}

void PaneCells::addTo(vtkRenderer* renderer) {
    renderer->AddActor(m_boxActor);
    renderer->AddActor(m_pointActor);
}

void PaneCells::setMesh(std::shared_ptr<const CellMesh> mesh) {
    m_mesh = std::move(mesh);
    m_boxes->Initialize();
    m_points->Initialize();
    m_boxActor->SetVisibility(false);
    m_pointActor->SetVisibility(false);
}

void PaneCells::prepareBoxes() {
    if (m_boxes->GetPoints() == m_mesh->boxPoints)
        return;
    const vtkIdType corners = m_mesh->boxPoints->GetNumberOfPoints();
    m_boxColour->SetNumberOfTuples(corners);
    m_boxSize->SetNumberOfTuples(corners);
    m_boxes->SetPoints(m_mesh->boxPoints);
    m_boxes->SetPolys(m_mesh->boxFaces);
    m_boxes->GetPointData()->AddArray(m_mesh->axis);
    m_boxes->GetPointData()->AddArray(m_mesh->middle);
    m_boxes->GetPointData()->AddArray(m_mesh->corner);
    m_boxes->GetPointData()->AddArray(m_boxSize);
    m_boxes->GetPointData()->AddArray(m_boxColour);
}

void PaneCells::preparePoints() {
    if (m_points->GetPoints() == m_mesh->centres)
        return;
    const vtkIdType count = m_mesh->centres->GetNumberOfPoints();
    m_pointColour->SetNumberOfTuples(count);
    m_radius->SetNumberOfTuples(count);
    m_points->SetPoints(m_mesh->centres);
    m_points->GetPointData()->AddArray(m_radius);
    m_points->GetPointData()->AddArray(m_pointColour);
}

void PaneCells::setPointScale(double factor) {
    m_pointMapper->SetScaleFactor(factor);
}

std::span<const float> PaneCells::pointRadii() const {
    if (!m_pointActor->GetVisibility())
        return {};
    return {m_radius->GetPointer(0), static_cast<std::size_t>(m_radius->GetNumberOfValues())};
}

void PaneCells::setEnergies(std::span<const float> energiesMeV, const CellAppearance& appearance,
                            const ViewSettings& settings, std::span<const CellMark> marks) {
    const bool boxes = settings.style != CellStyle::Points;
    const bool drawn = m_mesh && !energiesMeV.empty() &&
                       energiesMeV.size() == m_mesh->layers.size() && (!boxes || m_mesh->solid());
    m_boxActor->SetVisibility(drawn && boxes);
    m_pointActor->SetVisibility(drawn && !boxes);
    if (!drawn)
        return;
    const double opacity = std::clamp(settings.opacity, 0.0, 1.0);
    const auto alpha = static_cast<std::uint8_t>(std::lround(255 * opacity));
    // VTK decides on the pass by the property, not by each vertex' alpha.
    for (vtkActor* actor : {m_boxActor.Get(), m_pointActor.Get()}) {
        actor->SetForceTranslucent(opacity < 1);
        actor->SetForceOpaque(opacity >= 1);
    }
    if (boxes)
        writeBoxes(energiesMeV, appearance, alpha, marks);
    else
        writePoints(energiesMeV, appearance, alpha, marks);
}

void PaneCells::writeBoxes(std::span<const float> energiesMeV, const CellAppearance& appearance,
                           std::uint8_t alpha, std::span<const CellMark> marks) {
    prepareBoxes();
    constexpr int kCorners = 8;
    std::uint8_t* colours = m_boxColour->GetPointer(0);
    float* sizes = m_boxSize->GetPointer(0);
    for (std::size_t i = 0; i < energiesMeV.size(); ++i) {
        const auto [size, colour] = lookOf(appearance, m_mesh->layers[i], energiesMeV[i], marks, i);
        const double depth =
            size > 0 ? appearance.depthSize(m_mesh->widths[i], m_mesh->depths[i]) : 0;
        for (int k = 0; k < kCorners; ++k) {
            *sizes++ = static_cast<float>(size);
            *sizes++ = static_cast<float>(depth);
            colours = std::copy(colour.begin(), colour.end(), colours);
            *colours++ = alpha;
        }
    }
    m_boxColour->Modified();
    m_boxSize->Modified();
}

void PaneCells::writePoints(std::span<const float> energiesMeV, const CellAppearance& appearance,
                            std::uint8_t alpha, std::span<const CellMark> marks) {
    preparePoints();
    std::uint8_t* colours = m_pointColour->GetPointer(0);
    float* radii = m_radius->GetPointer(0);
    for (std::size_t i = 0; i < energiesMeV.size(); ++i) {
        const auto [size, colour] = lookOf(appearance, m_mesh->layers[i], energiesMeV[i], marks, i);
        *radii++ = static_cast<float>(0.5 * size * m_mesh->widths[i]);
        colours = std::copy(colour.begin(), colour.end(), colours);
        *colours++ = alpha;
    }
    m_pointColour->Modified();
    m_radius->Modified();
}

} // namespace calolens
