// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/FigureExport.h"

#include "event/WholeFile.h"
#include "page/PageFile.h"
#include "plots/FigureTable.h"
#include "plots/RatioPlot.h"

namespace calolens {

namespace {
const QSizeF sizeMm(90, 80);
}

const QStringList& figureSuffixes() {
    static const QStringList suffixes{QStringLiteral("pdf"), QStringLiteral("svg"),
                                      QStringLiteral("png"), QStringLiteral("csv"),
                                      QStringLiteral("json")};
    return suffixes;
}

Page figurePage(const RatioFigure& figure) {
    return {sizeMm, [figure](QCPPainter& painter, const QRect& rect) {
                RatioPlot plot(PlotStyle::paper(pageUnit));
                plot.setFigure(figure);
                plot.paint(painter, rect);
            }};
}

void writeFigure(const RatioFigure& figure, const PageMetadata& metadata,
                 const std::filesystem::path& path, int dpi) {
    const QString suffix = QString::fromStdString(path.extension().string()).toLower();
    if (suffix != QStringLiteral(".csv") && suffix != QStringLiteral(".json")) {
        writePage(figurePage(figure), metadata, path, dpi);
        return;
    }
    const QByteArray numbers =
        suffix == QStringLiteral(".csv") ? figureCsv(figure) : figureJson(figure);
    writeWholeFile(path, {numbers.constData(), static_cast<std::size_t>(numbers.size())});
}

} // namespace calolens
