"""A small picture to draw on, pixel by pixel: shapes, ASCII maps, mirroring, outlines, shading, dithering.

Drawing methods change the canvas and return it, so calls chain. Methods named by a participle (mirrored,
outlined, shaded, ...) leave it alone and return a new one. Positions are whole pixels from the top-left;
drawing outside the canvas is cut off silently.
"""

import random

from . import png
from .palette import KEYS, TRANSPARENT, color, darker, lighter

# Bayer's 4x4 threshold matrix, the classic pattern of pixel-art gradients.
_BAYER = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]


class Canvas:
    def __init__(self, width, height, fill=TRANSPARENT):
        if width < 1 or height < 1:
            raise ValueError(f"a canvas of {width}x{height} has no pixels")
        self.width, self.height = width, height
        self.pixels = [color(fill)] * (width * height)

    # Making one

    @staticmethod
    def from_map(text, **extra):
        """A canvas from rows of palette keys. `extra` gives further keys for this map: from_map(m, X="red").

        Blank lines before and after are dropped, common indentation too; short rows end transparent. Use `.`
        for transparent pixels at the left edge, since blanks there are indentation.
        """
        rows = [row.rstrip() for row in text.split("\n")]
        while rows and not rows[0]:
            rows.pop(0)
        while rows and not rows[-1]:
            rows.pop()
        indent = min((len(row) - len(row.lstrip()) for row in rows if row), default=0)
        rows = [row[indent:] for row in rows]
        keys = {**KEYS, **{key: color(value) for key, value in extra.items()}}
        canvas = Canvas(max(map(len, rows), default=0), len(rows))
        for y, row in enumerate(rows):
            for x, key in enumerate(row):
                if key not in keys:
                    raise ValueError(f"row {y + 1}, column {x + 1}: no color has the key {key!r}")
                canvas.set(x, y, keys[key])
        return canvas

    def copy(self):
        other = Canvas(self.width, self.height)
        other.pixels = list(self.pixels)
        return other

    # Pixels

    def get(self, x, y):
        """RGBA at a pixel; transparent outside."""
        if 0 <= x < self.width and 0 <= y < self.height:
            return self.pixels[y * self.width + x]
        return TRANSPARENT

    def set(self, x, y, fill):
        if 0 <= x < self.width and 0 <= y < self.height:
            self.pixels[y * self.width + x] = fill if isinstance(fill, tuple) and len(fill) == 4 else color(fill)
        return self

    def is_clear(self, x, y):
        return self.get(x, y)[3] == 0

    # Shapes

    def rect(self, x, y, width, height, fill):
        """A filled rectangle."""
        fill = color(fill)
        for py in range(max(0, y), min(self.height, y + height)):
            for px in range(max(0, x), min(self.width, x + width)):
                self.pixels[py * self.width + px] = fill
        return self

    def frame(self, x, y, width, height, fill):
        """The one-pixel border of a rectangle."""
        self.rect(x, y, width, 1, fill).rect(x, y + height - 1, width, 1, fill)
        return self.rect(x, y, 1, height, fill).rect(x + width - 1, y, 1, height, fill)

    def round_rect(self, x, y, width, height, fill, corner=1):
        """A filled rectangle whose corners are cut by `corner` pixels, as steps of a circle."""
        for py in range(height):
            edge = min(py, height - 1 - py)
            inset = 0
            if edge < corner:  # how far a circle of radius `corner` stands back on this row
                rise = corner - edge - 0.5
                inset = round(corner - max(0.0, corner * corner - rise * rise) ** 0.5)
            self.rect(x + inset, y + py, width - 2 * inset, 1, fill)
        return self

    def line(self, x0, y0, x1, y1, fill):
        """A one-pixel line, both ends included."""
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for i in range(steps + 1):
            self.set(_nearest(x0 + (x1 - x0) * i / steps), _nearest(y0 + (y1 - y0) * i / steps), fill)
        return self

    def ellipse(self, x, y, width, height, fill):
        """A filled ellipse in the given box; an odd or even box gives an odd or even shape."""
        cx, cy = x + width / 2, y + height / 2
        for py in range(y, y + height):
            for px in range(x, x + width):
                dx, dy = (px + 0.5 - cx) * 2 / width, (py + 0.5 - cy) * 2 / height
                if dx * dx + dy * dy <= 1:
                    self.set(px, py, fill)
        return self

    def polygon(self, points, fill):
        """A filled polygon of (x, y) corners in pixel coordinates (fractions allowed); even-odd rule."""
        for py in range(self.height):
            middle, crossings = py + 0.5, []
            for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
                if (y0 <= middle) != (y1 <= middle):
                    crossings.append(x0 + (middle - y0) * (x1 - x0) / (y1 - y0))
            crossings.sort()
            for start, end in zip(crossings[::2], crossings[1::2]):
                for px in range(_nearest(start), _nearest(end)):
                    self.set(px, py, fill)
        return self

    def gradient(self, x, y, width, height, fills, horizontal=False):
        """A rectangle that runs through `fills`, mixed by ordered dithering: no color but those given appears."""
        fills, length = [color(f) for f in fills], width if horizontal else height
        for py in range(max(y, 0), min(y + height, self.height)):
            thresholds = [(value + 0.5) / 16 for value in _BAYER[py % 4]]
            for px in range(max(x, 0), min(x + width, self.width)):
                along = ((px - x if horizontal else py - y) + 0.5) / length * (len(fills) - 1)
                step = int(along)
                mixed = fills[step + 1] if along - step > thresholds[px % 4] else fills[step]
                self.pixels[py * self.width + px] = mixed
        return self

    def speckle(self, x, y, width, height, fill, share, seed):
        """Sets about `share` (0 to 1) of the non-transparent pixels in a box; the same seed, the same pixels."""
        dice = random.Random(seed)
        for py in range(y, y + height):
            for px in range(x, x + width):
                if dice.random() < share and not self.is_clear(px, py):
                    self.set(px, py, fill)
        return self

    def blit(self, other, x, y):
        """Draws another canvas with its top-left corner at x, y; its opacity is respected."""
        for py in range(other.height):
            for px in range(other.width):
                source = other.get(px, py)
                if source[3] == 255:
                    self.set(x + px, y + py, source)
                elif source[3] > 0:
                    self.set(x + px, y + py, _over(source, self.get(x + px, y + py)))
        return self

    # New canvases from this one

    def cropped(self, x, y, width, height):
        part = Canvas(width, height)
        for py in range(height):
            for px in range(width):
                part.set(px, py, self.get(x + px, y + py))
        return part

    def padded(self, left, top, right, bottom):
        return Canvas(self.width + left + right, self.height + top + bottom).blit(self, left, top)

    def mirrored(self):
        """Left and right exchanged."""
        return self._mapped(self.width, self.height, lambda x, y: (self.width - 1 - x, y))

    def flipped(self):
        """Top and bottom exchanged."""
        return self._mapped(self.width, self.height, lambda x, y: (x, self.height - 1 - y))

    def turned(self):
        """A quarter turn clockwise."""
        return self._mapped(self.height, self.width, lambda x, y: (y, self.height - 1 - x))

    def with_mirror(self, overlap=0):
        """This canvas as the left half and its mirror image as the right; `overlap` 1 shares the middle column."""
        whole = Canvas(self.width * 2 - overlap, self.height).blit(self, 0, 0)
        return whole.blit(self.mirrored(), self.width - overlap, 0)

    def scaled(self, factor):
        """Every pixel as a block of factor x factor."""
        return self._mapped(self.width * factor, self.height * factor, lambda x, y: (x // factor, y // factor))

    def smoothed(self):
        """Twice the size with diagonals rounded (the EPX rule): turns small letters into good large ones."""
        large = self.scaled(2)
        for y in range(self.height):
            for x in range(self.width):
                up, down = self.get(x, y - 1), self.get(x, y + 1)
                left, right = self.get(x - 1, y), self.get(x + 1, y)
                if left == up and left != down and up != right:
                    large.set(2 * x, 2 * y, up)
                if up == right and up != left and right != down:
                    large.set(2 * x + 1, 2 * y, right)
                if down == left and down != right and left != up:
                    large.set(2 * x, 2 * y + 1, left)
                if right == down and right != up and down != left:
                    large.set(2 * x + 1, 2 * y + 1, down)
        return large

    def recolored(self, changes):
        """Colors exchanged by a dictionary: recolored({"red": "blue", "crimson": "navy"})."""
        table = {color(old): color(new) for old, new in changes.items()}
        return self._each(lambda value: table.get(value, value))

    def silhouette(self, fill):
        """The shape in one color: flashes, shadows, masks."""
        fill = color(fill)
        return self._each(lambda value: fill if value[3] else TRANSPARENT)

    def lightened(self, steps=1):
        """Every color further up its ramp."""
        return self._each(lambda value: lighter(value, steps) if value[3] else value)

    def darkened(self, steps=1):
        """Every color further down its ramp."""
        return self._each(lambda value: darker(value, steps) if value[3] else value)

    def translucent(self, alpha):
        """The picture with its opacity multiplied by alpha / 255."""
        return self._each(lambda value: value[:3] + (value[3] * alpha // 255,))

    def outlined(self, fill="ink", corners=False, grow=True):
        """A one-pixel line around the shape, diagonals included if `corners`. The canvas grows by one pixel on
        each side, unless `grow` is false (then pixels at the border get no line)."""
        base = self.padded(1, 1, 1, 1) if grow else self
        result = base.copy()
        near = [(1, 0), (-1, 0), (0, 1), (0, -1)] + ([(1, 1), (1, -1), (-1, 1), (-1, -1)] if corners else [])
        for y in range(base.height):
            for x in range(base.width):
                if base.is_clear(x, y) and any(not base.is_clear(x + dx, y + dy) for dx, dy in near):
                    result.set(x, y, fill)
        return result

    def shaded(self, light=1, dark=1):
        """Light from the top-left: edge pixels facing it go `light` steps up their ramp, those facing away `dark`
        steps down. Makes a flat shape look solid."""
        result = self.copy()
        for y in range(self.height):
            for x in range(self.width):
                if self.is_clear(x, y):
                    continue
                lit = self.is_clear(x, y - 1) or self.is_clear(x - 1, y)
                shady = self.is_clear(x, y + 1) or self.is_clear(x + 1, y)
                if lit and not shady:
                    result.set(x, y, lighter(self.get(x, y), light))
                elif shady and not lit:
                    result.set(x, y, darker(self.get(x, y), dark))
        return result

    def with_shadow(self, dx=1, dy=1, fill=(20, 18, 31, 110)):
        """The picture with its own shadow behind it, moved by dx, dy (not negative); the canvas grows by them."""
        whole = Canvas(self.width + dx, self.height + dy).blit(self.silhouette(fill), dx, dy)
        return whole.blit(self, 0, 0)

    # Output

    def rgba(self):
        """The raw bytes, four per pixel, rows from the top."""
        return b"".join(map(bytes, self.pixels))

    def png(self):
        return png.encode(self.width, self.height, self.rgba())

    def _mapped(self, width, height, source):
        result = Canvas(width, height)
        result.pixels = [self.get(*source(x, y)) for y in range(height) for x in range(width)]
        return result

    def _each(self, change):
        result = Canvas(self.width, self.height)
        result.pixels = [change(value) for value in self.pixels]
        return result


def _nearest(value):
    """The nearest whole number, halves upwards: unlike round(), which would leave gaps in shapes."""
    return int((value + 0.5) // 1)


def _over(source, target):
    """One straight-alpha color over another."""
    a, b = source[3] / 255, target[3] / 255
    alpha = a + b * (1 - a)
    mixed = [round((s * a + t * b * (1 - a)) / alpha) for s, t in zip(source[:3], target[:3])]
    return tuple(mixed) + (round(alpha * 255),)
