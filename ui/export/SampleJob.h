// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace calolens {

/// Makes the report or the figures of a whole event file with calolens-cli, in a process of its
/// own: the window stays alive meanwhile.
class SampleJob : public QObject {
    Q_OBJECT
public:
    /// @param arguments  of calolens-cli: "report", EVENTS, "-o", PATH, ...
    /// @param path       what is there in the end
    /// @throws UsageError if there is no calolens-cli
    SampleJob(QStringList arguments, QString path, QObject* parent = nullptr);
    /// Ends what has not been finished.
    ~SampleJob() override;

    /// calolens-cli beside this program, or on the search path; empty: there is none.
    [[nodiscard]] static QString program();
    void start();

Q_SIGNALS:
    /// "reading 466/1000 events (47 %), 23.3 per second, 23 s left"
    void progressed(const QString& text);
    void finished(const QString& path);
    void failed(const QString& message);

private:
    void readErrors();
    void end(int code, QProcess::ExitStatus status);

    QStringList m_arguments;
    QString m_path;
    QProcess m_process;
    QString m_said; ///< last on standard error that is no progress
};

} // namespace calolens
