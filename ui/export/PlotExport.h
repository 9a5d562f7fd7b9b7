// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Provenance.h"
#include "page/Page.h"
#include "plots/LinePlot.h"

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <functional>
#include <vector>

class QWidget;

namespace calolens {

/// A plot of a window that can be taken away.
struct PlotToExport {
    QString title;
    QString name; ///< of the file, without suffix: "ranks-cells"
    std::vector<ProvenanceEntry> facts;
    std::function<Page()> page;           ///< the same on paper
    std::function<QByteArray()> csv = {}; ///< its numbers; none: it is a picture only
};

/// A figure of lines: its page, and its numbers as "curve,x,y,error" after a line with the titles.
[[nodiscard]] PlotToExport plotToExport(const LineFigure& figure, const QString& name,
                                        std::vector<ProvenanceEntry> facts);

/// Writes the plot as .pdf, .svg or .png, or its numbers as .csv.
/// @throws UsageError for another suffix, FileError
void writePlotExport(const PlotToExport& plot, const std::filesystem::path& path, int dpi = 300);

/// Gives a plot in a window a menu (right click, or the menu key) with "Export Plot...", which asks
/// for a file. `what` is called when it is chosen.
void offerExport(QWidget& plot, std::function<PlotToExport()> what);

} // namespace calolens
