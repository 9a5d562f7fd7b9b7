// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProvenanceText.h"

#include <QTest>

using calolens::cli::provenanceText;

class ProvenanceTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shortFacts_data() {
        QTest::addColumn<QByteArray>("provenance");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("digitized")
            << QByteArray(R"({"command":"digitize","preset":"cocoa-sr2","program":"CaloLens",)"
                          R"("seed":1,"source":{"events":[0,24],"file":"a.h5","provenance":{}},)"
                          R"("version":"0.1.0"})")
            << QByteArray("CaloLens 0.1.0, digitize, preset: cocoa-sr2, seed: 1, from a.h5");
        QTest::newRow("text in quotes")
            << QByteArray(R"("by hand\nin Spring")") << QByteArray("by hand in Spring");
        QTest::newRow("no JSON") << QByteArray("{by hand") << QByteArray("{by hand");
        QTest::newRow("nothing") << QByteArray("\"\"") << QByteArray();
        QTest::newRow("empty object") << QByteArray("{}") << QByteArray();
        QTest::newRow("other things than text")
            << QByteArray(R"({"program":3,"seed":null,"source":{"file":[1]}})")
            << QByteArray("3, seed: null, from [1]");
    }
    void shortFacts() {
        QFETCH(QByteArray, provenance);
        QFETCH(QByteArray, line);
        QCOMPARE(QByteArray::fromStdString(provenanceText(provenance.toStdString())), line);
    }

    void longOnesStayShortAndValid() {
        const QString umlauts(1000, QChar(0xE4));
        const QString text = QString::fromUtf8(
            provenanceText(QStringLiteral("x%1").arg(umlauts).toStdString()).c_str());
        QVERIFY(text.size() < 210 && text.endsWith(QStringLiteral("...")));
        QVERIFY(!text.contains(QChar::ReplacementCharacter));
        const QString value = QString::fromStdString(
            provenanceText(QStringLiteral("{\"note\":\"%1\"}").arg(umlauts).toStdString()));
        QVERIFY(value.size() < 80 && value.startsWith(QStringLiteral("note: ")));
    }
};

QTEST_APPLESS_MAIN(ProvenanceTextTest)
#include "ProvenanceTextTest.moc"
