// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/RatioPlot.h"

#include "plots/AxisStyle.h"
#include "plots/BinnedPlottable.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
using Look = BinnedPlottable::Look;
constexpr double ratioTop = 2.0;      // of the lower panel
constexpr double logDecadesShown = 5; // below the largest content
constexpr double headRoom = 1.18;     // above the largest content
constexpr double legendRoom = 0.085;  // above that, for each line of the legend

QString roleName(PictureRole role) {
    switch (role) {
    case PictureRole::Lr:
        return QStringLiteral("LR");
    case PictureRole::Predicted:
        return QStringLiteral("pred.");
    case PictureRole::Truth:
        break;
    }
    return QStringLiteral("truth");
}

/// @param errors  false: the errors are shown elsewhere (truth's as the band of the lower panel)
std::vector<DrawnBin> drawnBins(const Histogram& h, bool errors) {
    std::vector<DrawnBin> bins;
    for (std::size_t i = 0; i < h.size(); ++i)
        bins.push_back({h.binning().low(i), h.binning().high(i), h.content(i),
                        errors ? h.error(i) : 0.0, true});
    return bins;
}

/// The ratio with the numerator's errors alone; the reference's are drawn as a band around one.
std::vector<DrawnBin> drawnRatio(const Histogram& numerator, const Histogram& reference) {
    Histogram exact = reference;
    for (std::size_t i = 0; i < exact.size(); ++i)
        exact.setError(i, 0);
    const auto points = ratio(numerator, exact);
    std::vector<DrawnBin> bins;
    for (std::size_t i = 0; i < points.size(); ++i)
        bins.push_back({exact.binning().low(i), exact.binning().high(i), points[i].value,
                        points[i].error, points[i].defined});
    return bins;
}

/// A histogram as the lower panel shows it.
std::vector<DrawnBin> compared(const Histogram& h, const Histogram& reference, LowerPanel how) {
    if (how == LowerPanel::Ratio)
        return drawnRatio(h, reference);
    std::vector<DrawnBin> bins;
    for (std::size_t i = 0; i < h.size(); ++i) {
        DrawnBin bin{h.binning().low(i), h.binning().high(i), h.content(i) - reference.content(i),
                     h.error(i), true};
        if (how == LowerPanel::Pull) {
            const double both = std::hypot(bin.error, reference.error(i));
            bin.defined = both > 0;
            bin.value = bin.defined ? bin.value / both : 0;
            bin.error = 0;
        }
        bins.push_back(bin);
    }
    return bins;
}

/// What a histogram equal to the reference would be: the panel's middle.
double middleOf(LowerPanel how) {
    return how == LowerPanel::Ratio ? 1 : 0;
}

/// The reference's own error around the middle.
std::vector<DrawnBin> bandOf(const Histogram& reference, LowerPanel how) {
    std::vector<DrawnBin> bins = compared(reference, reference, how);
    if (how == LowerPanel::Pull)
        for (std::size_t i = 0; i < bins.size(); ++i)
            bins[i] = {bins[i].low, bins[i].high, 0, 1, true};
    return bins;
}

QString labelOf(LowerPanel how, PictureRole reference) {
    switch (how) {
    case LowerPanel::Ratio:
        return RatioPlot::tr("Ratio to\n%1").arg(roleName(reference));
    case LowerPanel::Pull:
        return RatioPlot::tr("Pull");
    case LowerPanel::Difference:
        return RatioPlot::tr("Less\n%1").arg(roleName(reference));
    case LowerPanel::None:
        break;
    }
    return {};
}

/// Where the error bars and markers of a series stand beside those of the others.
double shiftOf(PictureRole role) {
    return role == PictureRole::Lr ? -0.16 : role == PictureRole::Predicted ? 0.0 : 0.16;
}
} // namespace

RatioPlot::RatioPlot(const PlotStyle& style, QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    rebuild();
}

void RatioPlot::setFigure(const RatioFigure& figure) {
    m_figure = figure;
    rebuild();
}

void RatioPlot::setStyle(const PlotStyle& style) {
    m_style = style;
    rebuild();
}

void RatioPlot::setLegendShown(bool shown) {
    m_legendShown = shown;
    rebuild();
}

void RatioPlot::setLeftMargin(double points) {
    m_leftMargin = points;
    rebuild();
}

