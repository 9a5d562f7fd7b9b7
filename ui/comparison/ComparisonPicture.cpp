// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonPicture.h"

#include "comparison/ComparisonDrawing.h"
#include "comparison/HostedRenderWindow.h"
#include "comparison/OffscreenContext.h"
#include "comparison/WindowPixels.h"
#include "error/Error.h"

#include <QGuiApplication>
#include <QOpenGLContext>
#include <QScopeGuard>

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

constexpr int kFontPixels = 14; ///< at font scale 1

} // namespace

QImage renderComparison(const EventComparison& comparison, const ViewSettings& settings,
                        const CameraState* camera, QSize pixels, double fontScale,
                        std::optional<CellReference> highlighted, const CellSelection& selection) {
    if (pixels.width() < 1 || pixels.height() < 1)
        throw UsageError("A picture needs at least one pixel each way.");

    QOpenGLContext* const before = QOpenGLContext::currentContext();
    QSurface* const beforeSurface = before != nullptr ? before->surface() : nullptr;
    if (before != nullptr)
        before->doneCurrent();
    const auto restore = qScopeGuard([&] {
        if (before != nullptr)
            before->makeCurrent(beforeSurface);
    });

    const std::unique_ptr<OffscreenContext> context = OffscreenContext::create();
    vtkNew<HostedRenderWindow> window;
    window->setHost([&] { context->makeCurrent(); }, [&] { return context->isCurrent(); });
    window->SetSize(pixels.width(), pixels.height());
    window->SetMultiSamples(8);
    window->OpenGLInitContext();

    QFont font = QGuiApplication::font();
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(kFontPixels * fontScale))));
    ComparisonDrawing drawing;
    drawing.setComparison(std::make_shared<const EventComparison>(comparison));
    drawing.setSettings(settings);
    drawing.setSurface(pixels, 1.0, font);
    if (camera != nullptr)
        drawing.setCamera(*camera);
    drawing.setLit(highlighted, std::nullopt);
    drawing.setSelection(selection);

    drawing.scene().addTo(window);
    drawing.render(window);
    QImage picture = windowPixels(window);
    drawing.scene().removeFrom(window);
    window->Finalize();
    window->clearHost();

    QPainter painter(&picture);
    drawing.paintOverlay(painter);
    return picture;
}

} // namespace calolens
