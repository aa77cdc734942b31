"""Cases without a window: from a save to the first statement of the changed module."""

import os
import statistics
import subprocess
import tempfile
import time

from . import reloads, tools
from .case_window import note_trouble
from .errors import Broken
from .games import Project
from .marks import Marks
from .processes import end
from .product import Session, save
from .results import Result

OTHERS = 20
ARCANE_MARK = '(globalThis as any).Deno.core.ops.op_load_file("mark{}");'
OTHER_IMPORT = 'import { readFileSync } from "node:fs";'


def headless(name, modules, **targets):
    def run(options):
        result = Result(name, f"Headless, {modules:,} modules: save to the first statement of the changed module")
        count = options.reloads
        values = arcane(result, modules, count)
        result.add("`arcane-supervise dev --headless`", values, **targets)
        ours = statistics.median(values)
        medians = {}
        for tool in tools.SCRIPT:
            values = other(result, tool, modules, reloads.times(options, OTHERS if modules < 1000 else OTHERS // 2))
            if values:
                result.add(f"`{tool}`", values)
                medians[tool] = statistics.median(values)
        if modules >= 100 and "bun --hot" in medians:
            result.add("Arcane's median / that of `bun --hot`", ours / medians["bun --hot"], "", limit=1)
        return result
    return run


def arcane(result, modules, count):
    values = []
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
        project = Project(folder, modules)
        text = {serial: project.change(serial, ARCANE_MARK.format(serial)) for serial in range(count + 1)}
        project.changing.write_text(text[0])
        environment = {**os.environ, "ALSOFT_DRIVERS": "null", "SDL_AUDIODRIVER": "dummy"}
        with Marks(f"{folder}/.arcane/saves", count, ".json") as marks, Session(project.entry, environment, ["--headless"]) as session:
            session.wait("playing")
            session.ready()
            reloads.play_a_while(session)
            growth, chance = reloads.Growth(session), reloads.dice()
            for serial in range(1, count + 1):
                reloads.pause(chance)
                session.all_events()
                began = save(project.changing, text[serial])
                at = marks.wait_for(serial, 30)
                if not at:
                    raise Broken(f"{result.name}: save {serial} did not run within 30 s; {session.trouble[-3:]}")
                event = session.wait("reloaded")
                session.ready()
                values.append((at - began) / 1e6)
                result.count_steps(reloads.split(event, began))
            growth.note(result, count)
            note_trouble(result, session)
    return values


def other(result, tool, modules, count):
    """What another tool takes for the same modules in JavaScript; None, with a remark, where that cannot be told."""
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
        project = Project(folder, modules, typed=False)
        command = tools.command(tool, project.entry)
        if not command:
            result.note(f"`{tool}`: not installed")
            return None
        with Marks(f"{folder}/marks", count) as marks:
            text = {serial: project.change(serial, f'{OTHER_IMPORT}\nreadFileSync("{marks.folder}/mark{serial}");')
                    for serial in range(count + 1)}
            project.changing.write_text(text[0])
            process = subprocess.Popen(command, cwd=folder, env=tools.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                return watch(result, tool, project, text, marks, count)
            finally:
                end(process)


def watch(result, tool, project, text, marks, count):
    if not marks.wait_for(0, 60):
        result.note(f"`{tool}`: did not start")
        return None
    values, deaf = [], 0
    chance = reloads.dice()
    # It watches some time after it has run the code; a save before that would go unseen.
    time.sleep(2)
    for serial in range(1, count + 1):
        time.sleep(chance.uniform(0.4, 0.7))
        began = save(project.changing, text[serial])
        at = marks.wait_for(serial, 5)
        if at:
            values.append((at - began) / 1e6)
        else:
            deaf += 1
            if deaf >= 5:
                break
    if deaf:
        result.note(f"`{tool}`: {deaf} of {serial} saves without effect within 5 s")
    return values
