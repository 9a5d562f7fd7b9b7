// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ComparisonSheet.h"
#include "export/EtaPhiMaps.h"
#include "export/SheetCanvas.h"

#include <QSizeF>

namespace calolens {

/// Where everything stands on the comparison sheet of an event, and how it is painted. The page is
/// A4, upright; it grows in height for readouts of more than three layers.
class SheetPage {
public:
    SheetPage(const EventComparison& comparison, const SheetOptions& options);

    [[nodiscard]] QSizeF sizeMm() const;
    /// @param painter  scaled to SheetCanvas units, origin in the upper left corner of the page
    void paint(QCPPainter& painter) const;

    /// Parts of the page, mm (for the painting and for tests).
    [[nodiscard]] QRectF headerRect() const;
    [[nodiscard]] QRectF viewsRect() const;
    [[nodiscard]] QRectF mapsRect() const;
    [[nodiscard]] QRectF tablesRect() const;
    [[nodiscard]] QRectF plotsRect() const;
    [[nodiscard]] QRectF footerRect() const;

private:
    void paintHeader(const SheetCanvas& canvas) const;
    void paintViews(const SheetCanvas& canvas) const;
    void paintTables(const SheetCanvas& canvas) const;
    void paintPlots(const SheetCanvas& canvas) const;
    void paintFooter(const SheetCanvas& canvas) const;

    const EventComparison& m_comparison;
    const SheetOptions& m_options;
    EtaPhiMaps m_maps;
};

} // namespace calolens
