// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ExportMetadata.h"

#include "version/Version.h"

#include <utility>

namespace calolens {

QString exportDescription(std::vector<ProvenanceEntry> facts) {
    facts.push_back({"exported by", "CaloLens " + programVersion()});
    return QString::fromStdString(inOneLine(facts));
}

PageMetadata exportMetadata(const EventComparison& comparison, const QString& what,
                            const QString& provenance) {
    QString title = QStringLiteral("CaloLens: %1, event %2")
                        .arg(QString::fromStdString(comparison.source))
                        .arg(comparison.event->number);
    if (!what.isEmpty())
        title += QStringLiteral(": ") + what;
    return {title, exportDescription(provenanceOf(comparison)), provenance};
}

} // namespace calolens
