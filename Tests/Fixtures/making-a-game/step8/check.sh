#!/bin/sh
# What has to be well before a change is kept: the tests, and ten seconds of the real game without a window.
set -eu
cd "$(dirname "$0")"
arcane=${ARCANE:-arcane}
"$arcane" test .
"$arcane" run game.ts --headless --mute --frames 600 --dt 0.016666 --seed 1 --script keys.json --screenshot out.png
