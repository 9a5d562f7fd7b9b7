// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellMesh.h"

#include "comparison/Vector3.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace calolens {
namespace {

/// The detector is the same all around: cells of one layer and eta differ by a turn. Keeps what
/// takes sines and exponentials, once for a ring and once for a direction.
class RingCache {
public:
    struct Ring {
        double radius = -1, z = 0, width = 0; ///< mm; a negative radius: not known yet
    };
    RingCache(const CellGeometry& geometry, int level)
        : m_geometry(geometry)
        , m_level(level) {
        const Granularity& grids = geometry.readout().levels.at(static_cast<std::size_t>(level));
        m_rings.resize(static_cast<std::size_t>(grids.layerCount()));
        m_directions.resize(m_rings.size());
    }
    const Ring& ring(CellId id) {
        Ring& ring = grown(m_rings.at(id.layer), id.ieta);
        if (ring.radius < 0) {
            const Point3 centre = m_geometry.centre(m_level, id);
            ring = {std::hypot(centre.x, centre.y), centre.z, m_geometry.width(m_level, id)};
        }
        return ring;
    }
    const std::pair<double, double>& direction(CellId id) {
        std::pair<double, double>& direction = grown(m_directions.at(id.layer), id.iphi);
        if (direction == std::pair(0.0, 0.0)) {
            const Readout& readout = m_geometry.readout();
            const double phi =
                cellBounds(readout.detector, readout.levels[static_cast<std::size_t>(m_level)], id)
                    .phi();
            direction = {std::cos(phi), std::sin(phi)};
        }
        return direction;
    }

private:
    /// The place of that number, made if there is none yet.
    template<typename T>
    static T& grown(std::vector<T>& places, std::size_t number) {
        if (number >= places.size())
            places.resize(number + 1);
        return places[number];
    }

    const CellGeometry& m_geometry;
    int m_level;
    std::vector<std::vector<Ring>> m_rings;
    std::vector<std::vector<std::pair<double, double>>> m_directions; ///< cosine, sine
};

} // namespace

CellMesh::CellMesh(const CellSet& cells, int level_, const CellGeometry& geometry, bool solid)
    : level(level_)
    , layers(cells.layer) {
    const auto count = static_cast<vtkIdType>(cells.size());
    centres->SetDataTypeToFloat();
    centres->SetNumberOfPoints(count);
    widths.reserve(cells.size());
    RingCache rings(geometry, level);
    float* place = vtkFloatArray::SafeDownCast(centres->GetData())->GetPointer(0);
    for (vtkIdType i = 0; i < count; ++i) {
        const CellId id = cells.id(static_cast<std::size_t>(i));
        const RingCache::Ring& ring = rings.ring(id);
        const auto& [cosine, sine] = rings.direction(id);
        *place++ = static_cast<float>(ring.radius * cosine);
        *place++ = static_cast<float>(ring.radius * sine);
        *place++ = static_cast<float>(ring.z);
        widths.push_back(static_cast<float>(ring.width));
        m_reach = std::max(m_reach, static_cast<double>(widths.back()));
    }
    if (solid)
        addBoxes(cells, geometry);
}

void CellMesh::addBoxes(const CellSet& cells, const CellGeometry& geometry) {
    const auto count = static_cast<vtkIdType>(cells.size());
    boxPoints->SetDataTypeToFloat();
    boxPoints->SetNumberOfPoints(8 * count);
    axis->SetName("axis");
    axis->SetNumberOfComponents(3);
    axis->SetNumberOfTuples(8 * count);
    middle->SetName("middle");
    middle->SetNumberOfComponents(3);
    middle->SetNumberOfTuples(8 * count);
    corner->SetName("corner");
    corner->SetNumberOfComponents(3);
    corner->SetNumberOfTuples(8 * count);
    boxFaces->AllocateExact(6 * count, 24 * count);
    depths.reserve(cells.size());

    for (vtkIdType i = 0; i < count; ++i) {
        const CellCorners corners = geometry.corners(level, cells.id(static_cast<std::size_t>(i)));
        const Point3 onAxis[2] = {CellGeometry::axisPoint(corners, 0),
                                  CellGeometry::axisPoint(corners, 4)};
        const Point3 m = 0.5 * (onAxis[0] + onAxis[1]);
        for (int k = 0; k < 8; ++k) {
            const vtkIdType point = 8 * i + k;
            const Point3& p = corners[static_cast<std::size_t>(k)];
            const Point3& a = onAxis[k / 4];
            boxPoints->SetPoint(point, p.x, p.y, p.z);
            axis->SetTuple3(point, a.x, a.y, a.z);
            middle->SetTuple3(point, m.x, m.y, m.z);
            corner->SetTuple3(point, (k & 1) != 0 ? 1 : -1, (k & 2) != 0 ? 1 : -1,
                              (k & 4) != 0 ? 1 : -1);
        }
        for (const auto& face : kCellFaces) {
            const vtkIdType ids[4] = {8 * i + face[0], 8 * i + face[1], 8 * i + face[2],
                                      8 * i + face[3]};
            boxFaces->InsertNextCell(4, ids);
        }
        depths.push_back(static_cast<float>(length(onAxis[1] - onAxis[0])));
    }
}

std::span<const float> CellMesh::centreValues() const {
    auto* values = vtkFloatArray::SafeDownCast(centres->GetData());
    return {values->GetPointer(0), static_cast<std::size_t>(values->GetNumberOfValues())};
}

std::optional<std::array<double, 6>> CellMesh::bounds() const {
    if (centres->GetNumberOfPoints() == 0)
        return std::nullopt;
    std::array<double, 6> box{};
    if (solid()) {
        boxPoints->GetBounds(box.data());
        return box;
    }
    centres->GetBounds(box.data());
    for (std::size_t axisOfBox = 0; axisOfBox < 3; ++axisOfBox) {
        box[2 * axisOfBox] -= m_reach;
        box[2 * axisOfBox + 1] += m_reach;
    }
    return box;
}

} // namespace calolens
