// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellGeometry.h"
#include "event/Event.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>

#include <optional>
#include <span>

namespace calolens {

/// Where the cells of one level stand, as VTK wants it. Made once per event and shared by all panes
/// of that level, so the graphics card holds it once; energies never touch it.
struct CellMesh {
    /// @param cells  of event level `level`
    /// @param solid  with the boxes; without them a cell takes a twentieth of the memory
    CellMesh(const CellSet& cells, int level, const CellGeometry& geometry, bool solid);

    /// x, y, z of the middle of each cell, mm.
    [[nodiscard]] std::span<const float> centreValues() const;
    [[nodiscard]] bool solid() const { return boxPoints->GetNumberOfPoints() > 0; }
    /// Encloses all cells: xmin, xmax, ymin, ... in mm; nullopt if there are none.
    [[nodiscard]] std::optional<std::array<double, 6>> bounds() const;

    int level = 0;
    std::vector<std::uint8_t> layers; ///< per cell
    std::vector<float> widths;        ///< per cell, mm
    std::vector<float> depths;        ///< per cell, mm; empty if not solid

    vtkNew<vtkPoints> boxPoints;   ///< eight per cell
    vtkNew<vtkCellArray> boxFaces; ///< six per cell
    vtkNew<vtkFloatArray> axis;    ///< per box point: the point of the wedge's axis at its depth
    vtkNew<vtkFloatArray> middle;  ///< per box point: the middle of the wedge's axis
    vtkNew<vtkFloatArray> corner;  ///< per box point: -1 or 1 along phi, eta and depth
    vtkNew<vtkPoints> centres;     ///< one per cell

private:
    void addBoxes(const CellSet& cells, const CellGeometry& geometry);
    double m_reach = 0; ///< of the widest cell, mm
};

} // namespace calolens
