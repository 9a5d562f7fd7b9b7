// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/DenoisingFilm.h"

#include "comparison/ComparisonPicture.h"
#include "document/Paths.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "page/PageFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>

#include <exception>
#include <utility>

namespace calolens {

namespace {
QString ffmpeg() {
    return QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
}
} // namespace

DenoisingFilm::DenoisingFilm(std::function<EventComparison(int)> frameAt, int frames,
                             FilmOptions options, const QString& path, QObject* parent)
    : QObject(parent)
    , m_frameAt(std::move(frameAt))
    , m_frames(frames)
    , m_options(std::move(options))
    , m_path(path) {
    if (frames < 1)
        throw UsageError("There is no recorded run of this event to make a film of.");
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QStringLiteral("mp4") || suffix == QStringLiteral("gif"))
        m_suffix = suffix;
    if (!m_suffix.isEmpty() && !canEncode())
        throw UsageError("A ." + m_suffix.toStdString() +
                         " needs the program ffmpeg, which is not installed here; a folder of "
                         "numbered pictures can be written without.");
    // H.264 knows even sizes only.
    m_options.pixels = {m_options.pixels.width() & ~1, m_options.pixels.height() & ~1};
}

DenoisingFilm::~DenoisingFilm() {
    m_ffmpeg.disconnect(this);
    cancel();
}

bool DenoisingFilm::canEncode() {
    return !ffmpeg().isEmpty();
}

QString DenoisingFilm::pictureName(int number) const {
    return QStringLiteral("%1/frame-%2.png").arg(m_folder).arg(number, 5, 10, QLatin1Char('0'));
}

void DenoisingFilm::start() {
    if (m_suffix.isEmpty()) {
        m_folder = m_path;
    } else {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path();
    }
    if (!QDir().mkpath(m_folder)) {
        Q_EMIT failed(tr("The folder %1 cannot be made.").arg(m_folder));
        return;
    }
    QTimer::singleShot(0, this, &DenoisingFilm::next);
}

void DenoisingFilm::cancel() {
    m_cancelled = true;
    if (m_ffmpeg.state() != QProcess::NotRunning) {
        m_ffmpeg.kill();
        m_ffmpeg.waitForFinished();
    }
}

void DenoisingFilm::next() {
    if (m_cancelled)
        return;
    if (m_done == m_frames) {
        if (m_suffix.isEmpty())
            Q_EMIT finished(m_path);
        else
            encode();
        return;
    }
    try {
        const QImage picture =
            renderComparison(m_frameAt(m_done), m_options.view,
                             m_options.camera ? &*m_options.camera : nullptr, m_options.pixels);
        const QByteArray bytes = pngBytes(picture, m_options.about);
        writeWholeFile(toPath(pictureName(m_done)),
                       {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    } catch (const std::exception& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
        return;
    }
    ++m_done;
    Q_EMIT progressed(m_done, m_frames);
    QTimer::singleShot(0, this, &DenoisingFilm::next);
}

void DenoisingFilm::encode() {
    const int last = static_cast<int>(m_options.secondsAtTheEnd * m_options.framesPerSecond);
    for (int i = 0; i < last; ++i)
        QFile::copy(pictureName(m_frames - 1), pictureName(m_frames + i));
    QStringList arguments{QStringLiteral("-y"),
                          QStringLiteral("-loglevel"),
                          QStringLiteral("error"),
                          QStringLiteral("-framerate"),
                          QString::number(m_options.framesPerSecond),
                          QStringLiteral("-i"),
                          m_folder + QStringLiteral("/frame-%05d.png")};
    if (m_suffix == QStringLiteral("gif"))
        // Colours of its own: the usual palette has too few for an energy scale.
        arguments << QStringLiteral("-vf")
                  << QStringLiteral("split[a][b];[a]palettegen[p];[b][p]paletteuse");
    else
        arguments << QStringLiteral("-pix_fmt") << QStringLiteral("yuv420p")
                  << QStringLiteral("-movflags") << QStringLiteral("+faststart");
    arguments << QStringLiteral("-metadata") << QStringLiteral("title=") + m_options.about.title
              << QStringLiteral("-metadata")
              << QStringLiteral("comment=") + m_options.about.description;
    const QString made = m_folder + QStringLiteral("/film.") + m_suffix;
    arguments << made;
    connect(&m_ffmpeg, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        encoded(status == QProcess::NormalExit && code == 0,
                QString::fromLocal8Bit(m_ffmpeg.readAllStandardError()).trimmed());
    });
    connect(&m_ffmpeg, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            encoded(false, m_ffmpeg.errorString());
    });
    m_ffmpeg.start(ffmpeg(), arguments);
}

void DenoisingFilm::encoded(bool well, const QString& message) {
    if (m_cancelled)
        return;
    const QString made = m_folder + QStringLiteral("/film.") + m_suffix;
    if (!well) {
        Q_EMIT failed(tr("ffmpeg could not make the film: %1").arg(message));
        return;
    }
    QFile::remove(m_path);
    if (!QFile::copy(made, m_path)) {
        Q_EMIT failed(tr("The film could not be written to %1.").arg(m_path));
        return;
    }
    Q_EMIT finished(m_path);
}

} // namespace calolens
