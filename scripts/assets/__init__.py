"""Pixel art and chip sound from code, for the demos. README.md tells how to write a recipe."""

from .canvas import Canvas
from .font import logo, text
from .music import Drums, Instrument, song
from .sprites import Atlas, TileSheet

__all__ = ["Atlas", "Canvas", "Drums", "Instrument", "TileSheet", "logo", "song", "text"]
