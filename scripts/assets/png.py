"""Reads and writes PNG pictures: 8-bit RGBA, not interlaced, which is all that the toolkit makes."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def encode(width, height, pixels):
    """PNG bytes of `pixels`, a bytes object of width x height x 4, rows from the top."""
    if len(pixels) != width * height * 4:
        raise ValueError(f"{width}x{height} needs {width * height * 4} bytes, got {len(pixels)}")
    stride = width * 4
    # Filter 0 on each row: flat pixel art compresses best without prediction.
    rows = b"".join(b"\0" + pixels[y * stride:(y + 1) * stride] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (_SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9))
            + _chunk(b"IEND", b""))


def decode(data):
    """(width, height, pixels) of a PNG that encode() wrote; ValueError for any other kind."""
    if data[:8] != _SIGNATURE:
        raise ValueError("not a PNG file")
    position, compressed, size = 8, b"", None
    while position < len(data):
        length, = struct.unpack_from(">I", data, position)
        kind, body = data[position + 4:position + 8], data[position + 8:position + 8 + length]
        if kind == b"IHDR":
            width, height, *form = struct.unpack(">IIBBBBB", body)
            if form != [8, 6, 0, 0, 0]:
                raise ValueError("not an 8-bit RGBA picture without interlacing")
            size = width, height
        elif kind == b"IDAT":
            compressed += body
        position += length + 12
    if size is None:
        raise ValueError("no picture header")
    width, height = size
    rows, stride = zlib.decompress(compressed), width * 4 + 1
    if any(rows[y * stride] for y in range(height)):
        raise ValueError("row filters are not supported")
    return width, height, b"".join(rows[y * stride + 1:(y + 1) * stride] for y in range(height))


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
