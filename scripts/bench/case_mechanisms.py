"""What each mechanism wins: sessions with it and without it, in turns."""

import statistics
import tempfile

from . import reloads
from .case_window import corner, window_place
from .errors import Broken
from .games import Project, long_file, small
from .processes import Sampler, Screen
from .product import Session, save
from .results import Result, percentile

#: As `--disable` names them; those that a save in a session does not meet (the snapshot) are left out.
NAMES = ["stripper", "verification", "standby", "prewarm", "speculation", "warm-up", "code-cache", "shared-pictures"]
ROUNDS = 2


def mechanisms(options):
    result = Result("mechanisms", "Save to new pixels with each mechanism turned off, beside all of them")
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
        for title, entry, path, text in games(folder):
            shown = {name: [] for name in ["", *NAMES]}
            for number in range(ROUNDS):
                for name in shown:
                    shown[name] += one(options, number, entry, path, text, name)
            median, worst = statistics.median(shown[""]), percentile(shown[""], 0.99)
            result.add(title, shown[""])
            for name in NAMES:
                values = shown[name]
                result.add(f"{title}, without {name}", values)
                result.note(f"{title}: {name} wins {statistics.median(values) - median:.1f} ms of the median, "
                            f"{percentile(values, 0.99) - worst:.1f} ms of the 99th percentile")
    return result


def games(folder):
    """Title, entry, the file that is saved, its text by serial."""
    game, large = f"{folder}/game.ts", f"{folder}/large.ts"
    save(game, small(0))
    save(large, long_file(0))
    yield "1 module", game, game, small
    yield "a file of 5,000 lines", large, large, long_file
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as place:
        made = Project(place, 100)
        yield "100 modules", made.entry, made.changing, made.change


def one(options, number, entry, path, text, disabled):
    arguments = ["--disable", disabled] if disabled else []
    found = Result("mechanisms", "")
    with Screen() as screen:
        save(path, text(0))
        with Session(entry, screen.environment(), arguments) as session:
            session.wait("playing")
            keeps_standby = disabled != "standby"
            if keeps_standby:
                session.ready()
            reloads.play_a_while(session)
            sampler = Sampler(screen, corner(window_place(screen)[1]))
            try:
                count = reloads.times(options, 20)
                measured = reloads.measure(found, session, sampler, path, text, count, reloads.dice(number), settle=keeps_standby)
            finally:
                if not sampler.stop():
                    raise Broken("the sampler ended early")
    return measured["shown"]
