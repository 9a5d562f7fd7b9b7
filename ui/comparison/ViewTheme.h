// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/Theme.h"

#include <QColor>

namespace calolens {

/// The colours of the comparison besides those of the cells.
struct ViewTheme {
    QColor pane;          ///< behind the cells
    QColor between;       ///< the panes
    QColor text, dimText; ///< main and secondary words
    QColor lines;         ///< surfaces of the detector
    QColor grid;          ///< edges of the LR cells
    QColor highlight, highlightHalo;
    QColor particle;
    QColor panel; ///< behind the words about a cell
    QColor lr, predicted, truth;

    [[nodiscard]] static ViewTheme of(bool dark) {
        const ThemeColours& c = themeColours(dark);
        QColor panel = c.raised;
        panel.setAlpha(242);
        return {c.view,
                c.border,
                c.text,
                c.muted,
                dark ? QColor(0x4d, 0x57, 0x66) : QColor(0xab, 0xb4, 0xc0),
                dark ? QColor(0x2e, 0x36, 0x42) : QColor(0xd0, 0xd6, 0xde),
                dark ? QColor(0x8a, 0xf0, 0xff) : QColor(0x00, 0x5f, 0xd0),
                dark ? QColor(Qt::black) : QColor(Qt::white),
                c.success,
                panel,
                c.lr,
                c.predicted,
                c.truth};
    }
};

} // namespace calolens
