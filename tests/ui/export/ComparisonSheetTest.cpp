// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ComparisonSheet.h"
#include "error/Error.h"
#include "export/ComparisonNumbers.h"
#include "export/SheetPage.h"
#include "synthetic/SyntheticEvent.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace calolens;

namespace {
const QColor viewColour(200, 30, 120);

/// Stands for the 3D views, so that these tests need no OpenGL.
QImage plainViews(const EventComparison&, const ViewSettings&, const CameraState*, QSize pixels,
                  double) {
    QImage image(pixels, QImage::Format_RGB32);
    image.fill(viewColour);
    return image;
}

SheetOptions options() {
    SheetOptions result;
    result.renderer = plainViews;
    result.dpi = 100;
    return result;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Svg {
    QString title, description;
    QStringList texts; ///< a text of two scripts ("Centroid \u03b7") comes in two pieces
    QString running;   ///< all of them, one after the other
    int images = 0;
    int paths = 0;
};

Svg readSvg(const QByteArray& bytes) {
    Svg svg;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        if (name == QLatin1String("title"))
            svg.title = xml.readElementText();
        else if (name == QLatin1String("desc"))
            svg.description = xml.readElementText();
        else if (name == QLatin1String("text")) {
            const QString text = xml.readElementText();
            svg.texts << text.trimmed();
            svg.running += text;
        } else if (name == QLatin1String("image"))
            ++svg.images;
        else if (name == QLatin1String("path") || name == QLatin1String("polyline") ||
                 name == QLatin1String("polygon") || name == QLatin1String("rect"))
            ++svg.paths;
    }
    return xml.hasError() ? Svg{} : svg;
}

int inkedPixels(const QImage& image) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += qGray(image.pixel(x, y)) < 250 ? 1 : 0;
    return count;
}

QImage part(const QImage& page, const QRectF& mm, int dpi) {
    const double scale = dpi / 25.4;
    return page.copy(QRectF(mm.topLeft() * scale, mm.size() * scale).toRect());
}
} // namespace

class ComparisonSheetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sectionsStandOnThePageAndApart_data();
    void sectionsStandOnThePageAndApart();
    void svgHasTextAndNumbers();
    void svgSaysWhereItComesFrom();
    void pdfEmbedsItsFonts();
    void pngHasEverySection();
    void pngSaysWhereItComesFrom();
    void nothingReachesTheMargin();
    void saysWhenThe3dViewsCannotBeDrawn();
    void asksForTheViewsOnWhiteAtItsResolution();
    void saysWhatIsNotKnown();
    void anEventWithoutCells();
    void manyLayersMakeTheLongerPage();
    void anotherSuffixIsWrongUsage();
    void aSenselessResolutionIsWrongUsage();
    void anUnwritableFolderIsAnError();

private:
    Svg svgOf(const EventComparison& comparison, const SheetOptions& how);
    QTemporaryDir m_dir;
};

Svg ComparisonSheetTest::svgOf(const EventComparison& comparison, const SheetOptions& how) {
    const QString path = m_dir.filePath("sheet.svg");
    writeComparisonSheet(comparison, how, path.toStdString());
    return readSvg(contentOf(path));
}

void ComparisonSheetTest::sectionsStandOnThePageAndApart_data() {
    QTest::addColumn<int>("layers");
    QTest::newRow("one layer") << 1;
    QTest::newRow("three layers") << 3;
    QTest::newRow("six layers") << 6;
}

/// An event with one LR cell in each of the first so many layers of the detector.
static std::shared_ptr<Event> layeredEvent(int layers) {
    std::vector<LayerGrid> grids;
    for (int i = 0; i < layers; ++i)
        grids.push_back({64, 64});
    const Granularity hr(grids);
    auto event = std::make_shared<Event>();
    event->readout =
        std::make_shared<const Readout>(Readout{Detector::cocoa(), {hr.coarsened(2), hr}});
    event->levels.resize(2);
    for (int i = 0; i < layers; ++i) {
        const CellId cell{static_cast<std::uint8_t>(i), 16, 10};
        event->levels[0].append(cell, 1000);
        for (int k = 0; k < 4; ++k) {
            event->levels[1].append(childOf(cell, 2, k), 250);
            event->levels[1].parent.push_back(i);
        }
    }
    return event;
}

