// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/EventWindow.h"
#include "comparison/PointPicker.h"
#include "comparison/ScreenPicker.h"
#include "comparison/Vector3.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

using namespace calolens;

namespace {

constexpr double kNearlyEqual = 0.5; // mm: two cells at the same distance may be told either way

/// Distance along the ray to the first face of the box it meets (Moeller and Trumbore).
std::optional<double> rayMeetsBox(const Point3& from, const Point3& direction,
                                  const CellCorners& corners) {
    std::optional<double> nearest;
    for (const auto& face : kCellFaces)
        for (const std::size_t second : {std::size_t{1}, std::size_t{2}}) {
            const Point3& a = corners[static_cast<std::size_t>(face[0])];
            const Point3 e1 = corners[static_cast<std::size_t>(face[second])] - a;
            const Point3 e2 = corners[static_cast<std::size_t>(face[second + 1])] - a;
            const Point3 h = cross(direction, e2);
            const double det = dot(e1, h);
            if (std::abs(det) < 1e-12)
                continue;
            const Point3 s = from - a;
            const double u = dot(s, h) / det;
            const Point3 q = cross(s, e1);
            const double v = dot(direction, q) / det;
            const double t = dot(e2, q) / det;
            if (u >= 0 && v >= 0 && u + v <= 1 && t > 0 && (!nearest || t < *nearest))
                nearest = t;
        }
    return nearest;
}

/// The direction through a pixel, from the definition of a pinhole camera.
Point3 rayThrough(const CameraState& camera, const QRectF& pane, QPointF pixel) {
    const Point3 ahead = normalised(camera.focalPoint - camera.position);
    const Point3 right = normalised(cross(ahead, camera.viewUp));
    const Point3 up = cross(right, ahead);
    const double half = std::tan(camera.viewAngle * 3.14159265358979323846 / 360);
    const double x = (pixel.x() - pane.center().x()) / (0.5 * pane.height()) * half;
    const double y = (pane.center().y() - pixel.y()) / (0.5 * pane.height()) * half;
    return normalised(ahead + x * right + y * up);
}

} // namespace

class TestScreenPicker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameCellAsARayUnderRotation() {
        const auto event = test::syntheticEvent();
        const CellGeometry geometry(*event->readout);
        const QRectF pane(15, 40, 430, 610);
        const auto points = framedPoints(*event, geometry, {});
        CameraState camera =
            framingCamera(points, eventWindow(*event).frame(), pane.width() / pane.height());
        std::vector<CellCorners> boxes;
        for (std::size_t i = 0; i < event->hr().size(); ++i)
            boxes.push_back(CellGeometry::shrunk(geometry.corners(1, event->hr().id(i)), 0.7, 0.5));

        int hits = 0;
        for (int turn = 0; turn < 6; ++turn) {
            camera = rotated(camera, {70, 23}, pane.height());
            const Projection projection(camera, pane);
            ScreenPicker picker(projection, pane);
            for (std::size_t i = 0; i < boxes.size(); ++i)
                picker.addBox(i, boxes[i]);
            QVERIFY(picker.size() <= boxes.size());
            for (const CellCorners& box : boxes) {
                const auto place = projection.project(0.5 * (box[0] + box[7]));
                if (!place || !pane.contains(place->pixel))
                    continue;
                const Point3 ray = rayThrough(camera, pane, place->pixel);
                std::optional<double> nearest;
                for (const CellCorners& other : boxes)
                    if (const auto t = rayMeetsBox(camera.position, ray, other);
                        t && (!nearest || *t < *nearest))
                        nearest = t;
                const auto picked = picker.pick(place->pixel);
                QVERIFY(picked && nearest);
                const auto met = rayMeetsBox(camera.position, ray, boxes[*picked]);
                QVERIFY(met);
                QVERIFY(*met - *nearest < kNearlyEqual);
                ++hits;
            }
        }
        QVERIFY(hits > 400);
    }

    void besideACellWithinReach() {
        const QRectF pane(0, 0, 400, 400);
        CameraState camera;
        camera.position = {0, 0, 1000};
        camera.viewUp = {0, 1, 0};
        ScreenPicker picker(Projection(camera, pane), pane);
        picker.addSphere(7, {0, 0, 0}, 3);
        picker.addSphere(8, {0, 0, 50}, 3); // before it
        const double radius = 3 * Projection(camera, pane).pixelsPerMm(950);
        QCOMPARE(picker.pick({200, 200}).value(), std::size_t{8});
        QVERIFY(radius < 4);
        QVERIFY(picker.pick({205, 200}, 6));
        QVERIFY(!picker.pick({205, 200}, 2));
        QVERIFY(!picker.pick({300, 300}));
        QVERIFY(!picker.pick({500, 200}));
    }

    void nothingBehindTheCamera() {
        const QRectF pane(0, 0, 400, 400);
        CameraState camera;
        camera.position = {0, 0, 1000};
        camera.viewUp = {0, 1, 0};
        ScreenPicker picker(Projection(camera, pane), pane);
        picker.addSphere(1, {0, 0, 1500}, 3);
        QVERIFY(!picker.pick({200, 200}));
        QCOMPARE(picker.size(), std::size_t{0});
    }

    void manyPointsArePickedLikeSpheres() {
        const auto event = test::syntheticEvent();
        const CellGeometry geometry(*event->readout);
        const QRectF pane(15, 40, 430, 610);
        const CameraState camera = framingCamera(framedPoints(*event, geometry, {}),
                                                 DetectorFrame::at(0.3, 1), 430.0 / 610);
        const Projection projection(camera, pane);
        ScreenPicker spheres(projection, pane);
        std::vector<float> centres, radii;
        const CellSet& cells = event->hr();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Point3 centre = geometry.centre(1, cells.id(i));
            const bool drawn = i % 3 != 0;
            const auto radius = static_cast<float>(0.3 * geometry.width(1, cells.id(i)));
            if (drawn)
                spheres.addSphere(i, centre, radius);
            for (const double x : {centre.x, centre.y, centre.z})
                centres.push_back(static_cast<float>(x));
            radii.push_back(drawn ? radius : 0);
        }
        const PointPicker points(projection, pane, centres, radii);
        int found = 0, asked = 0;
        for (double y = 40; y < 640; y += 5.3)
            for (double x = 15; x < 440; x += 5.7) {
                const auto expected = spheres.pick({x, y});
                const auto picked = points.pick({x, y});
                found += expected.has_value() ? 1 : 0;
                asked += picked == expected ? 0 : 1; // two at the same place, single precision
            }
        QVERIFY(found > 100);
        QVERIFY2(asked <= found / 100, qPrintable(QString::number(asked)));
        QVERIFY(!PointPicker(projection, pane, {}, {}).pick({100, 100}));
    }
};

QTEST_GUILESS_MAIN(TestScreenPicker)
#include "TestScreenPicker.moc"
