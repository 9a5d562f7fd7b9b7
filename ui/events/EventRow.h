// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventFile.h"

#include <QImage>
#include <QString>

#include <limits>

namespace calolens {

/// What the table shows of one event.
struct EventRow {
    qint64 number = 0;
    int particleCount = 0;
    QString particles;                                            ///< "e\u2212 + 2\u03B3"
    double trueEnergy = std::numeric_limits<double>::quiet_NaN(); ///< of the particles, MeV
    double lrEnergy = 0;                                          ///< MeV
    qint64 lrCells = 0;
    qint64 hrCells = 0;
    int predictions = 0; ///< stored predictions that hold this event
    QImage thumbnail;    ///< thumbnailOf(); null if it was not asked for
    QString error;       ///< not empty: the event could not be read, and why
};

/// Whether a row is read with its picture.
enum class Thumbnail { Without, With };

/// Reads what the table shows of one event; never throws: a damaged event becomes a row that says
/// so.
[[nodiscard]] EventRow readEventRow(const EventFile& file, qint64 event,
                                    const std::vector<PredictionInfo>& predictions,
                                    Thumbnail thumbnail = Thumbnail::Without);

/// "e\u2212 + 2\u03B3" for one electron and two photons; empty for none.
[[nodiscard]] QString particleText(const std::vector<Particle>& particles);

} // namespace calolens
