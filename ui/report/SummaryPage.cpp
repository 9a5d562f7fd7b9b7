// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/SummaryPage.h"

#include "diffusion/GivenLevels.h"
#include "export/SheetCanvas.h"
#include "version/Version.h"

#include <QCoreApplication>
#include <QImage>

#include <algorithm>

namespace calolens {

namespace {
constexpr double marginMm = 15, rowMm = 3.7, textPt = 7;
constexpr int left = Qt::AlignLeft | Qt::AlignVCenter;
constexpr int right = Qt::AlignRight | Qt::AlignVCenter;

QString tr(const char* text) {
    return QCoreApplication::translate("SummaryPage", text);
}

QString plusMinus(const Measured& m, int digits) {
    return QStringLiteral("%1 \u00b1 %2").arg(m.value, 0, 'f', digits).arg(m.error, 0, 'f', digits);
}

QString plusMinus(const std::optional<Measured>& m, int digits) {
    return m ? plusMinus(*m, digits) : QStringLiteral("\u2013");
}

/// Writes a page from top to bottom.
class Writer {
public:
    Writer(const SheetCanvas& canvas, const QRect& rect)
        : m_canvas(canvas)
        , m_rect(rect.marginsRemoved(QMargins() + static_cast<int>(SheetCanvas::mm(marginMm))))
        , m_y(m_rect.top()) {}

