// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// QCustomPlot's header says `signals` and `foreach`, which QT_NO_KEYWORDS takes away.
#include <QtGlobal>
#pragma push_macro("signals")
#undef signals
#define signals Q_SIGNALS
#pragma push_macro("foreach")
#undef foreach
#define foreach Q_FOREACH
#include <qcustomplot.h>
#pragma pop_macro("foreach")
#pragma pop_macro("signals")
