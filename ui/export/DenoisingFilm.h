// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"
#include "event/EventComparison.h"
#include "page/PageMetadata.h"

#include <QObject>
#include <QProcess>
#include <QSize>
#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>

namespace calolens {

/// How a film looks.
struct FilmOptions {
    ViewSettings view;
    std::optional<CameraState> camera; ///< none: the default view of the event
    QSize pixels{1280, 720};
    int framesPerSecond = 8;
    double secondsAtTheEnd = 1.5; ///< that the last picture stays
    PageMetadata about;           ///< kept in every picture; title and description in the film too
};

/// Makes a film of a denoising: numbered pictures in a folder, or an MP4 or GIF of them where
/// ffmpeg is installed. One picture per turn of the event loop, so that the window stays alive.
class DenoisingFilm : public QObject {
    Q_OBJECT
public:
    /// @param frameAt  the comparison at each step, from 0
    /// @param path     ends in .mp4 or .gif; anything else is a folder
    /// @throws UsageError if there is no frame, or no ffmpeg for a film that needs it
    DenoisingFilm(std::function<EventComparison(int)> frameAt, int frames, FilmOptions options,
                  const QString& path, QObject* parent = nullptr);
    ~DenoisingFilm() override;

    /// Whether .mp4 and .gif can be made here.
    [[nodiscard]] static bool canEncode();
    void start();
    /// Ends it; what a folder holds already stays, a half-made film does not.
    void cancel();

Q_SIGNALS:
    void progressed(int picture, int of);
    void finished(const QString& path);
    void failed(const QString& message);

private:
    void next();
    void encode();
    void encoded(bool well, const QString& message);
    [[nodiscard]] QString pictureName(int number) const;

    std::function<EventComparison(int)> m_frameAt;
    int m_frames;
    FilmOptions m_options;
    QString m_path;
    QString m_suffix; ///< "mp4", "gif"; empty: a folder
    QString m_folder; ///< of the pictures
    std::unique_ptr<QTemporaryDir> m_temporary;
    QProcess m_ffmpeg;
    int m_done = 0;
    bool m_cancelled = false;
};

} // namespace calolens
