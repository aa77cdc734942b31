"""What one hears: effects, a tune for the title, one for the day and one for the evening and the night."""

from assets import Drums, Instrument, song, sound


def add(out):
    towers(out)
    events(out)
    tunes(out)


def towers(out):
    """Heard many times a minute: short, soft, and low enough not to tire."""
    soft, thin, hiss = sound.triangle, sound.pulse(0.25), sound.noise(seed=3)
    out.wav("sling", sound.mix(sound.tone("A4", 0.06, soft, 0.3, to="D4"), sound.tone(4200, 0.04, hiss, 0.14)))
    out.wav("puff", sound.lowpass(sound.mix(sound.tone("F3", 0.14, soft, 0.5, to="C2"), sound.tone(1500, 0.12, hiss, 0.4)), 1300))
    out.wav("burst", sound.lowpass(sound.mix(sound.tone(900, 0.3, hiss, 0.7, to=260), sound.tone("E2", 0.2, soft, 0.5, to="A1")), 1600))
    out.wav("chime", sound.mix(sound.tone("E6", 0.22, soft, 0.16), sound.delayed(sound.tone("B6", 0.2, soft, 0.12), 0.04),
                               sound.tone(9000, 0.1, hiss, 0.05)))
    out.wav("spark", sound.highpass(sound.crushed(sound.mix(sound.tone(2600, 0.11, hiss, 0.3, to=5200),
                                                            sound.tone("A5", 0.1, sound.square, 0.12, to="A3", vibrato=0.2, vibrato_rate=60)), 12), 500))
    out.wav("bounce", sound.mix(sound.tone("C7", 0.05, thin, 0.12), sound.tone("F6", 0.07, soft, 0.16)))
    out.wav("pop", sound.mix(sound.tone("G4", 0.08, soft, 0.36, to="D5"), sound.tone(3000, 0.03, hiss, 0.2)))
    out.wav("squish", sound.lowpass(sound.mix(sound.tone("C4", 0.13, soft, 0.4, to="E3", vibrato=0.1, vibrato_rate=30), sound.tone(1200, 0.1, hiss, 0.3)), 1500))
    out.wav("healed", sound.arpeggio(["C6", "E6"], 0.05, wave=soft, volume=0.16))


def events(out):
    soft, thin, hiss = sound.triangle, sound.pulse(0.25), sound.noise(seed=5)
    out.wav("build", sound.mix(sound.tone("C3", 0.1, soft, 0.6, to="G2"), sound.tone(1800, 0.06, hiss, 0.4),
                               sound.delayed(sound.tone("G4", 0.12, thin, 0.16), 0.06)))
    out.wav("upgrade", sound.echo(sound.arpeggio(["C5", "E5", "G5", "C6"], 0.055, wave=thin, volume=0.2), 0.1, 0.3, 2))
    out.wav("sell", sound.sequence(sound.tone("B5", 0.05, thin, 0.18), sound.tone("E6", 0.05, thin, 0.18), sound.tone("B5", 0.12, thin, 0.16)))
    out.wav("refuse", sound.sequence(sound.tone("D3", 0.08, sound.square, 0.18), sound.tone("C3", 0.12, sound.square, 0.18)))
    out.wav("cursor", sound.tone("B5", 0.035, thin, 0.12))
    out.wav("choose", sound.sequence(sound.tone("G5", 0.05, thin, 0.2), sound.tone("D6", 0.14, thin, 0.2)))
    horn = Instrument(sound.pulse(0.3), 0.22, sound.envelope(0.02, 0.1, 0.8, 0.1), vibrato=0.008)
    out.wav("wave", sound.echo(sound.lowpass(sound.sequence(horn.play("C4,G4", 0.16), horn.play("C4,G4", 0.1), horn.play("F4,C5", 0.42)), 2600), 0.2, 0.3, 2))
    out.wav("boss", sound.echo(sound.lowpass(sound.sequence(horn.play("C3,F#3", 0.3), horn.play("B2,F3", 0.6)), 1800), 0.25, 0.4, 2))
    out.wav("rage", sound.crushed(sound.lowpass(sound.mix(sound.tone("G2", 0.5, sound.saw, 0.4, to="D2", vibrato=0.06, vibrato_rate=24),
                                                          sound.tone(500, 0.5, hiss, 0.3)), 1400), 24))
    out.wav("wave_over", sound.echo(sound.arpeggio(["G4", "C5", "E5", "G5"], 0.07, wave=soft, volume=0.34), 0.12, 0.3, 2))
    out.wav("leak", sound.mix(sound.tone("E5", 0.3, thin, 0.22, to="G3"), sound.delayed(sound.tone("D#4", 0.3, sound.square, 0.16, to="B2"), 0.08),
                              sound.tone(1600, 0.16, hiss, 0.2)))
    lead = sound.arpeggio(["C5", "E5", "G5", "C6", "A5", "B5", "C6", "E6"], 0.11, wave=thin, volume=0.22)
    base = sound.arpeggio(["C3", "C3", "G3", "C4", "F3", "G3", "C4", "C4"], 0.11, wave=soft, volume=0.42)
    out.wav("won", sound.echo(sound.mix(lead, base), 0.2, 0.35, 3))
    out.wav("lost", sound.echo(sound.mix(sound.arpeggio(["E5", "D#5", "D5", "C#5", "C5", "B4"], 0.17, wave=thin, volume=0.2),
                                         sound.arpeggio(["A2", "A2", "F2", "F2", "D2", "E2"], 0.17, wave=soft, volume=0.42)), 0.22, 0.35, 3))


