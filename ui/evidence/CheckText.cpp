// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/CheckText.h"

#include "plots/CalibrationPlot.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace calolens {

namespace {

QString words(const char* text) {
    return QCoreApplication::translate("CheckText", text);
}

QString plain(const std::string& text) {
    return QString::fromStdString(text).toHtmlEscaped();
}

QString capital(QString text) {
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString paragraph(const QString& html) {
    return QStringLiteral("<p style='margin-top:0; margin-bottom:5px'>%1</p>").arg(html);
}

} // namespace

QString checkNumber(double value, const std::string& unit) {
    if (!std::isfinite(value))
        return QStringLiteral("\u2013");
    QString suffix = QString::fromStdString(unit);
    if (unit == "MeV" && std::abs(value) >= 999.5) {
        value /= 1000;
        suffix = QStringLiteral("GeV");
    } else if (unit == "sigma") {
        suffix = QStringLiteral("\u03C3");
    }
    const double size = std::abs(value);
    if (value > 0 && value < 5e-4)
        return suffix.isEmpty() ? words("< 0.001") : words("< 0.001") + QChar(0x202F) + suffix;
    const QString number = size != 0 && (size < 5e-4 || size >= 1e6)
                               ? QLocale().toString(value, 'g', 3)
                               : QLocale().toString(value, 'f',
                                                    size < 1     ? 3
                                                    : size < 10  ? 2
                                                    : size < 100 ? 1
                                                                 : 0);
    const QString signedNumber = value < 0 ? QStringLiteral("\u2212") + number.mid(1) : number;
    return suffix.isEmpty() ? signedNumber : signedNumber + QChar(0x202F) + suffix;
}

QString passRange(const Limits& limits, const std::string& unit) {
    const auto& low = limits.lookBelow ? limits.lookBelow : limits.failBelow;
    const auto& high = limits.lookAbove ? limits.lookAbove : limits.failAbove;
    if (low && high)
        return words("%1 to %2").arg(checkNumber(*low, ""), checkNumber(*high, unit));
    if (high)
        return words("up to %1").arg(checkNumber(*high, unit));
    return low ? words("from %1").arg(checkNumber(*low, unit)) : QString();
}

QString checkDetails(const CheckInfo& info, const CheckResult& result) {
    QString html = paragraph(QStringLiteral("<i>%1</i>").arg(plain(info.question)));
    if (!result.reason().empty())
        html += paragraph(capital(plain(result.reason())) + QStringLiteral("."));
    if (result.value())
        html += paragraph(
            words("%1: <b>%2</b>")
                .arg(capital(plain(info.valueName)), checkNumber(*result.value(), info.unit)));
    if (const QString range = passRange(result.limits(), info.unit); !range.isEmpty()) {
        QString text = words("Passes: %1").arg(range);
        if (!result.limits().origin.empty())
            text += QStringLiteral(" (%1)").arg(plain(result.limits().origin));
        html += paragraph(text);
    }
    if (!result.numbers().empty()) {
        QString rows;
        for (const NamedNumber& number : result.numbers())
            if (!CalibrationPlot::isPoint(number.name)) // these are drawn
                rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td></tr>")
                            .arg(plain(number.title), checkNumber(number.value, number.unit));
        html += QStringLiteral("<table cellspacing='0' cellpadding='1' "
                               "style='margin-bottom:5px'>%1</table>")
                    .arg(rows);
    }
    if (!info.formula.empty())
        html += paragraph(words("Formula: %1").arg(plain(info.formula)));
    if (!info.explanation.empty())
        html += paragraph(plain(info.explanation));
    if (!info.reference.empty())
        html += paragraph(words("Reference: %1").arg(plain(info.reference)));
    return html;
}

} // namespace calolens
