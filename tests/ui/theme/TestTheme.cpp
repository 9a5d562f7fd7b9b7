// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"
#include "theme/ThemeIcon.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace calolens;

namespace {
// Relative luminance and contrast as WCAG 2.1 defines them.
double channel(double c) {
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(const QColor& c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a), second = luminance(b);
    const double low = std::min(first, second), high = std::max(first, second);
    return (high + 0.05) / (low + 0.05);
}
int drawnPixels(const QImage& image) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
    return count;
}
constexpr double ReadableText = 4.5;   // WCAG AA for text
constexpr double VisibleGraphic = 3.0; // WCAG AA for graphics and curves
} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsReadable_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void textIsReadable() {
        QFETCH(bool, dark);
        const ThemeColours& c = themeColours(dark);
        QCOMPARE(c.dark, dark);
        for (const QColor& back : {c.window, c.surface, c.raised}) {
            QVERIFY2(contrast(c.text, back) > ReadableText, qPrintable(back.name()));
            QVERIFY2(contrast(c.muted, back) > ReadableText, qPrintable(back.name()));
            QVERIFY2(contrast(c.error, back) > ReadableText, qPrintable(back.name()));
        }
        QVERIFY(contrast(c.accentText, c.accent) > ReadableText);
        for (const QColor& curve : {c.lr, c.predicted, c.truth, c.accent})
            QVERIFY2(contrast(curve, c.surface) > VisibleGraphic, qPrintable(curve.name()));
    }

    void namesGoBothWays() {
        for (const auto choice : {ThemeChoice::System, ThemeChoice::Dark, ThemeChoice::Light}) {
            ThemeChoice read = ThemeChoice::System;
            QVERIFY(themeFromName(themeName(choice), read));
            QCOMPARE(read, choice);
        }
        ThemeChoice untouched = ThemeChoice::Light;
        QVERIFY(!themeFromName(QStringLiteral("purple"), untouched));
        QCOMPARE(untouched, ThemeChoice::Light);
    }

    void changingTellsAndRepaints() {
        Theme& theme = Theme::instance();
        theme.setChoice(ThemeChoice::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(changed.count(), 1);
        theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
        theme.setChoice(ThemeChoice::Light);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 128);
    }

    void windowsWearTheSheet() {
        Theme& theme = Theme::instance();
        theme.setChoice(ThemeChoice::Dark);
        QMainWindow shown;
        auto* label = new QLabel(QStringLiteral("words"), &shown);
        label->setProperty("role", QStringLiteral("muted"));
        shown.show();
        QMainWindow hidden;
        auto* other = new QLabel(QStringLiteral("words"), &hidden);
        other->setProperty("role", QStringLiteral("muted"));
        hidden.show();
        hidden.hide();
        QDialog dialog(&shown); // wears what its parent does
        QVERIFY(!shown.styleSheet().isEmpty());
        // A name that was not replaced would silently make Qt ignore the rule.
        QVERIFY(!shown.styleSheet().contains(QLatin1Char('@')));
        QVERIFY(dialog.styleSheet().isEmpty());
        QCOMPARE(label->palette().color(QPalette::WindowText), themeColours(true).muted);
        theme.setChoice(ThemeChoice::Light);
        QCOMPARE(label->palette().color(QPalette::WindowText), themeColours(false).muted);
        hidden.show();
        QCOMPARE(other->palette().color(QPalette::WindowText), themeColours(false).muted);
    }

    /// A sheet of the application would be gone through for each ancestor of a widget.
    void aChangeGoesThroughEachWidgetTwiceAtMost() {
        struct Counter : QObject {
            int changes = 0;
            bool eventFilter(QObject* watched, QEvent* event) override {
                changes += event->type() == QEvent::StyleChange ? 1 : 0;
                return QObject::eventFilter(watched, event);
            }
        } counter;
        Theme::instance().setChoice(ThemeChoice::Dark);
        QMainWindow window;
        QWidget* parent = &window;
        for (int depth = 0; depth < 8; ++depth)
            parent = new QWidget(parent);
        auto* deepest = new QLabel(parent);
        window.show();
        deepest->installEventFilter(&counter);
        Theme::instance().setChoice(ThemeChoice::Light);
        QVERIFY(counter.changes > 0);
        QVERIFY(counter.changes <= 2);
    }

    void listsAreMadeWhenTheyAreOpened() {
        QMainWindow window;
        auto* all = new ChoiceBox(ChoiceBox::WholeText, &window);
        auto* few = new ChoiceBox(3, &window);
        for (ChoiceBox* box : {all, few})
            box->addItems({QStringLiteral("one"), QStringLiteral("the longest of all the words")});
        window.show();
        Theme::instance().setChoice(ThemeChoice::Dark);
        Theme::instance().setChoice(ThemeChoice::Light);
        for (ChoiceBox* box : {all, few})
            QVERIFY(box->findChildren<QWidget*>().isEmpty());
        QVERIFY(few->sizeHint().width() < all->sizeHint().width());
        QComboBox usual(&window); // is as large
        usual.addItems({all->itemText(0), all->itemText(1)});
        QCOMPARE(all->sizeHint().height(), usual.sizeHint().height());
        QVERIFY(std::abs(all->sizeHint().width() - usual.sizeHint().width()) <= 2);
        all->showPopup();
        QVERIFY(all->view()->isVisible());
        QVERIFY(all->view()->palette().color(QPalette::Base).lightness() > 128);
        all->hidePopup();
    }

    void everyIconFollowsTheTheme() {
        Theme& theme = Theme::instance();
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList();
        QVERIFY(files.size() > 20);
        for (const QString& file : files) {
            const QString name = QString(file).remove(QStringLiteral(".svg"));
            const QIcon icon = themeIcon(name);
            QVERIFY2(!icon.isNull(), qPrintable(name));
            theme.setChoice(ThemeChoice::Dark);
            const QImage dark = icon.pixmap(24, 24).toImage();
            const QImage disabled = icon.pixmap(24, 24, QIcon::Disabled).toImage();
            theme.setChoice(ThemeChoice::Light);
            const QImage light = icon.pixmap(24, 24).toImage();
            QVERIFY2(drawnPixels(dark) > 10, qPrintable(name));
            QCOMPARE(drawnPixels(dark), drawnPixels(light));
            if (name == QStringLiteral("calolens")) // the program's own mark keeps its colours
                continue;
            QVERIFY2(dark != light, qPrintable(name));
            QVERIFY2(dark != disabled, qPrintable(name));
        }
    }

    void unknownIconIsNull() { QVERIFY(themeIcon(QStringLiteral("no-such-icon")).isNull()); }
};

QTEST_MAIN(TestTheme)
#include "TestTheme.moc"