void ComparisonSheetTest::sectionsStandOnThePageAndApart() {
    QFETCH(int, layers);
    EventComparison comparison;
    comparison.event = layeredEvent(layers);
    const SheetOptions how = options();
    const SheetPage page(comparison, how);
    const QRectF whole(QPointF(), page.sizeMm());
    const QList<QRectF> parts{page.headerRect(), page.viewsRect(), page.mapsRect(),
                              page.tablesRect(), page.plotsRect(), page.footerRect()};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QVERIFY(whole.adjusted(8, 8, -8, -8).contains(parts[i]));
        for (qsizetype k = 0; k < i; ++k)
            QVERIFY(!parts[i].intersects(parts[k]));
    }
    QCOMPARE(whole.width(), 210.0);
    QVERIFY(whole.height() >= 297.0);
}

void ComparisonSheetTest::svgHasTextAndNumbers() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const Svg svg = svgOf(comparison, options());
    QVERIFY(svg.texts.contains("synthetic.h5, event 0"));
    for (const NumbersRow& row : comparisonNumbers(comparison, nullptr)) {
        QVERIFY2(svg.running.contains(row.quantity.trimmed()), qPrintable(row.quantity));
        QVERIFY2(svg.texts.contains(row.lr), qPrintable(row.lr));
        QVERIFY2(svg.texts.contains(row.predicted), qPrintable(row.predicted));
        QVERIFY2(svg.texts.contains(row.truth), qPrintable(row.truth));
    }
    for (const auto& [key, value] : predictionSettings(comparison))
        QVERIFY2(svg.texts.contains(value), qPrintable(value));
    for (const char* label : {"Cell energies", "Longitudinal profile", "Lateral profile", "ECAL2",
                              "LR, measured", "HR, predicted", "HR, truth", "Cell energy [GeV]"})
        QVERIFY2(svg.texts.contains(QLatin1String(label)), label);
    QCOMPARE(svg.images, 1); // the 3D views; everything else is vectors
    // Every HR cell of the prediction and of truth, and every LR cell, is a shape of its own.
    const auto cells = 2 * comparison.event->hr().size() + comparison.event->lr().size();
    QVERIFY(static_cast<std::size_t>(svg.paths) > cells);
}

void ComparisonSheetTest::svgSaysWhereItComesFrom() {
    const Svg svg = svgOf(test::syntheticComparison(test::syntheticEvent()), options());
    QCOMPARE(svg.title, QStringLiteral("CaloLens: synthetic.h5, event 0"));
    for (const char* fact : {"model: synthetic-model", "model checksum: 0123456789abcdef",
                             "seed: 42", "predicted by: CaloLens 0.1.0"})
        QVERIFY2(svg.description.contains(QLatin1String(fact)), fact);
}

void ComparisonSheetTest::pdfEmbedsItsFonts() {
    const QString path = m_dir.filePath("sheet.pdf");
    writeComparisonSheet(test::syntheticComparison(test::syntheticEvent()), options(),
                         path.toStdString());
    const QByteArray pdf = contentOf(path);
    QVERIFY(pdf.startsWith("%PDF-1."));
    QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    QCOMPARE(pdf.count("/Type /Page\n") + pdf.count("/Type /Page "), 1);
    // A regular and a bold face, embedded, with the table that gives back the characters.
    QVERIFY(pdf.count("/FontFile2 ") >= 2);
    QVERIFY(pdf.count("/ToUnicode ") >= 2);
    QCOMPARE(pdf.count("/Subtype /Image"), 1); // the 3D views
    QVERIFY(
        pdf.contains("<rdf:li xml:lang=\"x-default\">CaloLens: synthetic.h5, event 0</rdf:li>"));
    QVERIFY(pdf.contains("model checksum: 0123456789abcdef"));
}

