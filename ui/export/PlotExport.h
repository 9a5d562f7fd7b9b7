// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Provenance.h"
#include "page/Page.h"
#include "page/PageMetadata.h"
#include "plots/LinePlot.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

class QWidget;

namespace calolens {

/// Where a plot comes from, which its export says.
struct PlotOrigin {
    std::string command;                     ///< of calolens-cli that makes the same: "check"
    std::string source;                      ///< file that it is about; empty: none
    std::uint64_t seed = 0;                  ///< of what is random in the command itself
    std::vector<ProvenanceEntry> facts = {}; ///< further ones
};

/// What a plot carries: its origin in words, and as a session for `reproduce`.
[[nodiscard]] PageMetadata plotMetadata(const QString& title, const PlotOrigin& origin);

/// A plot of a window that can be taken away.
struct PlotToExport {
    QString title;
    QString name; ///< of the file, without suffix: "ranks-cells"
    PlotOrigin origin;
    std::function<Page()> page;           ///< the same on paper
    std::function<QByteArray()> csv = {}; ///< its numbers; none: it is a picture only
};

/// A figure of lines: its page, and its numbers as "curve,x,y,error" after a line with the titles.
[[nodiscard]] PlotToExport plotToExport(const LineFigure& figure, const QString& name,
                                        PlotOrigin origin);

/// Writes the plot as .pdf, .svg or .png, or its numbers as .csv, and beside it (and in it) a
/// session that says what it was made of.
/// @throws UsageError for another suffix, FileError
void writePlotExport(const PlotToExport& plot, const std::filesystem::path& path, int dpi = 300);

/// Gives a plot in a window a menu (right click, or the menu key) with "Export Plot...", which asks
/// for a file. `what` is called when it is chosen.
void offerExport(QWidget& plot, std::function<PlotToExport()> what);

} // namespace calolens
