// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/DrawsText.h"

#include <QCoreApplication>

namespace calolens {

QString drawsText(int draws) {
    return draws == 1 ? QCoreApplication::translate("DrawsText", "1 draw")
                      : QCoreApplication::translate("DrawsText", "%1 draws").arg(draws);
}

QString meanOfDrawsText(int draws) {
    return draws == 1 ? QCoreApplication::translate("DrawsText", "one draw")
                      : QCoreApplication::translate("DrawsText", "mean of %1 draws").arg(draws);
}

} // namespace calolens
