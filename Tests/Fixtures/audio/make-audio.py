#!/usr/bin/env python3
"""Writes tone.ogg beside itself: a quarter of a second of a 440 Hz tone, stereo, louder on the left.

The encoder is the system's libvorbisenc (Debian: libvorbisenc2), called through ctypes. The result is committed, so
that tests need no encoder. It is the same on every run: the stream's serial number is fixed.
"""
import ctypes
import math
import pathlib

RATE, FRAMES = 44100, 11025
vorbis = ctypes.CDLL("libvorbis.so.0")
encoder = ctypes.CDLL("libvorbisenc.so.2")
ogg = ctypes.CDLL("libogg.so.0")


def opaque():
    """Room for any of the libraries' structures, the largest of which has some hundred bytes."""
    return ctypes.create_string_buffer(4096)


class Page(ctypes.Structure):
    _fields_ = [("header", ctypes.POINTER(ctypes.c_ubyte)), ("header_len", ctypes.c_long),
                ("body", ctypes.POINTER(ctypes.c_ubyte)), ("body_len", ctypes.c_long)]


def check(code):
    if code != 0:
        raise SystemExit(f"make-audio: the encoder answered {code}")


info, comment, state, block, stream = opaque(), opaque(), opaque(), opaque(), opaque()
vorbis.vorbis_info_init(info)
encoder.vorbis_encode_init_vbr.argtypes = [ctypes.c_void_p, ctypes.c_long, ctypes.c_long, ctypes.c_float]
check(encoder.vorbis_encode_init_vbr(info, 2, RATE, 0.3))
vorbis.vorbis_comment_init(comment)
check(vorbis.vorbis_analysis_init(state, info))
check(vorbis.vorbis_block_init(state, block))
check(ogg.ogg_stream_init(stream, 1))

page, packet, output = Page(), opaque(), bytearray()


def write_pages(step):
    while step(stream, ctypes.byref(page)):
        output.extend(ctypes.string_at(page.header, page.header_len))
        output.extend(ctypes.string_at(page.body, page.body_len))


headers = [opaque(), opaque(), opaque()]
check(vorbis.vorbis_analysis_headerout(state, comment, *headers))
for header in headers:
    check(ogg.ogg_stream_packetin(stream, header))
write_pages(ogg.ogg_stream_flush)

vorbis.vorbis_analysis_buffer.restype = ctypes.POINTER(ctypes.POINTER(ctypes.c_float))
buffers = vorbis.vorbis_analysis_buffer(state, FRAMES)
for index in range(FRAMES):
    value = 0.5 * math.sin(2 * math.pi * 440 * index / RATE)
    buffers[0][index], buffers[1][index] = value, value * 0.25
check(vorbis.vorbis_analysis_wrote(state, FRAMES))
check(vorbis.vorbis_analysis_wrote(state, 0))
while vorbis.vorbis_analysis_blockout(state, block) == 1:
    check(vorbis.vorbis_analysis(block, None))
    check(vorbis.vorbis_bitrate_addblock(block))
    while vorbis.vorbis_bitrate_flushpacket(state, packet):
        check(ogg.ogg_stream_packetin(stream, packet))
        write_pages(ogg.ogg_stream_pageout)
write_pages(ogg.ogg_stream_flush)
target = pathlib.Path(__file__).parent / "tone.ogg"
target.write_bytes(output)
print(f"{target.name}: {len(output)} bytes")
