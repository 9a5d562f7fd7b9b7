# SPDX-License-Identifier: GPL-3.0-or-later
"""Small plots without a plotting library: panels of lines, points, bands and histograms, drawn with
Pillow."""
import math

import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 300, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 20, 34
SCALE = 3  # drawn so much larger, then smoothed down
GREY = (120, 120, 120)


def ticks(low, high, logarithmic):
    """Values to label on an axis."""
    if logarithmic:
        decades = range(math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9) + 1)
        many = len(decades) > 7
        found = [10.0**d for d in decades if not many or d % 3 == 0]
        return found if len(found) > 1 else [v for d in range(-9, 9) for v in (10.0**d, 3 * 10.0**d)
                                             if low <= v <= high]
    step = 10.0 ** math.floor(math.log10((high - low) / 3))
    step *= next(m for m in (1, 2, 5, 10) if (high - low) / (step * m) <= 5)
    return [step * i for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def label(value):
    return f"{value:.0e}".replace("e-0", "e-").replace("e+0", "e") \
        if value and not 1e-3 <= abs(value) < 1e5 else f"{value:.6g}"


class Panel:
    """One plot; what is added first lies lowest."""

    def __init__(self, title, x_label, log_x=False, log_y=False, y_range=None):
        self.title, self.x_label, self.log_x, self.log_y = title, x_label, log_x, log_y
        self.y_range = y_range
        self.items, self.legend = [], []

    def _add(self, kind, x, ys, colour, name=None):
        self.items.append((kind, np.asarray(x, float), [np.asarray(y, float) for y in ys], colour))
        if name:
            self.legend.append((name, colour))

    def line(self, x, y, colour, name=None):
        self._add("line", x, [y], colour, name)

    def points(self, x, y, error, colour, name=None):
        self._add("points", x, [y, y - error, y + error], colour, name)

    def band(self, x, low, high, colour):
        self._add("band", x, [low, high], colour)

    def stairs(self, edges, heights, colour, name=None):
        self._add("line", np.repeat(edges, 2)[1:-1], [np.repeat(heights, 2)], colour, name)

    def _range(self, values, logarithmic, margin):
        values = np.concatenate(values)
        values = values[np.isfinite(values) & ((values > 0) | (not logarithmic))]
        low, high = values.min(), values.max()
        if logarithmic:
            return low / (1 + margin) ** 2, high * (1 + margin) ** 2
        return low - margin * (high - low), high + margin * (high - low)

    def draw(self, image, x0, y0):
        draw = ImageDraw.Draw(image)
        font = ImageFont.truetype("DejaVuSans.ttf", 10 * SCALE)
        xs = self._range([x for _, x, _, _ in self.items], self.log_x, 0.02)
        ys = self.y_range or self._range([y for _, _, all_y, _ in self.items for y in all_y],
                                         self.log_y, 0.08)
        left, right = (x0 + LEFT) * SCALE, (x0 + WIDTH - RIGHT) * SCALE
        top, bottom = (y0 + TOP) * SCALE, (y0 + HEIGHT - BOTTOM) * SCALE

        def place(v, limits, logarithmic, start, end):
            f = np.log if logarithmic else (lambda value: value)
            with np.errstate(divide="ignore", invalid="ignore"):
                share = (f(v) - f(limits[0])) / (f(limits[1]) - f(limits[0]))
            return start + np.clip(share, 0, 1) * (end - start)

        at_x = lambda v: place(np.asarray(v, float), xs, self.log_x, left, right)
        at_y = lambda v: place(np.asarray(v, float), ys, self.log_y, bottom, top)
        for kind, x, all_y, colour in self.items:
            px, py = at_x(x), [at_y(y) for y in all_y]
            if kind == "band":
                draw.polygon(list(zip(px, py[0])) + list(zip(px, py[1]))[::-1], fill=colour)
            elif kind == "line":
                good = np.isfinite(py[0])
                for i in np.flatnonzero(good[:-1] & good[1:]):
                    draw.line([px[i], py[0][i], px[i + 1], py[0][i + 1]], fill=colour, width=SCALE + 1)
            else:
                size = 2.5 * SCALE
                for cx, cy, low, high in zip(px, *py):
                    draw.line([cx, low, cx, high], fill=colour, width=SCALE)
                    draw.ellipse([cx - size, cy - size, cx + size, cy + size], fill=colour)
        draw.rectangle([left, top, right, bottom], outline=GREY, width=SCALE)
        for v in ticks(*xs, self.log_x):
            draw.line([at_x(v), bottom, at_x(v), bottom - 4 * SCALE], fill=GREY, width=SCALE)
            draw.text((at_x(v), bottom + 3 * SCALE), label(v), fill=GREY, font=font, anchor="mt")
        for v in ticks(*ys, self.log_y):
            draw.line([left, at_y(v), left + 4 * SCALE, at_y(v)], fill=GREY, width=SCALE)
            draw.text((left - 3 * SCALE, at_y(v)), label(v), fill=GREY, font=font, anchor="rm")
        draw.text(((left + right) / 2, (y0 + 4) * SCALE), self.title, fill=(0, 0, 0), font=font,
                  anchor="mt")
        draw.text(((left + right) / 2, (y0 + HEIGHT - 4) * SCALE), self.x_label, fill=GREY,
                  font=font, anchor="mb")
        for i, (name, colour) in enumerate(self.legend):
            draw.text((right - 6 * SCALE, top + (6 + 13 * i) * SCALE), name, fill=colour, font=font,
                      anchor="rt")


def save_grid(path, rows):
    """Writes panels, a list of rows, as a PNG."""
    columns = max(len(row) for row in rows)
    size = (columns * WIDTH, len(rows) * HEIGHT)
    image = Image.new("RGB", (size[0] * SCALE, size[1] * SCALE), "white")
    for i, row in enumerate(rows):
        for k, panel in enumerate(row):
            panel.draw(image, k * WIDTH, i * HEIGHT)
    image.resize(size, Image.LANCZOS).quantize(64).save(path, optimize=True)
