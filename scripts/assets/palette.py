"""The palette that every demo draws with: 37 colors in ramps, each with a name and a one-character key.

One palette is what makes six games look like one family. Ramps run from dark to light and shift hue as
they go (shadows lean to violet, lights to yellow), so shading along a ramp never looks grey. Sprites in
ASCII maps use the keys; everything else uses the names. `.` and blank are transparent.
"""

TRANSPARENT = (0, 0, 0, 0)

# name -> (key, color); a ramp is a line of neighbours, dark to light.
_RAMPS = [
    # Neutrals: ink for outlines and backgrounds, white for highlights.
    [("ink", "0", "14121f"), ("night", "1", "241f38"), ("dusk", "2", "3a3557"), ("slate", "3", "585379"),
     ("steel", "4", "7f7f9f"), ("mist", "5", "abb0c4"), ("fog", "6", "d3d9e0"), ("white", "7", "f6f4ec")],
    # Reds.
    [("maroon", "m", "4f1d35"), ("crimson", "r", "8e2740"), ("red", "R", "d0404c"), ("coral", "c", "f07a63")],
    # Fire and gold.
    [("rust", "u", "a14a2a"), ("orange", "o", "e07f2e"), ("amber", "O", "f5b03d"), ("yellow", "y", "fbe27a")],
    # Earth, wood and skin.
    [("umber", "k", "4a2c2a"), ("brown", "b", "7a4a36"), ("tan", "t", "b57a52"), ("sand", "s", "e0b184"),
     ("cream", "w", "f7dcb0")],
    # Greens.
    [("pine", "p", "17403d"), ("green", "g", "2a6b4a"), ("leaf", "G", "4ea153"), ("lime", "l", "97cc5c")],
    # Blues.
    [("navy", "n", "1f2b5c"), ("blue", "B", "2f53a6"), ("azure", "A", "3e8ede"), ("sky", "S", "74c7ee"),
     ("ice", "i", "bdeef2")],
    # Teals.
    [("teal", "T", "1f7f86"), ("aqua", "a", "3fc1a6")],
    # Magic and sweets.
    [("plum", "P", "4b2566"), ("purple", "v", "7d3aa1"), ("violet", "V", "b565d0"), ("pink", "f", "f08fc0"),
     ("rose", "F", "fbc5d0")],
]

# Where a ramp that ends hands over to another one, so that lighter() and darker() never get stuck early.
_JOINS = {
    "coral": "yellow", "maroon": "ink", "rust": "umber", "umber": "ink", "lime": "yellow", "pine": "ink",
    "navy": "night", "ice": "white", "teal": "navy", "aqua": "ice", "plum": "night", "rose": "white",
    "cream": "white", "yellow": "white",
}


def _rgba(hexadecimal):
    return tuple(int(hexadecimal[i:i + 2], 16) for i in (0, 2, 4)) + (255,)


COLORS = {name: _rgba(value) for ramp in _RAMPS for name, _, value in ramp}
KEYS = {key: COLORS[name] for ramp in _RAMPS for name, key, _ in ramp}
KEYS["."] = KEYS[" "] = TRANSPARENT
RAMPS = [[name for name, _, _ in ramp] for ramp in _RAMPS]

_NAME_OF = {value: name for name, value in COLORS.items()}


def color(spec):
    """RGBA (four integers 0 to 255) of a name ("red"), a key ("R"), a hex string ("#d0404c") or an RGB(A) tuple."""
    if isinstance(spec, tuple):
        return spec if len(spec) == 4 else spec + (255,)
    if spec in COLORS:
        return COLORS[spec]
    if spec in KEYS:
        return KEYS[spec]
    if spec.startswith("#") and len(spec) in (7, 9):
        alpha = int(spec[7:9], 16) if len(spec) == 9 else 255
        return _rgba(spec[1:7])[:3] + (alpha,)
    raise ValueError(f"no color called {spec!r}; names are {', '.join(COLORS)}")


def fade(spec, alpha):
    """The color with another opacity, 0 (clear) to 255 (solid)."""
    return color(spec)[:3] + (alpha,)


def blend(first, second, amount):
    """A color between two; amount 0 is the first, 1 the second. Leaves the palette: for glows, not for pixels."""
    a, b = color(first), color(second)
    return tuple(round(x + (y - x) * amount) for x, y in zip(a, b))


def lighter(spec, steps=1):
    """The color `steps` further up its ramp (and on into the ramp that continues it)."""
    return _walk(color(spec), steps)


def darker(spec, steps=1):
    """The color `steps` further down its ramp (and on into the ramp that continues it)."""
    return _walk(color(spec), -steps)


def _walk(value, steps):
    name = _NAME_OF.get(value)
    if name is None:  # not of the palette: nothing to walk on
        return value
    for _ in range(abs(steps)):
        ramp = next(r for r in RAMPS if name in r)
        index = ramp.index(name) + (1 if steps > 0 else -1)
        if 0 <= index < len(ramp):
            name = ramp[index]
        else:
            at_join = name in _JOINS and (steps > 0) == (ramp.index(name) == len(ramp) - 1)
            name = _JOINS[name] if at_join else name
    return COLORS[name]
