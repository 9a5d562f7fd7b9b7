// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <cmath>

namespace calolens::test {

/// How two pictures of the same size differ: the share of blocks of 4 x 4 pixels whose mean colour
/// differs by more than `tolerance` (of 255) in a channel. Averaging forgives edges that another
/// OpenGL or another font rasteriser puts half a pixel aside; cells that are missing, of another
/// colour or elsewhere are not forgiven. 1 for pictures of different sizes.
inline double differingShare(const QImage& left, const QImage& right, double tolerance = 20) {
    if (left.size() != right.size() || left.isNull())
        return 1;
    constexpr int kBlock = 4;
    const QImage a = left.convertToFormat(QImage::Format_RGB32);
    const QImage b = right.convertToFormat(QImage::Format_RGB32);
    int blocks = 0, differing = 0;
    for (int top = 0; top + kBlock <= a.height(); top += kBlock)
        for (int x0 = 0; x0 + kBlock <= a.width(); x0 += kBlock) {
            double difference[3] = {0, 0, 0};
            for (int y = top; y < top + kBlock; ++y)
                for (int x = x0; x < x0 + kBlock; ++x) {
                    const QRgb p = a.pixel(x, y);
                    const QRgb q = b.pixel(x, y);
                    difference[0] += qRed(p) - qRed(q);
                    difference[1] += qGreen(p) - qGreen(q);
                    difference[2] += qBlue(p) - qBlue(q);
                }
            ++blocks;
            bool differs = false;
            for (const double d : difference)
                differs = differs || std::abs(d) / (kBlock * kBlock) > tolerance;
            differing += differs ? 1 : 0;
        }
    return blocks > 0 ? static_cast<double>(differing) / blocks : 1;
}

} // namespace calolens::test
