// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/PlotExport.h"

#include "error/Error.h"

#include <QAction>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;

namespace {
LineFigure figure() {
    LineFigure figure;
    figure.title = "Coverage";
    figure.xTitle = "credibility";
    figure.yTitle = "share";
    figure.curves = {{"cells, \"all\"", {0, 0.5, 1}, {0, 0.25, 1}, {0.1, 0.2, 0.3}},
                     {"honest", {0, 1}, {0, 1}, {}, true}};
    return figure;
}
} // namespace

class PlotExportTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    QByteArray contents(const char* name) const {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    /// Text stays text, and the plot says what it was made from.
    void picturesCarryTheirOrigin() {
        const PlotToExport plot = plotToExport(
            figure(), "coverage", {"check", "events.h5", 5, {{"model", "electron-2x"}}});
        for (const char* name : {"a.pdf", "a.svg", "a.png"})
            writePlotExport(plot, path(name), 60);
        const QByteArray pdf = contents("a.pdf"), svg = contents("a.svg");
        QVERIFY(pdf.startsWith("%PDF") && pdf.contains("/FontFile2 "));
        QVERIFY(pdf.contains("model: electron-2x"));
        QVERIFY(svg.contains("<text") && svg.contains("credibility"));
        QVERIFY(svg.contains("source: events.h5"));
        // Beside it stands what `reproduce` needs to say whose plot it is.
        const QByteArray sidecar = contents("a.pdf.session.json");
        QVERIFY(sidecar.contains("\"made\": \"check\"") && sidecar.contains("events.h5"));
        const QImage png(m_folder.filePath(QStringLiteral("a.png")));
        QVERIFY(!png.isNull());
        QVERIFY(png.text(QStringLiteral("Description")).contains(QStringLiteral("events.h5")));
    }

    void numbersAsCsv() {
        writePlotExport(plotToExport(figure(), "coverage", {}), path("a.csv"));
        QCOMPARE(contents("a.csv"),
                 QByteArray("# Coverage; x: credibility; y: share\ncurve,x,y,error\n"
                            "\"cells, \"\"all\"\"\",0,0,0.1\n\"cells, \"\"all\"\"\",0.5,0.25,0.2\n"
                            "\"cells, \"\"all\"\"\",1,1,0.3\n\"honest\",0,0,\n\"honest\",1,1,\n"));
    }

    void whatCannotBeWrittenIsSaid() {
        PlotToExport plot = plotToExport(figure(), "coverage", {});
        QVERIFY_EXCEPTION_THROWN(writePlotExport(plot, path("a.doc")), UsageError);
        QVERIFY_EXCEPTION_THROWN(writePlotExport(plot, path("none/a.pdf")), FileError);
        plot.csv = {};
        QVERIFY_EXCEPTION_THROWN(writePlotExport(plot, path("b.csv")), UsageError);
    }

    /// The menu's entry is there for the mouse and for the menu key.
    void aPlotOffersIt() {
        LinePlot plot(figure(), PlotStyle::screen(true, 1));
        offerExport(plot, [] { return plotToExport(figure(), "coverage", {}); });
        QCOMPARE(plot.actions().size(), 1);
        QCOMPARE(plot.contextMenuPolicy(), Qt::ActionsContextMenu);
        QVERIFY(plot.focusPolicy() & Qt::TabFocus);
    }
};

QTEST_MAIN(PlotExportTest)
#include "PlotExportTest.moc"
