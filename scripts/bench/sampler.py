"""Looks at a few pixels of the screen some thousand times a second, in a process of its own.

    python3 -m bench.sampler DISPLAY X Y WIDTH HEIGHT MICROSECONDS [WINDOW]

Writes a line when what it sees changes: `seen NANOSECONDS NANOSECONDS_BEFORE COLOURS`, with the monotonic clock when the
new pixels had been read and when the ones before had been, and the colours in the rectangle as RRGGBB, each once. With a window
it also tells what the window manager did to it: `event NANOSECONDS NAME WINDOW`. At the end of its input it sums up:
`end SAMPLES MEDIAN_GAP P99_GAP LONGEST_GAP MEDIAN_REQUEST` in microseconds.
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
    run(connection, (x, y, width, height), pause * 1000, names)


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


def run(connection, place, pause, names):
    clock, sleep = time.monotonic_ns, time.sleep
    before, seen, last = clock(), None, None
    gaps, requests = [], []
    due, checked = before, before
    say("ready")
    while True:
        asked = clock()
        data = connection.pixels(*place)
        now = clock()
        gaps.append(now - before)
        requests.append(now - asked)
        if data != last:
            last = data
            now_seen = " ".join(colours(data)) if data else "none"
            if now_seen != seen:
                seen = now_seen
                say(f"seen {now} {before} {seen}")
        before = now
        if names:
            for name, window, detail in connection.events(queued=True):
                if name != "PropertyNotify" or detail == names["active"]:
                    say(f"event {now} {'_NET_ACTIVE_WINDOW' if name == 'PropertyNotify' else name} {window}")
        if now - checked > 50_000_000:
            checked = now
            if select.select([0], [], [], 0)[0]:
                break
        due = max(due + pause, now)
        sleep(max(0, due - clock()) / 1e9)
    gaps.sort()
    requests.sort()
    figures = gaps[len(gaps) // 2], gaps[len(gaps) * 99 // 100], gaps[-1], requests[len(requests) // 2]
    say(f"end {len(gaps)} " + " ".join(f"{figure / 1000:.0f}" for figure in figures))


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):
        pass
