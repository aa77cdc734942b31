"""Sounds from code: oscillators, noise, envelopes, effects and WAV files.

A sound is a list of numbers between -1 and 1, RATE of them a second. Times are seconds, pitches hertz or note
names ("A4", "C#5"), volumes 0 to 1. Everything is deterministic; noise takes a seed.
"""

import array
import math
import random
import re
import struct
import sys

RATE = 22050  # samples a second: half of CD quality, which chip sounds do not miss and half the bytes

_BLOCK = 32  # samples, 1.5 ms: how often a tone's pitch and loudness are computed

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def pitch(note):
    """Hertz of a note name (A4 = 440) or of a number, which is taken as hertz already."""
    if isinstance(note, (int, float)):
        return float(note)
    match = re.fullmatch(r"([A-G])([#b]?)(-?\d)", note)
    if match is None:
        raise ValueError(f"not a note: {note!r}; write for example C4, F#3 or Bb5")
    step = _STEPS[match[1]] + {"#": 1, "b": -1, "": 0}[match[2]] + 12 * (int(match[3]) + 1)
    return 440.0 * 2 ** ((step - 69) / 12)


# Oscillators: a function of the phase, whose whole part counts cycles.

def sine(phase):
    return math.sin(2 * math.pi * phase)


def triangle(phase):
    return 4 * abs(phase % 1 - 0.5) - 1


def saw(phase):
    return 2 * (phase % 1) - 1


def pulse(duty=0.5):
    """A square wave that is high for `duty` (0 to 1) of each cycle; 0.5 is hollow, 0.125 is nasal."""
    return lambda phase: 1.0 if phase % 1 < duty else -1.0


square = pulse(0.5)


def noise(seed=1, length=32768):
    """Noise whose grain follows the pitch: a new random value each cycle. High pitches hiss, low ones rumble."""
    dice = random.Random(seed)
    table = [dice.uniform(-1, 1) for _ in range(length)]
    return lambda phase: table[int(phase) % length]


def envelope(attack=0.005, decay=0.05, sustain=0.6, release=0.05):
    """Loudness over a note, as a function of (time, length of the note): rises in `attack`, falls to `sustain` in
    `decay`, dies away in the last `release` of it, so a note never clicks."""
    def level(time, length):
        if time < attack:
            value = time / attack
        elif time < attack + decay:
            value = 1 - (1 - sustain) * (time - attack) / decay
        else:
            value = sustain
        return value * min(1.0, max(0.0, (length - time) / release)) if release else value
    return level


def pluck(time, length):
    """An envelope that strikes and dies away, for plucked strings, bells and most effects."""
    return min(1.0, time / 0.002) * max(0.0, 1 - time / length) ** 2


def tone(note, seconds, wave=square, volume=0.5, shape=pluck, to=None, vibrato=0.0, vibrato_rate=6.0):
    """One sound: `wave` at a pitch, optionally sliding to the pitch `to`, with `vibrato` as a share of the pitch
    (0.01 is gentle), its loudness following `shape`."""
    start = pitch(note)
    end = pitch(to) if to is not None else start
    count, phase, samples = int(seconds * RATE), 0.0, []
    for first in range(0, count, _BLOCK):
        # Pitch and loudness change slowly: computed once a block, loudness drawn straight from block to block.
        time, size = first / RATE, min(_BLOCK, count - first)
        hertz = start * (end / start) ** (first / count)
        if vibrato:
            hertz *= 1 + vibrato * math.sin(2 * math.pi * vibrato_rate * time)
        level, step = volume * shape(time, seconds), hertz / RATE
        slope = (volume * shape(min(seconds, time + size / RATE), seconds) - level) / size
        for _ in range(size):
            samples.append(wave(phase) * level)
            phase += step
            level += slope
    return samples


def silence(seconds):
    return [0.0] * int(seconds * RATE)


# Putting sounds together

def mix(*sounds):
    """Sounds at the same time; as long as the longest."""
    result = [0.0] * max(map(len, sounds), default=0)
    for part in sounds:
        for i, value in enumerate(part):
            result[i] += value
    return result


def sequence(*sounds):
    """Sounds one after the other."""
    return [value for part in sounds for value in part]


def delayed(sound, seconds):
    return silence(seconds) + list(sound)


def arpeggio(notes, step, **options):
    """Notes one after the other, `step` seconds each, the last one twice as long; options as for tone()."""
    lengths = [step] * (len(notes) - 1) + [step * 2]
    return sequence(*(tone(note, length, **options) for note, length in zip(notes, lengths)))


# Effects

def gain(sound, factor):
    return [value * factor for value in sound]


def normalized(sound, peak=0.9):
    """As loud as possible without exceeding `peak`."""
    top = max(map(abs, sound), default=0)
    return gain(sound, peak / top) if top else list(sound)


def lowpass(sound, hertz):
    """Takes the edge off: frequencies above `hertz` are weakened."""
    share, level, result = 1 - math.exp(-2 * math.pi * hertz / RATE), 0.0, []
    for value in sound:
        level += (value - level) * share
        result.append(level)
    return result


def highpass(sound, hertz):
    """Takes the body off: frequencies below `hertz` are weakened."""
    return [value - low for value, low in zip(sound, lowpass(sound, hertz))]


def echo(sound, seconds, factor=0.4, repeats=3):
    """Repeats that get quieter by `factor` each time; the sound gets longer by them."""
    return mix(*(delayed(gain(sound, factor ** i), seconds * i) for i in range(repeats + 1)))


def crushed(sound, levels=16):
    """Rounds to few levels of loudness, for a rougher, older machine."""
    return [round(value * levels) / levels for value in sound]


# WAV files: 16-bit, one channel

def encode_wav(sound):
    """Bytes of a WAV file; samples beyond -1 and 1 are limited."""
    values = array.array("h", [round(max(-1.0, min(1.0, value)) * 32767) for value in sound])
    if sys.byteorder == "big":
        values.byteswap()
    data = values.tobytes()
    form = struct.pack("<HHIIHH", 1, 1, RATE, RATE * 2, 2, 16)
    body = b"WAVE" + b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def decode_wav(data):
    """The 16-bit samples of a WAV file that encode_wav() wrote; ValueError for any other kind."""
    if data[:4] != b"RIFF" or data[8:16] != b"WAVEfmt " or data[36:40] != b"data" \
            or struct.unpack_from("<HHI", data, 20) != (1, 1, RATE):
        raise ValueError("not a WAV file of this toolkit")
    values = array.array("h", data[44:44 + struct.unpack_from("<I", data, 40)[0]])
    if sys.byteorder == "big":
        values.byteswap()
    return values
