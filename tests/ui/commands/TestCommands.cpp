// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/CommandListModel.h"
#include "commands/CommandPalette.h"
#include "commands/CommandRegistry.h"
#include "commands/ShortcutEditor.h"
#include "commands/ShortcutSheet.h"
#include "commands/TextMatch.h"
#include "error/Error.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;

namespace {

CommandSpec spec(const char* id, const char* category, const char* text,
                 const QKeySequence& shortcut = {}) {
    return {QString::fromLatin1(id),
            QString::fromLatin1(category),
            QString::fromLatin1(text),
            QStringLiteral("Does it"),
            shortcut,
            {},
            false};
}

void ignore(bool) {
}

} // namespace

class TestCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCommandIsOneObject() {
        CommandRegistry registry;
        int runs = 0;
        QAction* open = registry.add(spec("file.open", "File", "&Open...", QKeySequence::Open),
                                     [&](bool) { ++runs; });
        QCOMPARE(registry.action(QStringLiteral("file.open")), open);
        QCOMPARE(CommandRegistry::plainText(open), QStringLiteral("Open"));
        QCOMPARE(CommandRegistry::categoryOf(open), QStringLiteral("File"));
        QVERIFY(open->toolTip().contains(QStringLiteral("Ctrl+O")));
        open->trigger();
        QCOMPARE(runs, 1);
    }

    void twinsAndNamelessOnesAreRefused() {
        CommandRegistry registry;
        registry.add(spec("a", "X", "A", QKeySequence(QStringLiteral("Ctrl+A"))), ignore);
        QVERIFY_EXCEPTION_THROWN(registry.add(spec("a", "X", "B"), ignore), UsageError);
        QVERIFY_EXCEPTION_THROWN(
            registry.add(spec("b", "X", "B", QKeySequence(QStringLiteral("Ctrl+A"))), ignore),
            UsageError);
        QVERIFY_EXCEPTION_THROWN(registry.add(spec("c", "X", ""), ignore), UsageError);
        QVERIFY_EXCEPTION_THROWN((void)registry.action(QStringLiteral("nothing")), UsageError);
        QCOMPARE(registry.actions().size(), 1);
    }

    void matching_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        const auto row = [](const char* typed, const char* better, const char* worse) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(better)
                                 << QString::fromLatin1(worse);
        };
        row("rc", "Reset camera", "Search");
        row("fin", "Finish here", "First frame now");
        row("step", "Take one step", "Show the Estimate panel");
        row("OPEN", "open", "o p e n");
        row("nf", "Next frame", "Info");
    }
    void matching() {
        QFETCH(QString, typed);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        QVERIFY(textMatchScore(typed, better) > textMatchScore(typed, worse));
    }

    void lettersMustOccurInOrder() {
        QVERIFY(textMatchScore(u"nepo", u"Open") < 0);
        QVERIFY(textMatchScore(u"opens", u"Open") < 0);
        QVERIFY(textMatchScore(u"", u"Open") >= 0);
    }

    void paletteListsAndRuns() {
        CommandRegistry registry;
        QString ran;
        const auto note = [&](const char* what) {
            return [&ran, what](bool) { ran = QString::fromLatin1(what); };
        };
        registry.add(spec("run", "Denoising", "Run"), note("run"));
        registry.add(spec("reset", "View", "Reset camera"), note("reset"));
        registry.add(spec("rest", "View", "Rest"), note("rest"))->setEnabled(false);
        CommandPalette palette(registry);
        const QAbstractItemModelTester tester(
            palette.rows(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        palette.popUp();
        QCOMPARE(palette.rows()->rowCount(), 3);
        auto* edit = palette.findChild<QLineEdit*>();
        QTest::keyClicks(edit, QStringLiteral("res"));
        QCOMPARE(palette.rows()->rowCount(), 2);
        // "Rest" cannot be used now: Enter and Up or Down never choose it.
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(ran, QStringLiteral("reset"));
        QVERIFY(!palette.isVisible());
    }

    void paletteWithNoMatchRunsNothing() {
        CommandRegistry registry;
        int runs = 0;
        registry.add(spec("run", "Denoising", "Run"), [&](bool) { ++runs; });
        CommandPalette palette(registry);
        palette.popUp();
        auto* edit = palette.findChild<QLineEdit*>();
        QTest::keyClicks(edit, QStringLiteral("zzz"));
        QCOMPARE(palette.rows()->rowCount(), 0);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(runs, 0);
    }

    void shortcutsCanBeChangedAndAreKept() {
        QTemporaryDir folder;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
        const QKeySequence f7(QStringLiteral("F7")), f8(QStringLiteral("F8"));
        const auto fill = [&](CommandRegistry& registry) {
            registry.add(spec("a", "One", "Alpha", f7), ignore);
            registry.add(spec("b", "One", "Beta", f8), ignore);
        };
        const auto shortcut = [](const CommandRegistry& registry, const char* id) {
            return registry.action(QString::fromLatin1(id))->shortcut();
        };
        {
            CommandRegistry registry;
            fill(registry);
            QVERIFY_THROWS_EXCEPTION(UsageError, registry.setShortcut(QStringLiteral("a"), f8));
            QCOMPARE(shortcut(registry, "a"), f7);
            // The two exchange theirs.
            registry.setShortcut(QStringLiteral("a"), {});
            registry.setShortcut(QStringLiteral("b"), f7);
            registry.setShortcut(QStringLiteral("a"), f8);
            QVERIFY(registry.action(QStringLiteral("a"))->toolTip().contains(QStringLiteral("F8")));
            registry.saveShortcuts();
        }
        CommandRegistry again;
        fill(again);
        QSettings().setValue(QStringLiteral("shortcuts/of.the.future"), QStringLiteral("F9"));
        again.loadShortcuts();
        QCOMPARE(shortcut(again, "a"), f8);
        QCOMPARE(shortcut(again, "b"), f7);
        QCOMPARE(CommandRegistry::defaultShortcut(again.action(QStringLiteral("a"))), f7);

        // In the editor.
        ShortcutEditor editor(again);
        editor.choose(QStringLiteral("a"));
        editor.assign(f7);
        QVERIFY(editor.remark().contains(QStringLiteral("Beta")));
        editor.assign(QKeySequence(QStringLiteral("Ctrl+Y")));
        QVERIFY(editor.remark().isEmpty());
        QCOMPARE(shortcut(again, "a"), QKeySequence(QStringLiteral("Ctrl+Y")));
        editor.resetAll();
        QCOMPARE(shortcut(again, "a"), f7);
        QCOMPARE(shortcut(again, "b"), f8);
    }

    void sheetShowsEveryShortcut() {
        CommandRegistry registry;
        registry.add(spec("a", "One", "Alpha", QKeySequence(QStringLiteral("Ctrl+A"))), ignore);
        registry.add(spec("b", "Two", "Beta", QKeySequence(QStringLiteral("F7"))), ignore);
        registry.add(spec("c", "Two", "Gamma"), ignore);
        const ShortcutSheet sheet(registry, {{QStringLiteral("Drag"), QStringLiteral("Turn")}});
        QStringList texts;
        for (const QLabel* label : sheet.findChildren<QLabel*>())
            texts << label->text();
        for (const char* shown : {"One", "Alpha", "Ctrl+A", "Two", "Beta", "F7", "Drag", "Turn"})
            QVERIFY2(texts.contains(QString::fromLatin1(shown)), shown);
        QVERIFY(!texts.contains(QStringLiteral("Gamma")));
    }
};

QTEST_MAIN(TestCommands)
#include "TestCommands.moc"
