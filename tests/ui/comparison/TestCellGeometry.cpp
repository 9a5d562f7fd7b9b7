// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellFamily.h"
#include "comparison/CellGeometry.h"
#include "comparison/EventWindow.h"
#include "comparison/OrbitCamera.h"
#include "comparison/Vector3.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>

#include <numbers>
#include <set>

using namespace calolens;

namespace {

constexpr double kMicrometre = 1e-3; // in mm

bool near(const Point3& a, const Point3& b, double tolerance = kMicrometre) {
    return length(a - b) < tolerance;
}

/// A barrel point written out in numbers: r = 1500 + depth / cosh(eta), z = r sinh(eta).
Point3 barrel(double depth, double eta, double phi) {
    const double r = 1500 + depth * 2 / (std::exp(eta) + std::exp(-eta));
    return {r * std::cos(phi), r * std::sin(phi), 0.5 * r * (std::exp(eta) - std::exp(-eta))};
}

CameraState someCamera(int i) {
    CameraState camera;
    camera.focalPoint = {1700, -40, 300};
    camera.position = camera.focalPoint +
                      1500.0 * Point3{std::cos(0.7 * i), std::sin(0.7 * i), std::cos(1.3 * i)};
    camera.viewUp = {0.1 * i, 1, 0.3};
    camera.viewAngle = 20 + i;
    return camera;
}

} // namespace

