"""Looks at a few pixels of the screen, in a process of its own: when something was drawn, or some thousand times a second.

    python3 -m bench.sampler DISPLAY X Y WIDTH HEIGHT MICROSECONDS [WINDOW]

With 0 microseconds it looks when the X server says that something was drawn, and costs nothing in between; otherwise it looks so
often, and misses nothing that stays so long.

Writes a line when what it sees changes: `seen NANOSECONDS NANOSECONDS_BEFORE COLOURS`, with the monotonic clock when the
new pixels had been read and when the ones before were still there as far as it knows, and the colours in the rectangle as
RRGGBB, each once. With a window it also tells what the window manager did to it: `event NANOSECONDS NAME WINDOW`. At the end of
its input it sums up: `end SAMPLES MEDIAN_GAP P99_GAP LONGEST_GAP MEDIAN_REQUEST` in microseconds.
"""

import ctypes
import gc
import select
import sys
import time

from . import xcb


def main():
    display, (x, y, width, height, pause) = sys.argv[1], map(int, sys.argv[2:7])
    connection = xcb.Connection(display)
    names = {}
    if len(sys.argv) > 7:
        window = int(sys.argv[7])
        names = watch(connection, window)
    # The kernel may put off a sleeper's end by 50 microseconds unless told otherwise: PR_SET_TIMERSLACK.
    ctypes.CDLL(None).prctl(29, 1000, 0, 0, 0)
    gc.disable()
    eye = Eye(connection, (x, y, width, height))
    if pause:
        poll(eye, pause * 1000, names)
    else:
        heed(eye)
    eye.sum_up()


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


def colours(data):
    """Each colour once, sorted: blue, green, red lie in memory with a byte between that says nothing."""
    return sorted({f"{data[i + 2]:02x}{data[i + 1]:02x}{data[i]:02x}" for i in range(0, len(data), 4)})


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Eye:
    """What is to be seen in a place, and how long looking takes."""

    def __init__(self, connection, place):
        self.connection, self.place = connection, place
        self.last, self.seen = None, None
        self.gaps, self.requests = [], []

    def look(self, before):
        """One look; tells what is new since the moment `before`. The moment when it was over."""
        asked = time.monotonic_ns()
        data = self.connection.pixels(*self.place)
        now = time.monotonic_ns()
        self.gaps.append(now - before)
        self.requests.append(now - asked)
        if data != self.last:
            self.last = data
            seen = " ".join(colours(data)) if data else "none"
            if seen != self.seen:
                self.seen = seen
                say(f"seen {now} {before} {seen}")
        return now

    def sum_up(self):
        gaps, requests = sorted(self.gaps), sorted(self.requests)
        figures = gaps[len(gaps) // 2], gaps[len(gaps) * 99 // 100], gaps[-1], requests[len(requests) // 2]
        say(f"end {len(gaps)} " + " ".join(f"{figure / 1000:.0f}" for figure in figures))


def heed(eye):
    """Looks when something was drawn. What is before a look is the moment when that was heard."""
    connection = eye.connection
    connection.hear_of_drawing()
    woken = eye.look(time.monotonic_ns())
    say("ready")
    while True:
        # A reply that is read brings events that came before it: they are looked for until there is none.
        while "DamageNotify" in [name for name, _, _ in connection.events()]:
            connection.damage.take_note()
            woken = eye.look(woken)
        ready, _, _ = select.select([connection.descriptor, 0], [], [])
        woken = time.monotonic_ns()
        if 0 in ready:
            return


def poll(eye, pause, names):
    connection = eye.connection
    before = checked = due = time.monotonic_ns()
    say("ready")
    while True:
        before = now = eye.look(before)
        if names:
            for name, window, detail in connection.events(queued=True):
                if name != "PropertyNotify" or detail == names["active"]:
                    say(f"event {now} {'_NET_ACTIVE_WINDOW' if name == 'PropertyNotify' else name} {window}")
        if now - checked > 50_000_000:
            checked = now
            if select.select([0], [], [], 0)[0]:
                return
        due = max(due + pause, now)
        time.sleep(max(0, due - time.monotonic_ns()) / 1e9)


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):
        pass
