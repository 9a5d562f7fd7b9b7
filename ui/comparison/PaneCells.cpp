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

constexpr double kSphereBound = 2.1; ///< the splat's triangle just encloses a circle of radius 1

void describe(vtkDataArray* array, const char* name, int components) {
    array->SetName(name);
    array->SetNumberOfComponents(components);
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
    if (!m_mesh)
        return;
    const vtkIdType count = m_mesh->centres->GetNumberOfPoints();
    m_boxColour->SetNumberOfTuples(8 * count);
    m_boxSize->SetNumberOfTuples(8 * count);
    m_pointColour->SetNumberOfTuples(count);
    m_radius->SetNumberOfTuples(count);
    m_boxColour->Fill(0);
    m_boxSize->Fill(0);
    m_pointColour->Fill(0);
    m_radius->Fill(0);

    m_boxes->SetPoints(m_mesh->boxPoints);
    m_boxes->SetPolys(m_mesh->boxFaces);
    m_boxes->GetPointData()->AddArray(m_mesh->axis);
    m_boxes->GetPointData()->AddArray(m_mesh->middle);
    m_boxes->GetPointData()->AddArray(m_mesh->corner);
    m_boxes->GetPointData()->AddArray(m_boxSize);
    m_boxes->GetPointData()->AddArray(m_boxColour);
    m_points->SetPoints(m_mesh->centres);
    m_points->GetPointData()->AddArray(m_radius);
    m_points->GetPointData()->AddArray(m_pointColour);
}

void PaneCells::setEnergies(std::span<const float> energiesMeV, const CellAppearance& appearance,
                            const ViewSettings& settings) {
    const bool boxes = settings.style != CellStyle::Points;
    const bool drawn =
        m_mesh && !energiesMeV.empty() && energiesMeV.size() == m_mesh->layers.size();
    m_boxActor->SetVisibility(drawn && boxes);
    m_pointActor->SetVisibility(drawn && !boxes);
    if (!drawn)
        return;
    const double opacity = std::clamp(settings.opacity, 0.0, 1.0);
    const auto alpha = static_cast<std::uint8_t>(std::lround(255 * opacity));
    // VTK decides on the pass by the property, not by each vertex' alpha.
    m_boxActor->SetForceTranslucent(opacity < 1);
    m_boxActor->SetForceOpaque(opacity >= 1);
    m_pointActor->SetForceTranslucent(opacity < 1);
    m_pointActor->SetForceOpaque(opacity >= 1);

    std::uint8_t* colours = boxes ? m_boxColour->GetPointer(0) : m_pointColour->GetPointer(0);
    float* sizes = boxes ? m_boxSize->GetPointer(0) : m_radius->GetPointer(0);
    const int copies = boxes ? 8 : 1;
    for (std::size_t i = 0; i < energiesMeV.size(); ++i) {
        const double energy = energiesMeV[i];
        double size = appearance.size(m_mesh->layers[i], energy);
        if (!boxes)
            size *= 0.5 * m_mesh->widths[i];
        const Rgb colour = appearance.colour(energy);
        const double depthSize = appearance.depthSize(m_mesh->widths[i], m_mesh->depths[i]);
        for (int k = 0; k < copies; ++k) {
            *sizes++ = static_cast<float>(size);
            if (boxes)
                *sizes++ = static_cast<float>(size > 0 ? depthSize : 0);
            colours = std::copy(colour.begin(), colour.end(), colours);
            *colours++ = alpha;
        }
    }
    if (boxes) {
        m_boxColour->Modified();
        m_boxSize->Modified();
    } else {
        m_pointColour->Modified();
        m_radius->Modified();
    }
}

} // namespace calolens