class TestCellGeometry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cornersAreTheWedge_data() {
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("ieta");
        QTest::addColumn<int>("iphi");
        QTest::addColumn<int>("nEta");
        QTest::addColumn<double>("start");
        QTest::addColumn<double>("end");
        QTest::newRow("LR ECAL1 centre") << 0 << 0 << 64 << 10 << 128 << 0.0 << 94.11;
        QTest::newRow("LR ECAL2 forward") << 0 << 1 << 120 << 127 << 128 << 94.11 << 470.56;
        QTest::newRow("HR ECAL3 backward") << 1 << 2 << 3 << 0 << 128 << 470.56 << 517.62;
        QTest::newRow("HR ECAL2") << 1 << 1 << 200 << 31 << 256 << 94.11 << 470.56;
    }
    void cornersAreTheWedge() {
        QFETCH(int, level);
        QFETCH(int, layer);
        QFETCH(int, ieta);
        QFETCH(int, iphi);
        QFETCH(int, nEta);
        QFETCH(double, start);
        QFETCH(double, end);
        const CellGeometry geometry(*test::syntheticReadout());
        const CellId id{static_cast<std::uint8_t>(layer), static_cast<std::uint16_t>(ieta),
                        static_cast<std::uint16_t>(iphi)};
        const double eta[2] = {-3 + 6.0 * ieta / nEta, -3 + 6.0 * (ieta + 1) / nEta};
        const double phi[2] = {2 * std::numbers::pi * iphi / nEta,
                               2 * std::numbers::pi * (iphi + 1) / nEta};
        const double depth[2] = {start, end};
        const CellCorners corners = geometry.corners(level, id);
        for (unsigned i = 0; i < 8; ++i)
            QVERIFY(near(corners[i], barrel(depth[i / 4], eta[(i / 2) % 2], phi[i % 2])));
        QVERIFY(
            near(geometry.centre(level, id),
                 barrel(0.5 * (start + end), 0.5 * (eta[0] + eta[1]), 0.5 * (phi[0] + phi[1]))));
    }

    void facesLookOutwards() {
        const CellGeometry geometry(*test::syntheticReadout());
        const CellCorners c = geometry.corners(0, {1, 70, 33});
        Point3 middle;
        for (const Point3& corner : c)
            middle = middle + 0.125 * corner;
        std::set<std::pair<int, int>> edgesOfFaces;
        for (const auto& f : kCellFaces) {
            const auto at = [&](int k) {
                return c[static_cast<std::size_t>(f[static_cast<std::size_t>(k)])];
            };
            const Point3 normal = cross(at(1) - at(0), at(2) - at(1));
            const Point3 face = 0.25 * (at(0) + at(1) + at(2) + at(3));
            QVERIFY(dot(normal, face - middle) > 0);
            for (std::size_t k = 0; k < 4; ++k)
                edgesOfFaces.insert(std::minmax(f[k], f[(k + 1) % 4]));
        }
        std::set<std::pair<int, int>> edges;
        for (const auto& edge : kCellEdges)
            edges.insert(std::minmax(edge[0], edge[1]));
        QCOMPARE(edges.size(), std::size_t{12});
        QVERIFY(edges == edgesOfFaces);
    }

    void childrenFillTheirParent() {
        const CellGeometry geometry(*test::syntheticReadout());
        const CellId parent{1, 77, 127};
        const CellCorners outer = geometry.corners(0, parent);
        // Child k = deta * 2 + dphi; its corner k (of the same surface) is the parent's corner k.
        for (int k = 0; k < 4; ++k)
            for (const int surface : {0, 4}) {
                const auto corner = static_cast<std::size_t>(k + surface);
                QVERIFY(near(geometry.corners(1, childOf(parent, 2, k))[corner], outer[corner]));
            }
    }

    void shrinking() {
        const CellGeometry geometry(*test::syntheticReadout());
        const CellCorners whole = geometry.corners(0, {1, 70, 33});
        const CellCorners same = CellGeometry::shrunk(whole, 1, 1);
        const CellCorners nothing = CellGeometry::shrunk(whole, 0, 0);
        const CellCorners half = CellGeometry::shrunk(whole, 0.5, 1);
        for (std::size_t i = 0; i < 8; ++i) {
            QVERIFY(near(same[i], whole[i]));
            QVERIFY(near(nothing[i], nothing[0]));
        }
        QVERIFY(std::abs(length(half[1] - half[0]) / length(whole[1] - whole[0]) - 0.5) < 1e-9);
    }

    void layerGapMovesLayersOutwards() {
        const CellGeometry plain(*test::syntheticReadout());
        const CellGeometry apart(*test::syntheticReadout(), 100);
        for (const std::uint8_t layer : {std::uint8_t{0}, std::uint8_t{2}}) {
            const CellId id{layer, 32, 5};
            const double eta =
                cellBounds(plain.readout().detector, plain.readout().levels[0], id).eta();
            const Point3 a = plain.centre(0, id);
            const Point3 b = apart.centre(0, id);
            const double moved = std::hypot(b.x, b.y) - std::hypot(a.x, a.y);
            QVERIFY(std::abs(moved - 100 * layer / std::cosh(eta)) < kMicrometre);
        }
    }

    void windowAcrossPhiZero() {
        const auto event = test::syntheticEvent({{50000, 0.2, 0.001}});
        const EventWindow window = eventWindow(*event);
        QVERIFY(window.phiLow < 0 && window.phiHigh > 0);
        QVERIFY(window.phiHigh - window.phiLow < 1);
        QVERIFY(std::abs(window.phiCentre) < 0.05);
        QVERIFY(std::abs(window.etaCentre - 0.2) < 0.05);
        const CellGeometry geometry(*event->readout);
        for (const Polyline& line : DetectorOutline(window, geometry, {}).lines())
            for (const Point3& p : line)
                QVERIFY(p.x > 1300); // nothing wraps around to the other side of the barrel
    }

    void outlineHidesWhatIsInFront() {
        const auto event = test::syntheticEvent();
        const CellGeometry geometry(*event->readout);
        const EventWindow window = eventWindow(*event);
        const DetectorOutline outline(window, geometry, {});
        const auto points = framedPoints(*event, geometry, {});
        const CameraState camera = framingCamera(points, window.frame(), 1);
        QVERIFY(!outline.behind(camera.position).empty());
        QVERIFY(outline.behind(camera.position).size() < outline.lines().size());
    }

    void familiesKeepTogether() {
        const auto event = test::syntheticEvent();
        const FamilyTree tree(*event);
        std::size_t seen = 0;
        for (std::size_t i = 0; i < event->lr().size(); ++i) {
            const auto family = tree.family({0, i});
            QVERIFY(family && family->lr == i && !family->hr);
            QCOMPARE(family->children.size(), std::size_t{4});
            for (const std::size_t child : family->children) {
                QCOMPARE(parentOf(event->hr().id(child), 2), event->lr().id(i));
                const auto again = tree.family({1, child});
                QVERIFY(again && again->lr == i && again->hr == child);
                ++seen;
            }
        }
        QCOMPARE(seen, event->hr().size());
        QVERIFY(!tree.family({0, event->lr().size()}));
        QVERIFY(!tree.family({2, 0}));
        QVERIFY(!tree.family({-1, 0}));
    }

    void projectionIsVtks() {
        const QRectF pane(30, 50, 420, 610);
        for (int i = 0; i < 8; ++i) {
            const CameraState state = someCamera(i);
            vtkNew<vtkCamera> camera;
            camera->SetPosition(state.position.x, state.position.y, state.position.z);
            camera->SetFocalPoint(state.focalPoint.x, state.focalPoint.y, state.focalPoint.z);
            camera->SetViewUp(state.viewUp.x, state.viewUp.y, state.viewUp.z);
            camera->SetViewAngle(state.viewAngle);
            camera->SetClippingRange(10, 10000);
            vtkMatrix4x4* matrix =
                camera->GetCompositeProjectionTransformMatrix(pane.width() / pane.height(), -1, 1);
            const Projection projection(state, pane);
            for (const Point3 offset :
                 {Point3{0, 0, 0}, Point3{120, -60, 90}, Point3{-200, 10, 5}}) {
                const Point3 p = state.focalPoint + offset;
                const double in[4] = {p.x, p.y, p.z, 1};
                double out[4];
                matrix->MultiplyPoint(in, out);
                const QPointF expected(pane.center().x() + 0.5 * pane.width() * out[0] / out[3],
                                       pane.center().y() - 0.5 * pane.height() * out[1] / out[3]);
                const auto place = projection.project(p);
                QVERIFY(place);
                QVERIFY(QLineF(place->pixel, expected).length() < 1e-6);
            }
        }
    }

    void framingShowsEverything() {
        const auto event = test::syntheticEvent();
        const CellGeometry geometry(*event->readout);
        const auto points = framedPoints(*event, geometry, {});
        const DetectorFrame frame = eventWindow(*event).frame();
        for (const QSizeF size : {QSizeF(200, 600), QSizeF(500, 500), QSizeF(900, 200)}) {
            const QRectF pane(QPointF(0, 0), size);
            const Projection projection(framingCamera(points, frame, size.width() / size.height()),
                                        pane);
            double reach = 0;
            for (const Point3& point : points) {
                const auto place = projection.project(point);
                QVERIFY(place && pane.contains(place->pixel));
                const QPointF d = place->pixel - pane.center();
                reach = std::max({reach, std::abs(d.x()) / (0.5 * size.width()),
                                  std::abs(d.y()) / (0.5 * size.height())});
            }
            QVERIFY(reach > 0.85); // and fills the picture
        }
    }

    void movingTheCamera() {
        const CameraState camera = someCamera(2);
        const double distance = length(camera.position - camera.focalPoint);
        const CameraState turned = rotated(camera, {40, -25}, 500);
        QVERIFY(near(turned.focalPoint, camera.focalPoint));
        QVERIFY(!near(turned.position, camera.position, 1));
        QVERIFY(std::abs(length(turned.position - turned.focalPoint) - distance) < 1e-6);
        QVERIFY(std::abs(length(zoomed(camera, 2).position - camera.focalPoint) - distance / 2) <
                1e-6);

        const QRectF pane(0, 0, 500, 500);
        const CameraState shifted = panned(camera, {30, 12}, pane.height());
        const auto place = Projection(shifted, pane).project(camera.focalPoint);
        QVERIFY(place);
        QVERIFY(QLineF(place->pixel, pane.center() + QPointF(30, 12)).length() < 1e-6);
    }
};

QTEST_GUILESS_MAIN(TestCellGeometry)
#include "TestCellGeometry.moc"
