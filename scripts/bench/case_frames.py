"""Whether a playing game notices that the next standby warms up beside it."""

import json
import statistics
import tempfile
import time

from . import reloads
from .errors import Broken
from .games import small
from .processes import Screen
from .product import Session, save
from .results import Result

SECONDS = 3
RELOADS = 22
# From the second frame on: the first is drawn before it is shown, and waits for that.
RECORD = """
const inner = (globalThis as any).__frameCallback;
const gaps: number[] = [];
let last = 0, first = 0, isTold = false;
(globalThis as any).__frameCallback = () => {
  const now = performance.now();
  if (first === 0) first = -1;
  else if (first === -1) first = now;
  else if (!isTold) gaps.push(Math.round((now - last) * 1000));
  last = now;
  if (!isTold && first > 0 && now - first > SECONDS) {
    isTold = true;
    console.log("gaps " + JSON.stringify(gaps));
  }
  inner();
};
""".replace("SECONDS", str(SECONDS * 1000))


def text(serial):
    return small(serial, rest=RECORD)


def frames(options):
    result = Result("frames", f"Frames of a new generation in its first {SECONDS} s, while the next standby warms up")
    count = reloads.times(options, RELOADS)
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        game = f"{folder}/game.ts"
        save(game, text(0))
        with Session(game, screen.environment()) as session:
            session.wait("playing")
            session.ready()
            warm, medians, longest, late, total = [], [], [], 0, 0
            gaps_of(session)
            for serial in range(1, count + 1):
                save(game, text(serial))
                began = session.wait("reloaded")["at"]
                warm.append((session.ready()["at"] - began) / 1e6)
                gaps = gaps_of(session)
                median = statistics.median(gaps)
                medians.append(median)
                longest.append(max(gaps) / median)
                late += sum(1 for gap in gaps if gap > 2 * median)
                total += len(gaps)
        result.add("median frame to frame", medians)
        result.add("longest / median of the same generation", longest, "", limit=2)
        result.add("frames longer than twice the median", late, "", limit=0)
        result.add("the standby is warm after", warm)
        result.note(f"{total} frames in {count} generations")
    return result


def gaps_of(session):
    """The next list that a generation tells, in milliseconds. Whoever waits for other events takes lines as well."""
    deadline = time.monotonic() + SECONDS + 10
    while time.monotonic() < deadline:
        told = next((line for line in session.console if line.startswith("gaps ")), None)
        if told:
            session.console.clear()
            return [gap / 1000 for gap in json.loads(told[5:])]
        session.wait("console", seconds=max(0.1, deadline - time.monotonic()))
    raise Broken("the game did not tell about its frames")
