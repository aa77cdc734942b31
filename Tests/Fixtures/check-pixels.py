#!/usr/bin/env python3
"""Compares a screenshot with what a fixture's picture has to show.

    check-pixels.py SCREENSHOT.png EXPECTED.json FRAMES

EXPECTED.json holds captures, each the state after so many frames; the one for FRAMES is used. Every pixel may differ
by its tolerance (2 where none is given) in each channel. Prints one line per wrong pixel; exit code 1 if there is one,
2 if the comparison cannot be made. Standard library only: it reads 8-bit RGB and RGBA PNG files, not interlaced.
"""
import json
import struct
import sys
import zlib


def fail(message):
    print(f"check-pixels: error: {message}", file=sys.stderr)
    sys.exit(2)


def read_png(path):
    data = open(path, "rb").read()
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        fail(f"{path} is no PNG file")
    offset, packed, header = 8, b"", None
    while offset + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, offset)
        body = data[offset + 8:offset + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        offset += 12 + length
    if header is None or header[2] != 8 or header[3] not in (2, 6) or header[6] != 0:
        fail(f"{path}: only 8-bit RGB and RGBA without interlacing are read")
    width, height, size = header[0], header[1], 3 if header[3] == 2 else 4
    raw, stride = zlib.decompress(packed), width * size
    rows, previous = [], bytearray(stride)
    for y in range(height):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            left = row[i - size] if i >= size else 0
            up, corner = previous[i], previous[i - size] if i >= size else 0
            if kind == 1:
                row[i] = (row[i] + left) & 255
            elif kind == 2:
                row[i] = (row[i] + up) & 255
            elif kind == 3:
                row[i] = (row[i] + (left + up) // 2) & 255
            elif kind == 4:
                guess = left + up - corner
                nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
                row[i] = (row[i] + nearest[2]) & 255
        rows.append(row)
        previous = row
    return width, height, lambda x, y: tuple(rows[y][x * size:x * size + 3])


if len(sys.argv) != 4:
    fail("usage: check-pixels.py SCREENSHOT.png EXPECTED.json FRAMES")
expected = json.load(open(sys.argv[2]))
capture = next((c for c in expected["captures"] if c["frames"] == int(sys.argv[3])), None)
if capture is None:
    fail(f"{sys.argv[2]} knows nothing of frame {sys.argv[3]}, only of {[c['frames'] for c in expected['captures']]}")
width, height, pixel = read_png(sys.argv[1])
if [width, height] != expected["window"]:
    fail(f"{sys.argv[1]} is {width} x {height}, not {expected['window']}")
wrong = 0
for check in capture["pixels"]:
    (x, y), want = check["at"], check["rgb"]
    got = pixel(x, y)
    if any(abs(a - b) > check.get("tolerance", 2) for a, b in zip(got, want)):
        wrong += 1
        print(f"{x},{y}: {got} instead of {tuple(want)}: {check['means']}")
print(f"{len(capture['pixels']) - wrong} of {len(capture['pixels'])} pixels as expected")
sys.exit(1 if wrong else 0)
