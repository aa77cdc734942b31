"""A small sequencer: patterns in text become a song that loops without a seam.

A track is an instrument and a pattern. A pattern is a row of words, each one step (a sixteenth note by default):
    C4      begins a note            C4,E4,G4  begins a chord
    -       holds it one step more   .         rests
    |       a bar line, for the eye only
Drum tracks use words of their own, given to Drums. `x4` at the end repeats the whole row four times.
"""

from . import sound


class Instrument:
    """How notes sound: a wave, an envelope, a volume and optional vibrato, as for sound.tone()."""

    def __init__(self, wave=sound.square, volume=0.3, shape=None, vibrato=0.0, detune=0.0):
        self.wave, self.volume, self.vibrato, self.detune = wave, volume, vibrato, detune
        self.shape = shape or sound.envelope()

    def play(self, word, seconds):
        """Samples of a note or a chord (notes with commas), held for `seconds`."""
        voices = [sound.tone(sound.pitch(note) * (1 + self.detune), seconds, self.wave, self.volume, self.shape,
                             vibrato=self.vibrato) for note in word.split(",")]
        return voices[0] if len(voices) == 1 else sound.mix(*voices)


class Drums:
    """Words to sounds. The built-in kit: k kick, s snare, h closed hat, o open hat, t tom, c clap."""

    def __init__(self, volume=0.5, kit=None):
        self.volume, self.kit = volume, kit or default_kit()

    def play(self, word, _seconds):
        return sound.mix(*(sound.gain(self.kit[name], self.volume) for name in word.split(",")))


def default_kit():
    hiss = sound.noise(seed=7)
    return {
        "k": sound.tone(150, 0.16, sound.sine, 1.0, to=40),
        "s": sound.mix(sound.tone(9000, 0.14, hiss, 0.6), sound.tone(220, 0.08, sound.triangle, 0.6, to=120)),
        "h": sound.highpass(sound.tone(11000, 0.04, hiss, 0.5), 5000),
        "o": sound.highpass(sound.tone(11000, 0.16, hiss, 0.45), 5000),
        "t": sound.tone(200, 0.18, sound.triangle, 0.9, to=80),
        "c": sound.sequence(*(sound.tone(6000, 0.012, hiss, 0.7) for _ in range(3)),
                            sound.tone(6000, 0.1, hiss, 0.6)),
    }


def song(tempo, tracks, steps_per_beat=4, peak=0.8):
    """Samples of one loop. `tempo` in beats a minute; `tracks` a list of (instrument, pattern). Tracks shorter than
    the longest are repeated to its length. What rings on after the end is mixed into the beginning, so that a player
    that loops the file hears no seam."""
    step = 60 / tempo / steps_per_beat
    rows = [(instrument, _words(pattern)) for instrument, pattern in tracks]
    length = max(len(words) for _, words in rows)
    result = [0.0] * round(length * step * sound.RATE)
    for instrument, words in rows:
        if length % len(words):
            raise ValueError(f"a track of {len(words)} steps does not fit into {length}")
        cache = {}  # most notes come again
        for at, word, held in _events(words * (length // len(words))):
            key = (word, held)
            if key not in cache:
                cache[key] = instrument.play(word, held * step)
            start = round(at * step * sound.RATE)
            for i, value in enumerate(cache[key]):
                result[(start + i) % len(result)] += value
    return sound.normalized(result, peak)


def _words(pattern):
    words = [word for word in pattern.split() if word != "|"]
    if words and words[-1].startswith("x") and words[-1][1:].isdigit():
        words = words[:-1] * int(words[-1][1:])
    if not words:
        raise ValueError("a track without notes")
    return words


def _events(words):
    """(step, word, length in steps) of each note; a hold that begins a pattern rests."""
    events = []
    for at, word in enumerate(words):
        if word == "-":
            if events and events[-1][0] + events[-1][2] == at:
                events[-1][2] += 1
        elif word != ".":
            events.append([at, word, 1])
    return events
