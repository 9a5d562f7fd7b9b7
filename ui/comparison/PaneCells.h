// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellAppearance.h"
#include "comparison/CellMark.h"
#include "comparison/CellMesh.h"

#include <vtkActor.h>
#include <vtkNew.h>
#include <vtkOpenGLPolyDataMapper.h>
#include <vtkPointGaussianMapper.h>
#include <vtkPolyData.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <memory>
#include <span>

namespace calolens {

/// The cells of one pane: a shared mesh with this pane's own colours and sizes.
class PaneCells {
public:
    PaneCells();
    void addTo(vtkRenderer* renderer);
    /// Shows the cells of that mesh; nullptr: none.
    void setMesh(std::shared_ptr<const CellMesh> mesh);
    [[nodiscard]] const CellMesh* mesh() const noexcept { return m_mesh.get(); }
    /// Writes colours and sizes; points and faces stay as they are.
    /// @param energiesMeV  one per cell of the mesh, or empty: nothing is drawn
    /// @param marks        one per cell of the mesh, or empty: none is marked
    void setEnergies(std::span<const float> energiesMeV, const CellAppearance& appearance,
                     const ViewSettings& settings, std::span<const CellMark> marks = {});
    /// Draws points so many times larger than their cells. Another factor costs as much as other
    /// energies do.
    void setPointScale(double factor);
    [[nodiscard]] double pointScale() { return m_pointMapper->GetScaleFactor(); }
    /// Radii of the drawn points in mm, 0 where none is drawn; empty if the cells are not points.
    [[nodiscard]] std::span<const float> pointRadii() const;

    /// For tests: what the mappers draw.
    [[nodiscard]] vtkPolyData* boxes() { return m_boxes; }
    [[nodiscard]] vtkPolyData* points() { return m_points; }

private:
    void prepareBoxes();
    void preparePoints();
    void writeBoxes(std::span<const float> energiesMeV, const CellAppearance& appearance,
                    std::uint8_t alpha, std::span<const CellMark> marks);
    void writePoints(std::span<const float> energiesMeV, const CellAppearance& appearance,
                     std::uint8_t alpha, std::span<const CellMark> marks);

    std::shared_ptr<const CellMesh> m_mesh;
    vtkNew<vtkPolyData> m_boxes, m_points;
    vtkNew<vtkUnsignedCharArray> m_boxColour, m_pointColour;
    vtkNew<vtkFloatArray> m_boxSize, m_radius;
    vtkNew<vtkOpenGLPolyDataMapper> m_boxMapper;
    vtkNew<vtkPointGaussianMapper> m_pointMapper;
    vtkNew<vtkActor> m_boxActor, m_pointActor;
};

} // namespace calolens
