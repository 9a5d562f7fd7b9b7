// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/SampleJob.h"

#include "error/Error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace calolens {

SampleJob::SampleJob(QStringList arguments, QString path, QObject* parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_path(std::move(path)) {
    if (program().isEmpty())
        throw UsageError("Reports and figures of a whole file are made by the program "
                         "calolens-cli, which is not beside this one.");
    connect(&m_process, &QProcess::readyReadStandardError, this, &SampleJob::readErrors);
    connect(&m_process, &QProcess::finished, this, &SampleJob::end);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(m_process.errorString());
    });
}

SampleJob::~SampleJob() {
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString SampleJob::program() {
    const QString here = QCoreApplication::applicationDirPath();
    // Installed side by side; or in a build folder.
    for (const QString& place :
         {here + QStringLiteral("/calolens-cli"), here + QStringLiteral("/../cli/calolens-cli")})
        if (QFileInfo(place).isExecutable())
            return place;
    return QStandardPaths::findExecutable(QStringLiteral("calolens-cli"));
}

void SampleJob::start() {
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(program(), m_arguments);
}

void SampleJob::readErrors() {
    const QString text = QString::fromLocal8Bit(m_process.readAllStandardError());
    const QStringList lines = QString(text)
                                  .replace(QLatin1Char('\r'), QLatin1Char('\n'))
                                  .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines)
        if (line.contains(QLatin1String(" %)")))
            Q_EMIT progressed(line.trimmed());
        else
            m_said = line.trimmed();
}

void SampleJob::end(int code, QProcess::ExitStatus status) {
    readErrors();
    if (status == QProcess::NormalExit && code == 0)
        Q_EMIT finished(m_path);
    else
        Q_EMIT failed(m_said.isEmpty() ? tr("calolens-cli ended with code %1.").arg(code) : m_said);
}

} // namespace calolens
