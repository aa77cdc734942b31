"""What one hears: effects, a tune for the title, one for each kind of walls, and one for each end."""

from assets import Drums, Instrument, song, sound


def add(out):
    effects(out)
    tunes(out)


def effects(out):
    soft, thin, hiss = sound.triangle, sound.pulse(0.25), sound.noise(seed=11)
    out.wav("step", sound.lowpass(sound.tone(1500, 0.04, hiss, 0.3), 900))
    out.wav("splash", sound.lowpass(sound.tone(3000, 0.14, hiss, 0.3, to=900), 2000))
    out.wav("swing", sound.lowpass(sound.tone(5000, 0.1, hiss, 0.3, to=1500), 3500))
    out.wav("hit", sound.mix(sound.tone(170, 0.12, soft, 0.5, to=60), sound.tone(3500, 0.06, hiss, 0.35)))
    out.wav("hurt", sound.crushed(sound.mix(sound.tone("G3", 0.2, sound.square, 0.28, to="C3"), sound.tone(2500, 0.08, hiss, 0.3)), 20))
    out.wav("miss", sound.lowpass(sound.tone(4000, 0.09, hiss, 0.2, to=7000), 5000))
    out.wav("die", sound.mix(sound.tone("D4", 0.25, sound.square, 0.2, to="D2"), sound.tone(1800, 0.18, hiss, 0.3, to=300)))
    out.wav("wake", sound.sequence(sound.tone("E5", 0.06, thin, 0.2), sound.tone("A5", 0.12, thin, 0.2)))
    out.wav("windup", sound.tone("C3", 0.3, sound.saw, 0.2, to="G3", vibrato=0.03, vibrato_rate=14))
    out.wav("shot", sound.tone(3000, 0.12, hiss, 0.25, to=6000))
    out.wav("spell", sound.echo(sound.tone("A4", 0.22, thin, 0.2, to="E6", vibrato=0.04, vibrato_rate=18), 0.09, 0.35, 2))
    out.wav("fire", sound.lowpass(sound.mix(sound.tone(900, 0.7, hiss, 0.7, to=150), sound.tone(80, 0.4, soft, 0.6, to=30)), 1600))
    out.wav("lightning", sound.crushed(sound.mix(sound.tone(9000, 0.35, hiss, 0.5, to=300), sound.tone("A2", 0.3, sound.saw, 0.25, to="A1")), 14))
    out.wav("door", sound.lowpass(sound.sequence(sound.tone(130, 0.07, sound.saw, 0.3, to=170), sound.tone(170, 0.1, sound.saw, 0.25, to=90),
                                                 sound.tone(900, 0.05, hiss, 0.3)), 1200))
    out.wav("pickup", sound.sequence(sound.tone("E5", 0.05, thin, 0.2), sound.tone("B5", 0.1, thin, 0.2)))
    out.wav("gold", sound.sequence(sound.tone("B5", 0.05, thin, 0.18), sound.tone("E6", 0.05, thin, 0.18), sound.tone("G#6", 0.12, thin, 0.18)))
    out.wav("equip", sound.mix(sound.highpass(sound.tone(5200, 0.12, hiss, 0.3), 2500), sound.tone("A5", 0.22, soft, 0.25)))
    out.wav("drink", sound.sequence(*(sound.tone(note, 0.08, soft, 0.4, to=to) for note, to in (("C4", "F4"), ("D4", "G4"), ("E4", "B4")))))
    out.wav("read", sound.echo(sound.arpeggio(["A4", "C5", "E5", "A5"], 0.06, wave=soft, volume=0.32), 0.11, 0.4, 3))
    out.wav("heal", sound.echo(sound.arpeggio(["E5", "G5", "C6"], 0.07, wave=soft, volume=0.34), 0.12, 0.35, 2))
    out.wav("sleep", sound.arpeggio(["E5", "C5", "G4"], 0.13, wave=soft, volume=0.3))
    out.wav("steal", sound.sequence(sound.tone("A5", 0.06, thin, 0.22), sound.tone("F5", 0.06, thin, 0.22), sound.tone("D6", 0.12, thin, 0.22)))
    out.wav("split", sound.tone("C4", 0.18, soft, 0.4, to="C5", vibrato=0.08, vibrato_rate=26))
    out.wav("level", sound.echo(sound.arpeggio(["C5", "E5", "G5", "C6", "E6"], 0.07, wave=thin, volume=0.2), 0.14, 0.35, 2))
    out.wav("descend", sound.echo(sound.lowpass(sound.sequence(*(sound.tone(freq, 0.12, hiss, 0.5) for freq in (900, 780, 660, 540, 430))), 900), 0.17, 0.3, 2))
    out.wav("cursor", sound.tone("B5", 0.04, thin, 0.16))
    out.wav("choose", sound.sequence(sound.tone("E5", 0.06, thin, 0.2), sound.tone("B5", 0.14, thin, 0.2)))
    out.wav("denied", sound.tone("A3", 0.13, sound.square, 0.16, to="G3"))
    out.wav("open", sound.lowpass(sound.tone(2600, 0.09, hiss, 0.3, to=1400), 2200))
    out.wav("lost", sound.echo(sound.arpeggio(["E4", "D#4", "B3", "G3", "E3"], 0.2, wave=soft, volume=0.4), 0.22, 0.35, 3))
    dawn = sound.mix(sound.arpeggio(["C4", "G4", "C5", "E5", "G5", "C6", "E6"], 0.13, wave=thin, volume=0.18),
                     sound.arpeggio(["C3", "C3", "G3", "C4", "E4", "G4", "C5"], 0.13, wave=soft, volume=0.4))
    out.wav("won", sound.echo(dawn, 0.2, 0.4, 4))