void ComparisonSheetTest::pngHasEverySection() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const QString path = m_dir.filePath("sheet.png");
    const SheetOptions how = options();
    writeComparisonSheet(comparison, how, path.toStdString());
    const QImage image(path);
    QCOMPARE(image.width(), static_cast<int>(std::lround(210 * how.dpi / 25.4)));
    QCOMPARE(image.height(), static_cast<int>(std::lround(297 * how.dpi / 25.4)));
    QCOMPARE(image.dotsPerMeterX(), static_cast<int>(std::lround(how.dpi / 0.0254)));
    const SheetPage page(comparison, how);
    for (const QRectF& rect : {page.headerRect(), page.mapsRect(), page.tablesRect(),
                               page.plotsRect(), page.footerRect()}) {
        const QImage section = part(image, rect, how.dpi);
        QVERIFY(inkedPixels(section) > section.width() * section.height() / 100);
    }
    const QImage views = part(image, page.viewsRect().adjusted(1, 1, -1, -1), how.dpi);
    QCOMPARE(views.pixelColor(views.rect().center()), viewColour);
    QCOMPARE(views.pixelColor(0, 0), viewColour);
    // Each of the three plots, side by side, above and below (the ratio).
    const QRectF plots = page.plotsRect();
    for (int i = 0; i < 3; ++i)
        for (int half = 0; half < 2; ++half) {
            const QRectF area(plots.left() + i * plots.width() / 3,
                              plots.top() + half * 0.6 * plots.height(), plots.width() / 3,
                              0.4 * plots.height());
            const QImage section = part(image, area, how.dpi);
            QVERIFY(inkedPixels(section) > section.width() * section.height() / 100);
        }
}

void ComparisonSheetTest::pngSaysWhereItComesFrom() {
    const QString path = m_dir.filePath("sheet.png");
    writeComparisonSheet(test::syntheticComparison(test::syntheticEvent()), options(),
                         path.toStdString());
    const QImage image(path);
    QCOMPARE(image.text("Title"), QStringLiteral("CaloLens: synthetic.h5, event 0"));
    QVERIFY(image.text("Description").contains("model checksum: 0123456789abcdef"));
}

void ComparisonSheetTest::nothingReachesTheMargin() {
    // Long names are shortened, not run over the edge.
    EventComparison comparison = test::syntheticComparison(test::syntheticEvent(
        {{50000, 0.3, 1.0}, {20000, 0.4, 1.05}, {10000, 0.2, 0.95}, {8000, 0.3, 1.1}}));
    comparison.source = std::string(200, 'w') + ".h5";
    comparison.settings.model = std::string(100, 'm');
    comparison.settings.modelChecksum = std::string(128, 'f');
    comparison.predictedLabel = std::string(150, 'p');
    const QString path = m_dir.filePath("sheet.png");
    const SheetOptions how = options();
    writeComparisonSheet(comparison, how, path.toStdString());
    const QImage image(path);
    const double margin = 9;
    QCOMPARE(inkedPixels(part(image, {0, 0, 210, margin}, how.dpi)), 0);
    QCOMPARE(inkedPixels(part(image, {0, 297 - margin, 210, margin}, how.dpi)), 0);
    QCOMPARE(inkedPixels(part(image, {0, 0, margin, 297}, how.dpi)), 0);
    QCOMPARE(inkedPixels(part(image, {210 - margin, 0, margin, 297}, how.dpi)), 0);
}

void ComparisonSheetTest::saysWhenThe3dViewsCannotBeDrawn() {
    SheetOptions how = options();
    how.renderer = [](const EventComparison&, const ViewSettings&, const CameraState*, QSize,
                      double) -> QImage { throw Error("There is no graphics here."); };
    const Svg svg = svgOf(test::syntheticComparison(test::syntheticEvent()), how);
    QCOMPARE(svg.images, 0);
    QVERIFY(
        svg.texts.contains("The 3D views could not be drawn here; the maps below show the cells."));
    QVERIFY(svg.texts.contains("There is no graphics here."));
}