void RatioPlot::setRangeSelectable(bool selectable) {
    setSelectionRectMode(selectable ? QCP::srmCustom : QCP::srmNone);
    if (selectable) {
        connect(selectionRect(), &QCPSelectionRect::accepted, this,
                [this](const QRect& rect) { selectBins(rect.normalized()); });
        // A click ends what a drag would have begun.
        connect(selectionRect(), &QCPSelectionRect::canceled, this,
                [this](const QRect& rect, const QInputEvent* key) {
                    if (key == nullptr) // else the drag was given up
                        selectBins(rect.normalized());
                });
        selectionRect()->setPen(QPen(m_style.muted));
        setCursor(Qt::CrossCursor);
    }
}

void RatioPlot::setHighlight(std::optional<std::pair<double, double>> range) {
    if (m_highlight == range)
        return;
    m_highlight = range;
    rebuild();
}

void RatioPlot::selectBins(const QRect& rect) {
    if (m_figure.series.empty())
        return;
    const QCPAxis* axis = m_upper->axis(QCPAxis::atBottom);
    const Binning& bins = m_figure.series.front().histogram.binning();
    const double low = axis->pixelToCoord(rect.left()), high = axis->pixelToCoord(rect.right());
    std::optional<std::size_t> first, last;
    for (std::size_t i = 0; i < bins.size(); ++i)
        if (bins.high(i) > low && bins.low(i) < high) {
            first = first.value_or(i);
            last = i;
        }
    if (first)
        Q_EMIT rangeSelected(bins.low(*first), bins.high(*last));
}