def tunes(out):
    flute = Instrument(sound.triangle, 0.3, sound.envelope(0.04, 0.14, 0.7, 0.1), vibrato=0.006)
    reed = Instrument(sound.pulse(0.25), 0.11, sound.envelope(0.03, 0.15, 0.6, 0.1), vibrato=0.005)
    harp = Instrument(sound.triangle, 0.24, sound.pluck)
    bass = Instrument(sound.triangle, 0.42, sound.envelope(0.01, 0.15, 0.7, 0.08))
    pad = Instrument(sound.pulse(0.125), 0.04, sound.envelope(0.15, 0.3, 0.8, 0.3), detune=0.003)
    deep = Instrument(sound.saw, 0.09, sound.envelope(0.05, 0.2, 0.8, 0.2))
    drip = Drums(0.35, {"d": sound.tone("E6", 0.12, sound.sine, 0.6, to="A5"), "b": sound.tone(70, 0.3, sound.sine, 1.0, to=45),
                        "r": sound.lowpass(sound.tone(900, 0.08, sound.noise(seed=3), 0.6), 900)})

    def bars(*parts):
        return " ".join(parts)

    # The title: D minor, a harp in a stairwell and a tune that climbs.
    out.wav("music_title", song(84, [
        (harp, bars("D4 . A4 . D5 . F5 . D5 . A4 . F4 . A4 .", "Bb3 . F4 . D5 . F5 . D5 . Bb4 . F4 . Bb4 .",
                    "G3 . D4 . Bb4 . D5 . Bb4 . G4 . D4 . G4 .", "A3 . E4 . C#5 . E5 . C#5 . A4 . E4 . A4 .")),
        (flute, bars("A4 - - - - - D5 - F5 - - - E5 - D5 -", "F5 - - - - - G5 - F5 - D5 - - - . .",
                     "Bb4 - - - - - D5 - G5 - - - F5 - D5 -", "E5 - - - - - F5 - E5 - C#5 - - - . .")),
        (pad, bars("D3,F3,A3 - - - - - - - - - - - - - - -", "Bb2,D3,F3 - - - - - - - - - - - - - - -",
                   "G2,Bb2,D3 - - - - - - - - - - - - - - -", "A2,C#3,E3 - - - - - - - - - - - - - - -")),
    ], peak=0.6))

    # The cellars: A minor, careful steps.
    out.wav("music_cellar", song(96, [
        (bass, bars("A2 - . . E3 - . . A2 - . . C3 - B2 -", "F2 - . . C3 - . . F2 - . . A2 - G2 -",
                    "D2 - . . A2 - . . D2 - . . F2 - E2 -", "E2 - . . B2 - . . E2 - . . G#2 - B2 -")),
        (harp, bars(". . A4 . C5 . E5 . . . C5 . . . . .", ". . A4 . C5 . F5 . . . C5 . . . . .",
                    ". . A4 . D5 . F5 . . . D5 . . . . .", ". . G#4 . B4 . E5 . . . B4 . . . . .")),
        (reed, bars("E4 - - - - - D4 - C4 - - - - - . .", "C4 - - - - - D4 - E4 - - - - - . .",
                    "F4 - - - - - E4 - D4 - - - - - . .", "E4 - - - - - - - G#4 - - - B4 - - -")),
        (drip, bars(". . . . . . . r . . . . . . r .", "b . . . . . . r . . . . . . . .")),
    ], peak=0.55))

    # The caves: drops of water, a fifth that hums, a flute far off.
    out.wav("music_cave", song(80, [
        (deep, bars("E2,B2 - - - - - - - - - - - - - - -", "D2,A2 - - - - - - - - - - - - - - -",
                    "C2,G2 - - - - - - - - - - - - - - -", "D2,A2 - - - - - - - - - - - - - - -")),
        (flute, bars("B4 - - - - - A4 - G4 - - - - - . .", ". . . . F#4 - - - A4 - - - - - . .",
                     "G4 - - - - - F#4 - E4 - - - - - . .", ". . . . F#4 - - - D4 - - - - - . .")),
        (harp, bars("E5 . . . . . B5 . . . . . G5 . . .", ". . D5 . . . . . A5 . . . . . . .",
                    "C5 . . . . . G5 . . . . . E5 . . .", ". . A4 . . . . . F#5 . . . . . . .")),
        (drip, bars("d . . . . . . . . . d . . . . .", ". . . . . d . . . . . . . . r .")),
    ], peak=0.5))

    # The vaults: a slow march in C minor.
    out.wav("music_vault", song(92, [
        (drip, "b . . . r . . . b . b . r . . r"),
        (bass, bars("C2 - - - G2 - - - C2 - - - Eb2 - D2 -", "Ab1 - - - Eb2 - - - Ab1 - - - C2 - Bb1 -",
                    "F1 - - - C2 - - - F1 - - - Ab1 - G1 -", "G1 - - - D2 - - - G1 - - - B1 - D2 -")),
        (pad, bars("C3,Eb3,G3 - - - - - - - - - - - - - - -", "C3,Eb3,Ab3 - - - - - - - - - - - - - - -",
                   "C3,F3,Ab3 - - - - - - - - - - - - - - -", "B2,D3,G3 - - - - - - - - - - - - - - -")),
        (reed, bars("G4 - - - Eb4 - - - C4 - - - D4 - Eb4 -", "C4 - - - - - - - Ab3 - - - C4 - - -",
                    "F4 - - - D4 - - - Ab4 - - - G4 - F4 -", "G4 - - - - - - - B4 - - - D5 - - -")),
        (harp, bars(". . C5 . . . G5 . . . Eb5 . . . C5 .", ". . C5 . . . Ab5 . . . Eb5 . . . C5 .",
                    ". . C5 . . . Ab5 . . . F5 . . . C5 .", ". . B4 . . . G5 . . . D5 . . . B4 .")),
    ], peak=0.55))