void ComparisonSheetTest::asksForTheViewsOnWhiteAtItsResolution() {
    SheetOptions how = options();
    how.view.dark = true;
    how.view.thresholdMeV = 25;
    how.camera = CameraState{{1, 2, 3}, {}, {}, 20};
    int calls = 0;
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const QRectF rect = SheetPage(comparison, how).viewsRect();
    how.renderer = [&](const EventComparison& c, const ViewSettings& view,
                       const CameraState* camera, QSize pixels, double scale) {
        ++calls;
        [&] {
            QVERIFY(!view.dark);
            QCOMPARE(view.thresholdMeV, 25.0);
            QVERIFY(camera != nullptr && camera->position.y == 2);
            QVERIFY(std::abs(pixels.width() - rect.width() * how.dpi / 25.4) <= 1);
            QVERIFY(std::abs(pixels.height() - rect.height() * how.dpi / 25.4) <= 1);
        }();
        return plainViews(c, view, camera, pixels, scale);
    };
    writeComparisonSheet(comparison, how, m_dir.filePath("sheet.png").toStdString());
    QCOMPARE(calls, 1);
}

void ComparisonSheetTest::saysWhatIsNotKnown() {
    auto event = test::syntheticEvent();
    event->particles.clear();
    event->levels[1].energy.clear();
    EventComparison comparison;
    comparison.source = "data.h5";
    comparison.event = event;
    const Svg svg = svgOf(comparison, options());
    QCOMPARE(svg.texts.count("truth not known"), 3); // a map for each layer
    QCOMPARE(svg.texts.count("nothing predicted"), 3);
    QVERIFY(svg.texts.contains("Nothing has been predicted for this event."));
    QVERIFY(svg.texts.contains("COCOA: true particles not known"));
    for (const char* format : {"sheet.pdf", "sheet.png"})
        writeComparisonSheet(comparison, options(), m_dir.filePath(format).toStdString());
}

void ComparisonSheetTest::anEventWithoutCells() {
    EventComparison comparison;
    comparison.event = test::syntheticEvent({});
    QCOMPARE(svgOf(comparison, options()).texts.count("no cells"), 9);
}

void ComparisonSheetTest::manyLayersMakeTheLongerPage() {
    EventComparison comparison;
    comparison.event = layeredEvent(6);
    const QString path = m_dir.filePath("sheet.png");
    const SheetOptions how = options();
    writeComparisonSheet(comparison, how, path.toStdString());
    const QImage image(path);
    const SheetPage page(comparison, how);
    QCOMPARE(image.height(),
             static_cast<int>(std::lround(page.sizeMm().height() * how.dpi / 25.4)));
    QVERIFY(image.height() > 1.2 * 297 * how.dpi / 25.4);
    QVERIFY(inkedPixels(part(image, page.plotsRect(), how.dpi)) > 1000);
}

void ComparisonSheetTest::anotherSuffixIsWrongUsage() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    for (const char* name : {"sheet.jpg", "sheet", "sheet.pdf.txt"}) {
        const std::string path = m_dir.filePath(name).toStdString();
        QVERIFY_EXCEPTION_THROWN(writeComparisonSheet(comparison, options(), path), UsageError);
        QVERIFY(!QFile::exists(m_dir.filePath(name)));
    }
    writeComparisonSheet(comparison, options(), m_dir.filePath("SHEET.PNG").toStdString());
    QVERIFY(!QImage(m_dir.filePath("SHEET.PNG")).isNull());
}

void ComparisonSheetTest::aSenselessResolutionIsWrongUsage() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    for (const int dpi : {-1, 0, 10, 100000}) {
        SheetOptions how = options();
        how.dpi = dpi;
        QVERIFY_EXCEPTION_THROWN(
            writeComparisonSheet(comparison, how, m_dir.filePath("x.png").toStdString()),
            UsageError);
    }
}

void ComparisonSheetTest::anUnwritableFolderIsAnError() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    for (const char* name : {"missing/sheet.pdf", "missing/sheet.svg", "missing/sheet.png"})
        QVERIFY_EXCEPTION_THROWN(
            writeComparisonSheet(comparison, options(), m_dir.filePath(name).toStdString()),
            FileError);
}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen"); // no test here may need a display
    const QApplication application(argc, argv);
    ComparisonSheetTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ComparisonSheetTest.moc"
