// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/PlotExport.h"

#include "document/Paths.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "export/ExportMetadata.h"
#include "page/PageFile.h"
#include "session/Session.h"
#include "version/Version.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>

#include <fmt/format.h>

namespace calolens {

namespace {
constexpr auto kFolder = "window/exportFolder"; // where the window's other exports went last

QString tr(const char* text) {
    return QCoreApplication::translate("calolens::PlotExport", text);
}

/// As CSV wants it.
std::string quoted(const QString& text) {
    QString doubled = text;
    doubled.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return '"' + doubled.toStdString() + '"';
}

QByteArray csvOf(const LineFigure& figure) {
    std::string csv =
        fmt::format("# {}; x: {}; y: {}\ncurve,x,y,error\n", figure.title.toStdString(),
                    figure.xTitle.toStdString(), figure.yTitle.toStdString());
    for (const LineCurve& curve : figure.curves)
        for (qsizetype i = 0; i < curve.x.size(); ++i)
            csv += fmt::format("{},{},{},{}\n", quoted(curve.name), curve.x[i], curve.y[i],
                               i < curve.error.size() ? fmt::format("{}", curve.error[i]) : "");
    return QByteArray::fromStdString(csv);
}

Session sessionOf(const PlotOrigin& origin) {
    Session session;
    session.programVersion = programVersion();
    session.sample.emplace();
    session.sample->made = origin.command;
    session.sample->source = origin.source;
    session.sample->seed = origin.seed;
    return session;
}

void exportWithDialog(QWidget& plot, const PlotToExport& what) {
    QSettings settings;
    const QString folder = settings.value(QLatin1String(kFolder), QDir::homePath()).toString();
    QString filter = tr("Plots (*.pdf *.svg *.png)");
    if (what.csv)
        filter = tr("Plots and their numbers (*.pdf *.svg *.png *.csv)");
    const QString path =
        QFileDialog::getSaveFileName(plot.window(), tr("Export the Plot"),
                                     QStringLiteral("%1/%2.pdf").arg(folder, what.name), filter);
    if (path.isEmpty())
        return;
    settings.setValue(QLatin1String(kFolder), QFileInfo(path).absolutePath());
    try {
        writePlotExport(what, toPath(path));
    } catch (const std::exception& error) {
        QMessageBox::warning(plot.window(), tr("Export the Plot"), QString::fromUtf8(error.what()));
    }
}
} // namespace

PlotToExport plotToExport(const LineFigure& figure, const QString& name, PlotOrigin origin) {
    const QSizeF sizeMm(110, 85);
    return {figure.title, name, std::move(origin),
            [figure, sizeMm] {
                return Page{sizeMm, [figure](QCPPainter& painter, const QRect& rect) {
                                LinePlot(figure, PlotStyle::paper(pageUnit)).paint(painter, rect);
                            }};
            },
            [figure] { return csvOf(figure); }};
}

PageMetadata plotMetadata(const QString& title, const PlotOrigin& origin) {
    std::vector<ProvenanceEntry> facts{{"made by", "calolens-cli " + origin.command}};
    if (!origin.source.empty())
        facts.push_back({"source", origin.source});
    facts.insert(facts.end(), origin.facts.begin(), origin.facts.end());
    return {title, exportDescription(std::move(facts)),
            QString::fromStdString(sessionToJson(sessionOf(origin), "."))};
}

void writePlotExport(const PlotToExport& plot, const std::filesystem::path& path, int dpi) {
    if (QString::fromStdString(path.extension().string()).toLower() == QStringLiteral(".csv") &&
        plot.csv) {
        const QByteArray numbers = plot.csv();
        writeWholeFile(path, {numbers.constData(), static_cast<std::size_t>(numbers.size())});
    } else {
        writePage(plot.page(), plotMetadata(plot.title, plot.origin), path, dpi);
    }
    writeSession(sessionOf(plot.origin), sidecarOf(path));
}

void offerExport(QWidget& plot, std::function<PlotToExport()> what) {
    auto* action = new QAction(tr("Export Plot\u2026"), &plot);
    QObject::connect(action, &QAction::triggered, &plot,
                     [&plot, what = std::move(what)] { exportWithDialog(plot, what()); });
    plot.addAction(action);
    plot.setContextMenuPolicy(Qt::ActionsContextMenu);
    plot.setFocusPolicy(Qt::StrongFocus);
    plot.setToolTip(tr("Right-click to export this plot"));
}

} // namespace calolens