def tunes(out):
    lead = Instrument(sound.pulse(0.25), 0.14, sound.envelope(0.01, 0.12, 0.5, 0.06), vibrato=0.004)
    flute = Instrument(sound.triangle, 0.32, sound.envelope(0.03, 0.12, 0.7, 0.08), vibrato=0.006)
    harp = Instrument(sound.triangle, 0.22, sound.pluck)
    bass = Instrument(sound.triangle, 0.44, sound.envelope(0.004, 0.1, 0.7, 0.04))
    pad = Instrument(sound.pulse(0.125), 0.045, sound.envelope(0.1, 0.3, 0.7, 0.25), detune=0.003)

    # The title: a slow dance in F, three beats to the bar, like bees around a hat.
    out.wav("music_title", song(112, [
        (bass, "F2 - . . C3 - . . C3 - . . | D2 - . . A2 - . . A2 - . . | A#2 - . . F3 - . . F3 - . . | C2 - . . G2 - . . E3 - . . "
               "| F2 - . . C3 - . . C3 - . . | A2 - . . E3 - . . E3 - . . | A#2 - . . D3 - . . C3 - . . | F2 - . . C3 - . . F2 - . ."),
        (flute, "A4 - - - C5 - - - F5 - E5 - | F5 - - - D5 - - - A4 - - - | A#4 - - - D5 - - - F5 - G5 - | G5 - - - E5 - - - C5 - - - "
                "| A5 - - - G5 - F5 - E5 - F5 - | E5 - - - C5 - - - A4 - - - | D5 - - - F5 - E5 - D5 - C5 - | F5 - - - - - - - . . . ."),
        (harp, "F4 . A4 . C5 . A4 . C5 . A4 . | D4 . F4 . A4 . F4 . A4 . F4 . | A#3 . D4 . F4 . D4 . F4 . D4 . | C4 . E4 . G4 . E4 . G4 . E4 . "
               "| F4 . A4 . C5 . A4 . C5 . A4 . | A3 . C4 . E4 . C4 . E4 . C4 . | A#3 . D4 . F4 . A#3 . C4 . E4 . | F4 . A4 . C5 . F5 . . . . ."),
    ], peak=0.64))

    def march(low, high):
        return f"{low} . {high} . {low} . {high} {low} {low} . {high} . {low} . {high} ."

    # The day: a busy march in C; everybody has something to do.
    out.wav("music_day", song(124, [
        (bass, " ".join((march("C2", "G2"), march("A2", "E3"), march("F2", "C3"), march("G2", "D3"),
                         march("C2", "G2"), march("E2", "B2"), march("F2", "C3"), "G2 . D3 . G2 . D3 . C3 . . . C2 . . ."))),
        (lead, "E5 - G5 - E5 - C5 - D5 - E5 - C5 - - . | C5 - E5 - A5 - - - G5 - E5 - C5 - - . "
               "| A4 - C5 - F5 - - E5 D5 - C5 - A4 - - . | B4 - D5 - G5 - F5 - E5 - D5 - B4 - - . "
               "| E5 - G5 - C6 - - - B5 - G5 - E5 - - . | G5 - B5 - E6 - D6 - B5 - - - G5 - - . "
               "| A5 - C6 - A5 - F5 - D5 - F5 - A5 - - . | G5 - F5 - D5 - B4 - C5 - - - . . . ."),
        (harp, "C4 . . E4 . . G4 . . E4 . . G4 . E4 . | A3 . . C4 . . E4 . . C4 . . E4 . C4 . "
               "| F3 . . A3 . . C4 . . A3 . . C4 . A3 . | G3 . . B3 . . D4 . . B3 . . D4 . B3 . x2"),
        (Drums(0.26), "k . h . s . h . k . h h s . h . x8"),
    ], peak=0.66))

    # Evening and night: A minor, crickets for a drum.
    cricket = {"k": sound.tone(90, 0.14, sound.sine, 0.9, to=45), "c": sound.sequence(*(sound.tone(5200, 0.014, sound.square, 0.1) for _ in range(3))),
               "t": sound.tone(160, 0.16, sound.triangle, 0.7, to=80)}
    out.wav("music_night", song(100, [
        (bass, "A2 - - - . . E3 - A2 - - . . . E2 - | F2 - - - . . C3 - F2 - - . . . C3 - | D2 - - - . . A2 - D2 - - . . . F2 - | E2 - - - . . B2 - E2 - - . G#2 - B2 - "
               "| A2 - - - . . E3 - A2 - - . . . E2 - | C3 - - - . . G2 - C3 - - . . . G2 - | F2 - - - . . C3 - D2 - - . . . A2 - | E2 - - - G#2 - B2 - A2 - - - . . . ."),
        (harp, "A4 . C5 . E5 . C5 . A4 . C5 . E5 . B4 . | F4 . A4 . C5 . A4 . F4 . A4 . C5 . E5 . | D4 . F4 . A4 . F4 . D4 . F4 . A4 . C5 . | E4 . G#4 . B4 . G#4 . E4 . G#4 . B4 . D5 . "
               "| A4 . C5 . E5 . C5 . A4 . C5 . E5 . A5 . | C5 . E5 . G5 . E5 . C5 . E5 . G5 . E5 . | F4 . A4 . C5 . A4 . D4 . F4 . A4 . F4 . | E4 . G#4 . B4 . E5 . A4 . C5 . E5 . A5 ."),
        (flute, ". . . . E5 - - - D5 - C5 - B4 - - - | C5 - - - - - A4 - - - - - . . . . | . . . . F5 - - - E5 - D5 - C5 - D5 - | B4 - - - - - - - G#4 - - - . . . . "
                "| . . . . E5 - - - A5 - G5 - E5 - - - | G5 - - - - - E5 - C5 - - - . . . . | A4 - C5 - F5 - E5 - D5 - - - F5 - - - | E5 - - - D5 - B4 - A4 - - - - - - ."),
        (pad, "A3,C4,E4 - - - - - - - - - - - - - - - | F3,A3,C4 - - - - - - - - - - - - - - - | D3,F3,A3 - - - - - - - - - - - - - - - | E3,G#3,B3 - - - - - - - - - - - - - - - "
              "| A3,C4,E4 - - - - - - - - - - - - - - - | C3,E3,G3 - - - - - - - - - - - - - - - | F3,A3,C4 - - - - - - - - - - - - - - - | E3,G#3,B3 - - - - - - - A3,C4,E4 - - - - - - -"),
        (Drums(0.3, cricket), "k . c . . . c . t . c . k . . c x8"),
    ], peak=0.64))
