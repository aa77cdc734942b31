"""Other tools that start code over at a save: how each is called, and whether it is here. `scripts/setup --bench` fetches some."""

import os
import shutil

from .processes import ROOT

#: Name -> its command, given the file to run. All play the same JavaScript modules.
SCRIPT = {
    "bun --hot": lambda file: ["bun", "--hot", "--no-clear-screen", file],
    "bun --watch": lambda file: ["bun", "--watch", "--no-clear-screen", file],
    "node --watch": lambda file: ["node", "--watch", file],
    "deno run --watch": lambda file: ["deno", "run", "--watch", "--no-clear-screen", "--no-check", "-A", file],
}


def found(program):
    """Its path, or None: on PATH, or what set-up has unpacked."""
    own = ROOT / ".deps" / program / program
    return shutil.which(program) or (str(own) if os.access(own, os.X_OK) else None)


def command(tool, file):
    """None where it is not installed."""
    words = SCRIPT[tool](str(file))
    path = found(words[0])
    return path and [path, *words[1:]]


def environment():
    # Neither colors nor questions; node writes a warning for each start otherwise.
    return {**os.environ, "NO_COLOR": "1", "NODE_NO_WARNINGS": "1", "DENO_NO_UPDATE_CHECK": "1", "DO_NOT_TRACK": "1"}
