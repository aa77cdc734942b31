"""What the processes do while nobody saves."""

import tempfile
import time

from .games import Project, small
from .processes import Screen, children, memory, switches
from .product import Session, save
from .results import Result

SECONDS = 10


def idle(options):
    result = Result("idle", f"Idle: a game plays, nobody saves, {SECONDS} s")
    seconds = SECONDS if options.reloads >= 40 else 3
    for label, modules in (("small game", 0), ("100 modules", 100)):
        with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
            if modules:
                project = Project(folder, modules)
                game, changing, text = project.entry, project.changing, project.change(1)
            else:
                game = changing = f"{folder}/game.ts"
                save(game, small(0))
                text = small(1)
            with Session(game, screen.environment()) as session:
                session.wait("playing")
                session.ready()
                # One reload, so that what is measured is how a session is most of the time.
                save(changing, text)
                playing = session.wait("reloaded")["pid"]
                session.ready()
                time.sleep(2)
                workers = {pid: name for pid, name in children(session.process.pid).items()}
                roles = {session.process.pid: "supervisor"}
                for pid, name in workers.items():
                    roles[pid] = "playing game" if pid == playing else "standby" if name.startswith("arcane-worker") else name
                before = {pid: switches(pid) for pid in roles}
                time.sleep(seconds)
                for pid, role in roles.items():
                    rate = (switches(pid) - before[pid]) / seconds
                    limit = {"limit": 0} if role in ("supervisor", "standby") else {}
                    result.add(f"{label}: wake-ups of the {role}", rate, "/s", **limit)
                for pid, role in roles.items():
                    resident, share = memory(pid)
                    limit = {"limit": 40} if role == "supervisor" else {}
                    result.add(f"{label}: resident memory of the {role}", resident / 1024, "MB", **limit)
                    result.note(f"{label}: {role} {share / 1024:.1f} MB PSS")
    return result