void RatioPlot::addHighlight() {
    if (!m_highlight || m_figure.series.empty())
        return;
    QColor colour = m_style.muted;
    colour.setAlpha(50);
    for (QCPAxisRect* rect : {m_upper, m_lower}) {
        if (rect == nullptr)
            continue;
        auto* mark = new QCPItemRect(this);
        mark->setClipAxisRect(rect);
        mark->setPen(Qt::NoPen);
        mark->setBrush(colour);
        mark->setLayer(QStringLiteral("grid"));
        for (QCPItemPosition* corner : {mark->topLeft, mark->bottomRight}) {
            corner->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
            corner->setAxisRect(rect);
            corner->setTypeX(QCPItemPosition::ptPlotCoords);
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        mark->topLeft->setCoords(m_highlight->first, 0);
        mark->bottomRight->setCoords(m_highlight->second, 1);
    }
}

void RatioPlot::paint(QCPPainter& painter, const QRect& rect) {
    paintPlot(*this, painter, rect);
}

const FigureSeries* RatioPlot::find(PictureRole role) const {
    const auto found = std::find_if(m_figure.series.begin(), m_figure.series.end(),
                                    [role](const FigureSeries& s) { return s.role == role; });
    return found == m_figure.series.end() ? nullptr : &*found;
}

void RatioPlot::rebuild() {
    clearPlottables();
    clearItems();
    plotLayout()->clear();
    legend = nullptr; // was inside the layout
    m_upper = m_lower = nullptr;
    setBackground(QBrush(m_style.background));
    makeAxes();
    addSeries();
    if (const auto denominator = m_figure.denominator())
        addLowerPanel(*denominator);
    setRanges();
    addHighlight();
    setTickers();
    if (m_legendShown)
        makeLegend();
    if (isVisible())
        replot(rpQueuedReplot);
}

void RatioPlot::makeAxes() {
    const auto unit = m_style.unit;
    const auto px = [unit](double points) { return static_cast<int>(std::lround(points * unit)); };
    plotLayout()->setRowSpacing(px(3));
    int row = 0;
    const auto addLine = [&](const QString& text, const QFont& font, const QColor& colour) {
        auto* line = new QCPTextElement(this, text, font);
        line->setTextColor(colour);
        line->setMargins({0, 0, 0, 0});
        line->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
        plotLayout()->addElement(row++, 0, line);
    };
    if (!m_figure.title.isEmpty())
        addLine(m_figure.title, m_style.font(m_style.titlePt, true), m_style.ink);
    for (const QString& text : m_figure.smallPrint)
        addLine(text, m_style.font(m_style.tickPt), m_style.muted);
    auto* margins = new QCPMarginGroup(this);
    const auto makeRect = [&](double minimumHeight) {
        auto* rect = new QCPAxisRect(this, true);
        rect->setMinimumMargins({px(2), px(3), px(5), px(2)});
        rect->setMinimumSize(px(40), px(minimumHeight));
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        if (m_leftMargin > 0) {
            rect->setAutoMargins(QCP::msAll & ~QCP::MarginSides(QCP::msLeft));
            rect->setMargins({px(m_leftMargin), 0, 0, 0});
        }
        for (QCPAxis* axis : rect->axes()) {
            styleAxis(*axis, m_style);
            axis->setLayer(QStringLiteral("axes"));
            axis->setPadding(0);
        }
        return rect;
    };
    m_upper = makeRect(60);
    plotLayout()->addElement(row, 0, m_upper);
    m_upper->axis(QCPAxis::atLeft)->setLabel(m_figure.yLabel);
    QCPAxis* bottom = m_upper->axis(QCPAxis::atBottom);
    if (const auto denominator = m_figure.denominator()) {
        m_lower = makeRect(28);
        plotLayout()->addElement(row + 1, 0, m_lower);
        plotLayout()->setRowStretchFactor(row, 2.2);
        plotLayout()->setRowStretchFactor(row + 1, 1);
        bottom->setTickLabels(false);
        m_upper->setAutoMargins(m_upper->autoMargins() & ~QCP::MarginSides(QCP::msBottom));
        m_upper->setMargins({px(m_leftMargin), 0, 0, 0});
        m_lower->setMinimumMargins({px(2), 0, px(5), px(2)});
        bottom = m_lower->axis(QCPAxis::atBottom);
        m_lower->axis(QCPAxis::atLeft)->setLabel(labelOf(m_figure.lower, *denominator));
    }
    bottom->setLabel(m_figure.xLabel);
}

void RatioPlot::addSeries() {
    for (const PictureRole role : {PictureRole::Truth, PictureRole::Lr, PictureRole::Predicted}) {
        const FigureSeries* series = find(role);
        if (series == nullptr)
            continue;
        auto* drawn =
            new BinnedPlottable(m_upper->axis(QCPAxis::atBottom), m_upper->axis(QCPAxis::atLeft),
                                role, Look::Steps, m_style);
        drawn->setName(series->name);
        drawn->setBins(drawnBins(series->histogram, role != PictureRole::Truth));
        drawn->setShift(shiftOf(role));
    }
}

void RatioPlot::addLowerPanel(PictureRole reference) {
    QCPAxis* x = m_lower->axis(QCPAxis::atBottom);
    QCPAxis* y = m_lower->axis(QCPAxis::atLeft);
    const LowerPanel how = m_figure.lower;
    const Histogram& below = find(reference)->histogram;
    auto* band = new BinnedPlottable(x, y, reference, Look::Band, m_style);
    band->setBins(bandOf(below, how));
    auto* middle = new QCPItemStraightLine(this);
    middle->point1->setAxes(x, y);
    middle->point2->setAxes(x, y);
    middle->point1->setAxisRect(m_lower);
    middle->point2->setAxisRect(m_lower);
    middle->setClipAxisRect(m_lower);
    middle->point1->setCoords(below.binning().edges().front(), middleOf(how));
    middle->point2->setCoords(below.binning().edges().back(), middleOf(how));
    middle->setPen(QPen(m_style.muted, 0.5 * m_style.unit));
    middle->setLayer(QStringLiteral("grid"));
    for (const PictureRole role : {PictureRole::Lr, PictureRole::Predicted}) {
        const FigureSeries* series = find(role);
        if (series == nullptr || role == reference)
            continue;
        auto* drawn = new BinnedPlottable(x, y, role, Look::Markers, m_style);
        drawn->setBins(compared(series->histogram, below, how));
        drawn->setShift(shiftOf(role));
    }
}

/// Ratios always have the same axis; pulls and differences one that holds the prediction's (LR's,
/// which may be far off, become arrow heads), even around zero.
QCPRange RatioPlot::lowerRange(PictureRole reference) const {
    if (m_figure.lower == LowerPanel::Ratio)
        return {0, ratioTop};
    const FigureSeries* shown = find(PictureRole::Predicted);
    if (shown == nullptr || shown->role == reference)
        shown = find(PictureRole::Lr);
    constexpr double leastPull = 3, mostPull = 10, room = 1.15;
    double largest = m_figure.lower == LowerPanel::Pull ? leastPull : 0;
    const Histogram& below = find(reference)->histogram;
    if (shown != nullptr)
        for (const DrawnBin& bin : compared(shown->histogram, below, m_figure.lower))
            largest = std::max(largest, std::abs(bin.value) + bin.error);
    if (m_figure.lower == LowerPanel::Pull)
        largest = std::min(largest, mostPull);
    if (!(largest > 0))
        largest = 1;
    return {-room * largest, room * largest};
}

void RatioPlot::setRanges() {
    if (m_figure.series.empty())
        return;
    double largest = 0, smallest = INFINITY;
    for (const FigureSeries& s : m_figure.series)
        for (std::size_t i = 0; i < s.histogram.size(); ++i) {
            const double content = s.histogram.content(i);
            largest = std::max(largest, content + s.histogram.error(i));
            if (content > 0)
                smallest = std::min(smallest, content);
        }
    if (!(largest > 0))
        largest = 1;
    const double room =
        headRoom + (m_legendShown ? legendRoom * static_cast<double>(m_figure.series.size()) : 0.0);
    QCPRange range(0, room * largest);
    if (m_figure.logY) {
        const double low =
            std::max(0.5 * std::min(smallest, largest), largest * std::pow(10, -logDecadesShown));
        range = QCPRange(low, largest * std::pow(largest / low, room - 1));
    }
    const std::vector<double>& edges = m_figure.series.front().histogram.binning().edges();
    for (QCPAxisRect* rect : {m_upper, m_lower}) {
        if (rect == nullptr)
            continue;
        for (const auto side : {QCPAxis::atBottom, QCPAxis::atTop}) {
            rect->axis(side)->setScaleType(m_figure.logX ? QCPAxis::stLogarithmic
                                                         : QCPAxis::stLinear);
            rect->axis(side)->setRange(edges.front(), edges.back());
        }
        for (const auto side : {QCPAxis::atLeft, QCPAxis::atRight}) {
            const bool log = rect == m_upper && m_figure.logY;
            rect->axis(side)->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
            rect->axis(side)->setRange(rect == m_upper ? range
                                                       : lowerRange(*m_figure.denominator()));
        }
    }
}

void RatioPlot::setTickers() {
    const QSharedPointer<QCPAxisTicker> logTicker(new QCPAxisTickerLog);
    QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    if (!m_figure.series.empty())
        for (qsizetype i = 0; i < m_figure.binNames.size(); ++i)
            names->addTick(
                m_figure.series.front().histogram.binning().centre(static_cast<std::size_t>(i)),
                m_figure.binNames[i]);
    names->setSubTickCount(0);
    // The ends of the range carry no number: it would stand on that of the panel above.
    QSharedPointer<QCPAxisTickerText> ratioTicks(new QCPAxisTickerText);
    for (const double tick : {0.5, 1.0, 1.5})
        ratioTicks->addTick(tick, QString::number(tick, 'f', 1));
    ratioTicks->setSubTickCount(4);
    for (QCPAxisRect* rect : {m_upper, m_lower}) {
        if (rect == nullptr)
            continue;
        for (QCPAxis* axis : rect->axes()) {
            const bool horizontal = axis->orientation() == Qt::Horizontal;
            if (axis->scaleType() == QCPAxis::stLogarithmic) {
                axis->setTicker(logTicker);
                axis->setNumberFormat(QStringLiteral("eb"));
                axis->setNumberPrecision(0);
            } else if (horizontal && !m_figure.binNames.isEmpty()) {
                axis->setTicker(names);
                axis->setTickLength(0);
            } else if (!horizontal && rect == m_lower && m_figure.lower == LowerPanel::Ratio) {
                axis->setTicker(ratioTicks);
            } else {
                QSharedPointer<QCPAxisTicker> plain(new QCPAxisTicker);
                plain->setTickCount(4);
                axis->setTicker(plain);
                axis->setNumberFormat(QStringLiteral("gb"));
            }
        }
    }
}

void RatioPlot::makeLegend() {
    const auto px = [this](double points) {
        return static_cast<int>(std::lround(points * m_style.unit));
    };
    legend = new QCPLegend;
    m_upper->insetLayout()->addElement(legend, Qt::AlignTop | Qt::AlignRight);
    m_upper->insetLayout()->setMargins({px(4), px(4), px(4), px(4)});
    legend->setLayer(QStringLiteral("legend"));
    styleLegend(*legend, m_style);
    legend->setIconSize(px(14), px(6));
    legend->setRowSpacing(px(1));
    legend->setMargins({0, 0, 0, 0});
    for (int i = 0; i < plottableCount(); ++i)
        if (plottable(i)->valueAxis()->axisRect() == m_upper)
            plottable(i)->addToLegend(legend);
}

} // namespace calolens
