#!/usr/bin/env python3
"""Writes the fixtures' pictures and sounds; standard library only, the same bytes on every run.

    python3 Tests/Fixtures/make-assets.py

atlas.png   32 x 32, four cells of 16 x 16: red, green over blue, yellow
smooth.png  the same, under a name of its own, to be loaded with linear filtering
blip.wav    a tenth of a second, 16-bit mono
"""
import math
import pathlib
import struct
import zlib

here = pathlib.Path(__file__).parent


def png(width, height, rgba_rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    raw = b"".join(b"\0" + bytes(row) for row in rgba_rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def wav(samples, rate):
    data = struct.pack(f"<{len(samples)}h", *samples)
    form = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


red, green, blue, yellow = (255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (255, 255, 0, 255)
rows = [[v for x in range(32) for v in ((red, green) if y < 16 else (blue, yellow))[x >= 16]] for y in range(32)]
rate = 22050
blip = [round(12000 * math.sin(2 * math.pi * 660 * i / rate) * (1 - i / 2205)) for i in range(2205)]

for game in ("p8-game", "n-game", "ops"):
    folder = here / game / "assets"
    folder.mkdir(exist_ok=True)
    (folder / "atlas.png").write_bytes(png(32, 32, rows))
    if game == "n-game":
        (folder / "smooth.png").write_bytes(png(32, 32, rows))
    (folder / "blip.wav").write_bytes(wav(blip, rate))
