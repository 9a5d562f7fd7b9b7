// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellGeometry.h"
#include "event/Event.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>

namespace calolens {

/// Where the cells of one level stand, as VTK wants it. Made once per event and shared by all panes
/// of that level, so the graphics card holds it once; energies never touch it.
struct CellMesh {
    /// @param cells  of event level `level`
    CellMesh(const CellSet& cells, int level, const CellGeometry& geometry);

    int level = 0;
    std::vector<std::uint8_t> layers; ///< per cell
    std::vector<float> widths;        ///< per cell, mm
    std::vector<float> depths;        ///< per cell, mm

    vtkNew<vtkPoints> boxPoints;   ///< eight per cell
    vtkNew<vtkCellArray> boxFaces; ///< six per cell
    vtkNew<vtkFloatArray> axis;    ///< per box point: the point of the wedge's axis at its depth
    vtkNew<vtkFloatArray> middle;  ///< per box point: the middle of the wedge's axis
    vtkNew<vtkFloatArray> corner;  ///< per box point: -1 or 1 along phi, eta and depth
    vtkNew<vtkPoints> centres;     ///< one per cell
};

} // namespace calolens
