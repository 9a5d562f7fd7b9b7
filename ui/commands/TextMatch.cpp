// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/TextMatch.h"

#include <QChar>

namespace calolens {
namespace {

constexpr int NoMatch = -1;

// Greedy match of typed[t...] with its first letter searched from text[from...].
int scoreFrom(QStringView typed, QStringView text, qsizetype from) {
    constexpr int Letter = 1, WordStart = 6, Neighbour = 7;
    int score = 0;
    qsizetype previous = -2;
    qsizetype at = from;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        while (at < text.size() && text[at].toLower() != wanted.toLower())
            ++at;
        if (at == text.size())
            return NoMatch;
        const bool wordStart = at == 0 || !text[at - 1].isLetterOrNumber();
        score += Letter + (wordStart ? WordStart : 0) + (at == previous + 1 ? Neighbour : 0);
        previous = at++;
    }
    return score;
}

} // namespace

int textMatchScore(QStringView typed, QStringView text) {
    // The first occurrence of the first letter need not be the best one: try them all.
    int best = NoMatch;
    for (qsizetype from = 0; from <= text.size(); ++from)
        best = std::max(best, scoreFrom(typed, text, from));
    return best;
}

} // namespace calolens
