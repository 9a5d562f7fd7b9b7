// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/RecordedFrames.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace calolens {

/// A moment of a denoising, by its noise level: so it is found in every run, whatever the event,
/// the sampler and the number of steps.
struct Bookmark {
    double sigma = 0; ///< 0: the finished event
    QString name;
    bool operator==(const Bookmark&) const = default;
};

/// The moments that the user marked: bookmarks to come back to, and one that is pinned, with which
/// the shown one is compared.
class Moments : public QObject {
    Q_OBJECT
public:
    explicit Moments(QObject* parent = nullptr)
        : QObject(parent) {}

    /// From noise to event.
    [[nodiscard]] const std::vector<Bookmark>& bookmarks() const noexcept { return m_bookmarks; }
    /// Marks a noise level, in place of a bookmark that is there already.
    /// @param name  empty: the first free letter
    void add(double sigma, const QString& name = {});
    void remove(std::size_t bookmark);
    void rename(std::size_t bookmark, const QString& name);
    void clear();
    [[nodiscard]] std::optional<double> pinned() const noexcept { return m_pinned; }
    /// nullopt: none.
    void pin(std::optional<double> sigma);
    /// All at once, as a session holds them; what is no noise level is left out.
    void set(const std::vector<Bookmark>& bookmarks, std::optional<double> pinned);

    /// The bookmark that a frame is nearest to, of all frames; nullopt: it is nearest to none.
    [[nodiscard]] std::optional<std::size_t> bookmarkAt(const RecordedFrames& frames,
                                                        int frame) const;
    /// The frame of the next bookmark after (direction > 0) or before a frame; -1: there is none.
    [[nodiscard]] int nextFrame(const RecordedFrames& frames, int frame, int direction) const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString freeName() const;
    void insert(const Bookmark& bookmark);

    std::vector<Bookmark> m_bookmarks;
    std::optional<double> m_pinned;
};

} // namespace calolens
