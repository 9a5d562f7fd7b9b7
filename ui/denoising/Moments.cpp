// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/Moments.h"

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

bool isLevel(double sigma) {
    return std::isfinite(sigma) && sigma >= 0;
}

} // namespace

QString Moments::freeName() const {
    constexpr int Letters = 26;
    for (int i = 0;; ++i) {
        QString name(QChar(u'A' + i % Letters));
        if (i >= Letters)
            name += QString::number(i / Letters + 1);
        const auto taken = [&](const Bookmark& bookmark) { return bookmark.name == name; };
        if (std::none_of(m_bookmarks.begin(), m_bookmarks.end(), taken))
            return name;
    }
}

void Moments::insert(const Bookmark& bookmark) {
    const auto place =
        std::find_if(m_bookmarks.begin(), m_bookmarks.end(),
                     [&](const Bookmark& there) { return there.sigma <= bookmark.sigma; });
    if (place != m_bookmarks.end() && place->sigma == bookmark.sigma)
        *place = bookmark;
    else
        m_bookmarks.insert(place, bookmark);
}

void Moments::add(double sigma, const QString& name) {
    if (!isLevel(sigma))
        return;
    insert({sigma, name.trimmed().isEmpty() ? freeName() : name.trimmed()});
    Q_EMIT changed();
}

void Moments::remove(std::size_t bookmark) {
    if (bookmark >= m_bookmarks.size())
        return;
    m_bookmarks.erase(m_bookmarks.begin() + static_cast<std::ptrdiff_t>(bookmark));
    Q_EMIT changed();
}

void Moments::rename(std::size_t bookmark, const QString& name) {
    if (bookmark >= m_bookmarks.size() || name.trimmed().isEmpty())
        return;
    m_bookmarks[bookmark].name = name.trimmed();
    Q_EMIT changed();
}

void Moments::clear() {
    if (m_bookmarks.empty())
        return;
    m_bookmarks.clear();
    Q_EMIT changed();
}

void Moments::pin(std::optional<double> sigma) {
    if ((sigma && !isLevel(*sigma)) || sigma == m_pinned)
        return;
    m_pinned = sigma;
    Q_EMIT changed();
}

void Moments::set(const std::vector<Bookmark>& bookmarks, std::optional<double> pinned) {
    m_bookmarks.clear();
    for (const Bookmark& bookmark : bookmarks)
        if (isLevel(bookmark.sigma))
            insert({bookmark.sigma,
                    bookmark.name.trimmed().isEmpty() ? freeName() : bookmark.name.trimmed()});
    m_pinned = pinned && isLevel(*pinned) ? pinned : std::nullopt;
    Q_EMIT changed();
}

std::optional<std::size_t> Moments::bookmarkAt(const RecordedFrames& frames, int frame) const {
    if (frame < 0 || frame >= frames.size())
        return std::nullopt;
    for (std::size_t i = 0; i < m_bookmarks.size(); ++i)
        if (frameNearest(frames, m_bookmarks[i].sigma) == frame)
            return i;
    return std::nullopt;
}

int Moments::nextFrame(const RecordedFrames& frames, int frame, int direction) const {
    int next = -1;
    for (const Bookmark& bookmark : m_bookmarks) {
        const int there = frameNearest(frames, bookmark.sigma);
        const bool beyond = direction > 0 ? there > frame : there < frame;
        const bool nearer = next < 0 || (direction > 0 ? there < next : there > next);
        if (there >= 0 && beyond && nearer)
            next = there;
    }
    return next;
}

} // namespace calolens
