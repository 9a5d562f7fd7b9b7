// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventFilter.h"

#include "error/Error.h"

#include <muParser.h>

#include <QObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace calolens {

namespace {

constexpr double MeVPerGeV = 1000;

struct Name {
    const char* name;
    const char* meaning;
    bool whole; ///< known only when the event has been read
};
constexpr std::array<Name, 7> kNames{{
    {"event", QT_TRANSLATE_NOOP("EventFilter", "number of the event"), false},
    {"particles", QT_TRANSLATE_NOOP("EventFilter", "number of true particles"), false},
    {"energy", QT_TRANSLATE_NOOP("EventFilter", "true energy of all particles, GeV"), true},
    {"lr_energy", QT_TRANSLATE_NOOP("EventFilter", "sum of the measured cells, GeV"), true},
    {"lr_cells", QT_TRANSLATE_NOOP("EventFilter", "number of measured cells"), false},
    {"hr_cells", QT_TRANSLATE_NOOP("EventFilter", "number of high-resolution cells"), false},
    {"predicted", QT_TRANSLATE_NOOP("EventFilter", "number of stored predictions"), true},
}};

double both(double a, double b) {
    return a != 0 && b != 0 ? 1 : 0;
}
double either(double a, double b) {
    return a != 0 || b != 0 ? 1 : 0;
}
double none(double a) {
    return a == 0 ? 1 : 0;
}

} // namespace

struct EventFilter::Impl {
    mu::Parser parser;
    std::array<double, kNames.size()> values{};
    bool whole = false;
};

EventFilter::EventFilter(const QString& text)
    : m_impl(std::make_unique<Impl>()) {
    mu::Parser& parser = m_impl->parser;
    try {
        // As binding as && and ||, which muParser knows already.
        parser.DefineOprt("and", both, mu::prLAND, mu::oaLEFT, true);
        parser.DefineOprt("or", either, mu::prLOR, mu::oaLEFT, true);
        parser.DefineInfixOprtChars("not"); // the letters that a prefix operator may have
        parser.DefineInfixOprt("not", none, mu::prLAND + 1, true);
        for (std::size_t i = 0; i < kNames.size(); ++i)
            parser.DefineVar(kNames[i].name, &m_impl->values[i]);
        parser.SetExpr(text.toStdString());
        for (const auto& [name, value] : parser.GetUsedVar()) {
            const auto known =
                std::find_if(kNames.begin(), kNames.end(),
                             [&name = name](const Name& n) { return name == n.name; });
            if (known == kNames.end())
                throw UsageError("there is no '" + name + "'");
            m_impl->whole = m_impl->whole || known->whole;
        }
        (void)parser.Eval();
        if (parser.GetNumResults() != 1)
            throw UsageError("it is more than one condition");
    } catch (const mu::Parser::exception_type& error) {
        throw UsageError(error.GetMsg());
    }
}

EventFilter::~EventFilter() = default;
EventFilter::EventFilter(EventFilter&&) noexcept = default;
EventFilter& EventFilter::operator=(EventFilter&&) noexcept = default;

bool EventFilter::needsWholeEvent() const noexcept {
    return m_impl->whole;
}

bool EventFilter::accepts(const EventRow& row) const {
    if (!row.error.isEmpty())
        return false;
    m_impl->values = {static_cast<double>(row.number),     static_cast<double>(row.particleCount),
                      row.trueEnergy / MeVPerGeV,          row.lrEnergy / MeVPerGeV,
                      static_cast<double>(row.lrCells),    static_cast<double>(row.hrCells),
                      static_cast<double>(row.predictions)};
    try {
        const double result = m_impl->parser.Eval();
        return result != 0 && !std::isnan(result);
    } catch (const mu::Parser::exception_type&) {
        return false; // divided by zero, say
    }
}

QStringList EventFilter::help() {
    QStringList lines;
    for (const Name& name : kNames)
        lines << QStringLiteral("%1: %2").arg(QString::fromLatin1(name.name),
                                              QObject::tr(name.meaning));
    return lines;
}

} // namespace calolens