    void title(const QString& text, double points) { line(text, {points, true, {}}, points * 0.5); }
    void line(const QString& text, const SheetCanvas::TextLook& look, double height = rowMm) {
        m_canvas.text({m_rect.left(), m_y, m_rect.width(), SheetCanvas::mm(height)}, left, text,
                      look);
        m_y += SheetCanvas::mm(height);
    }
    void gap(double mm) { m_y += SheetCanvas::mm(mm); }
    void rule(double points) {
        m_canvas.line({m_rect.left(), m_y}, {m_rect.right(), m_y}, points, m_canvas.style().ink);
        gap(0.6);
    }
    /// The first column takes what the others, of equal width, leave.
    void row(const QStringList& cells, bool bold = false) {
        const double row = SheetCanvas::mm(rowMm), column = SheetCanvas::mm(columnMm);
        const double names = m_rect.width() - column * static_cast<double>(cells.size() - 1);
        m_canvas.text({m_rect.left(), m_y, names, row}, left, cells.front(), {textPt, bold, {}});
        for (qsizetype i = 1; i < cells.size(); ++i)
            m_canvas.text(
                {m_rect.left() + names + column * static_cast<double>(i - 1), m_y, column, row},
                right, cells[i], {textPt, bold, {}});
        m_y += row;
    }
    void table(const QStringList& head, const QList<QStringList>& rows) {
        rule(0.8);
        row(head, true);
        rule(0.4);
        for (const QStringList& cells : rows)
            row(cells);
        gap(0.6);
        rule(0.8);
        gap(2.2);
    }
    void note(const QString& text) {
        const SheetCanvas::TextLook look{6.5, false, m_canvas.style().muted};
        const double height = m_canvas.paragraphHeight(m_rect.width(), text, look);
        m_canvas.paragraph({m_rect.left(), m_y, m_rect.width(), height + SheetCanvas::mm(1)}, text,
                           look);
        m_y += height + SheetCanvas::mm(1);
    }
    /// How many rows of a table there is room for, with its title and some lines after it.
    [[nodiscard]] std::size_t rowsLeft(double linesAfter) const {
        const double room = m_rect.bottom() - m_y - SheetCanvas::mm((3.4 + linesAfter) * rowMm);
        return static_cast<std::size_t>(std::max(0.0, room / SheetCanvas::mm(rowMm)));
    }

private:
    static constexpr double columnMm = 33;
    const SheetCanvas& m_canvas;
    QRectF m_rect;
    double m_y;
};

void header(Writer& page, const SampleFindings& findings, const SheetCanvas& canvas) {
    const EvaluationReport& report = findings.evaluation;
    const PredictionInfo& p = report.prediction;
    page.title(tr("Predictions of %1").arg(QString::fromStdString(report.source)), 15);
    page.line(findings.status, {9, true, canvas.style().muted}, 5);
    page.gap(2);
    page.line(tr("%1 events, %2 draws each, of the prediction '%3'.")
                  .arg(report.residualEvents)
                  .arg(report.samples)
                  .arg(QString::fromStdString(p.name)),
              {8, false, {}}, 4);
    page.line(tr("Model %1 (%2), %3 on the %4 schedule, %5 steps, %6 per draw, seed %7, "
                 "CaloLens %8.")
                  .arg(QString::fromStdString(p.model), QString::fromStdString(p.modelChecksum),
                       QString::fromStdString(p.sampler),
                       QString::fromStdString(scheduleLabel(p.schedule)))
                  .arg(p.steps)
                  .arg(p.evaluations > 0 ? tr("%1 evaluations").arg(p.evaluations)
                                         : tr("a varying number of evaluations"))
                  .arg(p.seed)
                  .arg(QString::fromStdString(p.programVersion)),
              {8, false, {}}, 4);
    if (!findings.madeBy.isEmpty())
        page.line(tr("Events: %1.").arg(findings.madeBy), {8, false, {}}, 4);
    page.line(tr("Errors are bootstrap errors over events. Report by CaloLens %1.")
                  .arg(QString::fromStdString(programVersion())),
              {8, false, canvas.style().muted}, 4);
    page.gap(4);
}

void residuals(Writer& page, const EvaluationReport& report) {
    page.title(tr("Event energy, picture less truth"), 9);
    const auto row = [](const QString& name, const ResidualReport& r, const QString& ratio) {
        return QStringList{name, plusMinus(r.meanGev, 4), plusMinus(r.sdGev, 4),
                           plusMinus(r.sdRel, 5), ratio};
    };
    QList<QStringList> rows{
        row(tr("LR, measured"), report.lr, QStringLiteral("1")),
        row(tr("HR, one draw"), report.sr, plusMinus(report.ratioSr, 3)),
    };
    if (report.samples > 1)
        rows << row(tr("HR, mean of %1 draws").arg(report.samples), report.srMean,
                    plusMinus(report.ratioSrMean, 3));
    page.table({QString(), tr("mean [GeV]"), tr("sd [GeV]"), tr("sd / energy"), tr("sd / LR's")},
               rows);
}

void distances(Writer& page, const EvaluationReport& report) {
    page.title(tr("Distances from truth"), 9);
    page.table({QString(), tr("one draw"), tr("truth's floor"), tr("LR")},
               {{tr("FPD"), plusMinus(report.fpd, 3), plusMinus(report.fpdFloor, 3),
                 plusMinus(report.fpdLr, 1)},
                {tr("KPD"), plusMinus(report.kpd, 3), plusMinus(report.kpdFloor, 3),
                 plusMinus(report.kpdLr, 1)}});
    page.title(tr("Cells without energy"), 9);
    page.table({QString(), tr("truth"), tr("one draw"), tr("mean of draws")},
               {{tr("Fraction of all cells"), plusMinus(report.zeroTruth, 4),
                 plusMinus(report.zeroSr, 4), plusMinus(report.zeroSrMean, 4)}});
}

void maxima(Writer& page, const EvaluationReport& report) {
    if (report.maximaCounts.size() < 2)
        return; // of one particle: nothing to tell
    page.title(tr("Events with as many maxima as truth [%]"), 9);
    const auto percent = [](const Measured& m) {
        return plusMinus(Measured{100 * m.value, 100 * m.error}, 1);
    };
    QList<QStringList> rows;
    for (const MaximaCount& count : report.maximaCounts)
        rows << QStringList{tr("%1%2 in truth (%3 events)")
                                .arg(count.maxima)
                                .arg(count.orMore ? tr(" or more") : QString())
                                .arg(count.events),
                            percent(count.sr), percent(count.srMean), percent(count.lr)};
    page.table({QString(), tr("one draw"), tr("mean of draws"), tr("LR")}, rows);
}

/// A row for each observable from one on, as many as there is room for. @returns the next one
std::size_t separations(Writer& page, const EvaluationReport& report, std::size_t first) {
    constexpr double notesLines = 3.2;
    const std::size_t last =
        std::min(report.observables.size(), first + page.rowsLeft(first == 0 ? notesLines : 0));
    page.title(tr("Separation of observables from truth (0: equal, 1: disjoint)"), 9);
    QList<QStringList> rows;
    for (std::size_t i = first; i < last; ++i) {
        const ObservableReport& o = report.observables[i];
        rows << QStringList{QString::fromStdString(o.info.title), plusMinus(o.separationSr, 4),
                            plusMinus(o.floor, 4), plusMinus(o.separationLr, 4)};
    }
    page.table({QString(), tr("one draw"), tr("truth's floor \u00b1 spread"), tr("LR")}, rows);
    return last;
}

void notes(Writer& page) {
    page.note(tr(
        "One draw is a typical picture; the mean of the draws is the best estimate of the energy "
        "and smoother than any event. Floor: what truth shows against other truth of as many "
        "events, so that a perfect model cannot be told from it; draws share their event with "
        "truth and may lie below. FPD and KPD: Fr\u00e9chet and kernel distance of the "
        "observables (arXiv 2211.10295); a value within its error of the floor says that these "
        "events tell no difference. Separation: half the sum of (p \u2212 q)\u00b2 / (p + q) "
        "over the bins."));
}
} // namespace

std::vector<Page> summaryPages(const SampleFindings& findings) {
    const QSizeF a4(210, 297);
    // What the first page holds is known when it has been laid out, on paper that nobody sees.
    const auto first = [&findings](QCPPainter& painter, const QRect& rect) {
        const SheetCanvas canvas(painter);
        painter.fillRect(rect, canvas.style().background);
        Writer page(canvas, rect);
        header(page, findings, canvas);
        residuals(page, findings.evaluation);
        distances(page, findings.evaluation);
        maxima(page, findings.evaluation);
        const std::size_t next = separations(page, findings.evaluation, 0);
        notes(page);
        return next;
    };
    const auto further = [&findings](QCPPainter& painter, const QRect& rect, std::size_t start) {
        const SheetCanvas canvas(painter);
        painter.fillRect(rect, canvas.style().background);
        Writer page(canvas, rect);
        return separations(page, findings.evaluation, start);
    };
    QImage scrap(1, 1, QImage::Format_RGB32);
    QCPPainter layout(&scrap);
    const QRect sheet(QPoint(0, 0), (a4 * SheetCanvas::mm(1)).toSize());
    std::vector<Page> pages{{a4, [first](QCPPainter& painter, const QRect& rect) {
                                 static_cast<void>(first(painter, rect));
                             }}};
    std::size_t next = first(layout, sheet);
    while (next < findings.evaluation.observables.size()) {
        pages.push_back({a4, [further, next](QCPPainter& painter, const QRect& rect) {
                             static_cast<void>(further(painter, rect, next));
                         }});
        next = further(layout, sheet, next);
    }
    return pages;
}

} // namespace calolens
