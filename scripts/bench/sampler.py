"""Looks at a few pixels of the screen again and again, in a process of its own.

    python3 -m bench.sampler MICROSECONDS SOURCE X Y WIDTH HEIGHT [WINDOW]

SOURCE is the file in which Xvfb keeps its screen. With a window it is the display: the X server is asked for the pixels, so
that no picture is seen in the middle of its copying, and what the window manager did to the window is told as well.

Writes a line when what it sees changes: `seen NANOSECONDS NANOSECONDS_BEFORE COLOURS`, with the monotonic clock when the
new pixels had been read and when the ones before were still there as far as it knows, and the colors in the rectangle as
RRGGBB, each once; and `event NANOSECONDS NAME WINDOW`. At the end of its input it sums up:
`end SAMPLES MEDIAN_GAP P99_GAP LONGEST_GAP MEDIAN_LOOK` in microseconds.
"""

import ctypes
import gc
import select
import sys
import time

from . import xcb
from .framebuffer import Framebuffer


def main():
    every, source, place = int(sys.argv[1]) * 1000, sys.argv[2], tuple(map(int, sys.argv[3:7]))
    connection, names = None, {}
    if len(sys.argv) > 7:
        connection = xcb.Connection(source)
        names = watch(connection, int(sys.argv[7]))
    pixels = (connection or Framebuffer(source)).pixels
    # The kernel may put off a sleeper's end by 50 microseconds unless told otherwise: PR_SET_TIMERSLACK.
    ctypes.CDLL(None).prctl(29, 1000, 0, 0, 0)
    gc.disable()
    say("ready")
    sample(every, pixels, place, connection, names)


def watch(connection, window):
    """The game's window and its frames up to the root, and whom the window manager calls active."""
    focus = xcb.FOCUS_CHANGE
    active = connection.atom("_NET_ACTIVE_WINDOW")
    connection.listen(connection.root, xcb.PROPERTY_CHANGE)
    while window != connection.root:
        connection.listen(window, xcb.STRUCTURE_NOTIFY | focus)
        window, focus = connection.parent(window), 0
    for _ in connection.events():
        pass
    return {"active": active}


def colors(data):
    """Each color once, sorted: blue, green, red lie in memory with a byte between that says nothing."""
    return sorted({f"{data[i + 2]:02x}{data[i + 1]:02x}{data[i]:02x}" for i in range(0, len(data), 4)})


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def sample(every, pixels, place, connection, names):
    last, seen = None, None
    gaps, looks = [], []
    before = checked = due = time.monotonic_ns()
    while True:
        asked = time.monotonic_ns()
        data = pixels(*place)
        now = time.monotonic_ns()
        gaps.append(now - before)
        looks.append(now - asked)
        if data != last:
            last = data
            found = " ".join(colors(data)) if data else "none"
            if found != seen:
                seen = found
                say(f"seen {now} {before} {seen}")
        if connection:
            for name, window, detail in connection.events(queued=True):
                if name != "PropertyNotify" or detail == names["active"]:
                    say(f"event {now} {'_NET_ACTIVE_WINDOW' if name == 'PropertyNotify' else name} {window}")
        before = now
        if now - checked > 50_000_000:
            checked = now
            if select.select([0], [], [], 0)[0]:
                return sum_up(sorted(gaps), sorted(looks))
        due = max(due + every, now)
        time.sleep(max(0, due - time.monotonic_ns()) / 1e9)


def sum_up(gaps, looks):
    figures = gaps[len(gaps) // 2], gaps[len(gaps) * 99 // 100], gaps[-1], looks[len(looks) // 2]
    say(f"end {len(gaps)} " + " ".join(f"{figure / 1000:.0f}" for figure in figures))


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):
        pass
