"""A 5x7 pixel font of capitals, digits and signs, for text that is part of a picture: titles, signs, counters.

Text in a running game is drawn with the library's font; this one is for recipes. Small letters become capitals.
"""

from .canvas import Canvas
from .palette import color

# Bands of letters: the first line names them, one every six columns; glyphs are trimmed to their width.
_BANDS = """
A     B     C     D     E     F     G     H     I     J     K     L     M     N
.###. ####. .###. ####. ##### ##### .###. #...# ###.. ..### #...# #.... #...# #...#
#...# #...# #...# #...# #.... #.... #...# #...# .#... ...#. #..#. #.... ##.## ##..#
#...# #...# #.... #...# #.... #.... #.... #...# .#... ...#. #.#.. #.... #.#.# #.#.#
##### ####. #.... #...# ####. ####. #.### ##### .#... ...#. ##... #.... #.#.# #..##
#...# #...# #.... #...# #.... #.... #...# #...# .#... ...#. #.#.. #.... #...# #...#
#...# #...# #...# #...# #.... #.... #...# #...# .#... #..#. #..#. #.... #...# #...#
#...# ####. .###. ####. ##### #.... .###. #...# ###.. .##.. #...# ##### #...# #...#

O     P     Q     R     S     T     U     V     W     X     Y     Z     0     1
.###. ####. .###. ####. .#### ##### #...# #...# #...# #...# #...# ##### .###. ..#..
#...# #...# #...# #...# #.... ..#.. #...# #...# #...# #...# #...# ....# #...# .##..
#...# #...# #...# #...# #.... ..#.. #...# #...# #...# .#.#. .#.#. ...#. #..## ..#..
#...# ####. #...# ####. .###. ..#.. #...# #...# #.#.# ..#.. ..#.. ..#.. #.#.# ..#..
#...# #.... #.#.# #.#.. ....# ..#.. #...# .#.#. #.#.# .#.#. ..#.. .#... ##..# ..#..
#...# #.... #..#. #..#. ....# ..#.. #...# .#.#. ##.## #...# ..#.. #.... #...# ..#..
.###. #.... .##.# #...# ####. ..#.. .###. ..#.. #...# #...# ..#.. ##### .###. .###.

2     3     4     5     6     7     8     9     .     ,     !     ?     :     -
.###. .###. ...#. ##### .###. ##### .###. .###. ..... ..... .#... .###. ..... .....
#...# #...# ..##. #.... #.... ....# #...# #...# ..... ..... .#... #...# .#... .....
....# ....# .#.#. ####. #.... ...#. #...# #...# ..... ..... .#... ....# ..... .....
...#. ..##. #..#. ....# ####. ..#.. .###. .#### ..... ..... .#... ..##. ..... .###.
..#.. ....# ##### ....# #...# .#... #...# ....# ..... ..... .#... ..#.. ..... .....
.#... #...# ...#. #...# #...# .#... #...# ....# ..... .#... ..... ..... .#... .....
##### .###. ...#. .###. .###. .#... .###. .###. .#... #.... .#... ..#.. ..... .....

+     /     '     (     )     %     *     =     <     >     &     #     "     _
..... ....# .#... ..#.. .#... ##..# ..... ..... ...#. .#... .##.. .#.#. #.#.. .....
..#.. ....# .#... .#... ..#.. ##..# #.#.. ..... ..#.. ..#.. #..#. ##### #.#.. .....
..#.. ...#. ..... #.... ...#. ...#. .#... ####. .#... ...#. #.#.. .#.#. ..... .....
##### ..#.. ..... #.... ...#. ..#.. #.#.. ..... #.... ....# .#... .#.#. ..... .....
..#.. .#... ..... #.... ...#. .#... ..... ####. .#... ...#. #.#.# .#.#. ..... .....
..#.. #.... ..... .#... ..#.. #..## ..... ..... ..#.. ..#.. #..#. ##### ..... .....
..... #.... ..... ..#.. .#... #..## ..... ..... ...#. .#... .##.# .#.#. ..... ####.
"""

HEIGHT = 7
_SPACE = 3  # width of a blank


def _glyphs():
    glyphs, lines = {}, _BANDS.strip("\n").split("\n")
    for top in range(0, len(lines), HEIGHT + 2):
        for column in range(0, len(lines[top]), 6):
            rows = [line[column:column + 5].ljust(5, ".") for line in lines[top + 1:top + 1 + HEIGHT]]
            used = [x for x in range(5) if any(row[x] == "#" for row in rows)]
            glyphs[lines[top][column]] = [row[used[0]:used[-1] + 1] for row in rows]
    return glyphs


_GLYPHS = _glyphs()


def width(string, spacing=1):
    """Pixels that a line of text takes."""
    widths = [_SPACE if letter == " " else len(_glyph(letter)[0]) for letter in string.upper()]
    return sum(widths) + spacing * max(0, len(widths) - 1)


def text(string, fill="white", spacing=1):
    """A canvas with one line of text, seven pixels high."""
    canvas, x, fill = Canvas(max(1, width(string, spacing)), HEIGHT), 0, color(fill)
    for letter in string.upper():
        if letter == " ":
            x += _SPACE + spacing
            continue
        glyph = _glyph(letter)
        for y, row in enumerate(glyph):
            for dx, dot in enumerate(row):
                if dot == "#":
                    canvas.set(x + dx, y, fill)
        x += len(glyph[0]) + spacing
    return canvas


def logo(string, fills=("yellow", "amber", "orange"), edge="maroon", outline="ink", size=2, depth=2, spacing=2):
    """A title: text doubled `size` times with rounded corners (2 makes letters 28 pixels high), dithered from the
    first to the last of `fills` downwards, a highlight on its upper edges, `depth` pixels of `edge` below for
    thickness, and an outline. Looks best with two to four neighbouring fills."""
    shape = text(string, "white", spacing).padded(1, 1, 1, 1)
    for _ in range(size):
        shape = shape.smoothed()
    paint = Canvas(shape.width, shape.height).gradient(0, 0, shape.width, shape.height, list(fills))
    face = Canvas(shape.width, shape.height)
    for y in range(shape.height):
        for x in range(shape.width):
            if not shape.is_clear(x, y):
                face.set(x, y, "white" if shape.is_clear(x, y - 1) else paint.get(x, y))
    whole = Canvas(face.width, face.height + depth)
    for down in range(depth, 0, -1):
        whole.blit(face.silhouette(edge), 0, down)
    return _trimmed(whole.blit(face, 0, 0)).outlined(outline, corners=True)


def _glyph(letter):
    if letter not in _GLYPHS:
        raise ValueError(f"the font has no {letter!r}; it has {''.join(sorted(_GLYPHS))}")
    return _GLYPHS[letter]


def _trimmed(canvas):
    solid = [(x, y) for y in range(canvas.height) for x in range(canvas.width) if not canvas.is_clear(x, y)]
    xs, ys = [x for x, _ in solid], [y for _, y in solid]
    return canvas.cropped(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)
