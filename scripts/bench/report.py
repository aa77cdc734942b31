"""Tables: for the terminal, and as the section of docs/benchmarks.md."""

import os
import pathlib
import platform
import re
import subprocess
import sys
import time

from . import tools
from .processes import ROOT
from .product import supervisor


def first_line(command, environment=None):
    try:
        text = subprocess.run(command, capture_output=True, text=True, timeout=20, env=environment).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return text.splitlines()[0] if text else ""


def commit():
    """Of the sources beside this script. The programs may be older: who publishes figures builds first."""
    name = first_line(["git", "-C", str(ROOT), "rev-parse", "--short=10", "HEAD"])
    changed = first_line(["git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no", "--", "Sources", "Package.swift"])
    return name and name + (" with changes" if changed else "")


def machine():
    """Name -> what is there, of all that the figures depend on."""
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    total = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    facts = {"date": time.strftime("%Y-%m-%d"), "commit": commit(), "processor": f"{cpu}, {len(os.sched_getaffinity(0))} cores", "memory": f"{total / 1048576:.0f} GB",
             "kernel": f"Linux {platform.release().split('-')[0]}", "product": first_line([supervisor(), "--version"])}
    esbuild = ROOT / ".deps/esbuild/esbuild"
    facts["esbuild"] = first_line([str(esbuild) if esbuild.exists() else "esbuild", "--version"])
    header = ROOT / ".deps/v8/include/v8-version.h"
    if header.exists():
        found = dict(re.findall(r"#define V8_(\w+)(?:_NUMBER|_VERSION)? (\d+)", header.read_text()))
        facts["V8"] = ".".join(found.get(key, "?") for key in ("MAJOR_VERSION", "MINOR_VERSION", "BUILD_NUMBER"))
    # The driver that draws where there is no GPU; and the tools beside which Arcane is measured.
    facts["Mesa"] = first_line(["dpkg-query", "-W", "-f", "${Version}", "libgl1-mesa-dri"])
    for program, arguments in (("love", ["--version"]), ("node", ["--version"]), ("deno", ["--version"]), ("bun", ["--version"])):
        path = tools.found(program)
        facts[program] = first_line([path, *arguments]).removeprefix(program).strip() if path else "not installed"
    facts["load before"] = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return {name: value for name, value in facts.items() if value}


def number(value, unit=""):
    if value is None:
        return "none"
    if unit == "":
        return f"{value:g}" if value == int(value) else f"{value:.2f}"
    return f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"


def verdict(figure):
    return {None: "", True: "met", False: "NOT MET"}[figure.met]


def cells(figure):
    summary = figure.summary
    if len(figure.values) == 1:
        return [number(summary["median"], figure.unit), "", "", ""]
    return [number(summary[name], figure.unit) for name in ("median", "p90", "p99", "max")]


def table(head, rows, markdown):
    if markdown:
        lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        return lines + ["| " + " | ".join(row) + " |" for row in rows]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return ["  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))).rstrip()
            for row in [head, *rows]]


def section(result, markdown):
    """The lines of one case."""
    lines = [("### " if markdown else "== ") + result.title + f" (`{result.name}`)", ""]
    if result.skipped:
        return lines + [f"Not measured: {result.skipped}", ""]
    rows = [[figure.label + (f", {figure.unit}" if figure.unit else ""), str(len(figure.values)), *cells(figure), figure.target_text, verdict(figure)]
            for figure in result.figures]
    if rows:
        lines += table(["", "n", "median", "p90", "p99", "max", "target", ""], rows, markdown) + [""]
    if result.steps:
        from .results import percentile
        names = [(name.replace("  ", "· ") if markdown else name) for name in result.steps]
        rows = [[shown, number(median, "ms"), number(percentile(values, 0.99), "ms")]
                for shown, median, values in zip(names, result.step_medians().values(), result.steps.values())]
        rows = [[row[0], f"{median:.2f}", row[2]] for row, median in zip(rows, result.step_medians().values())]
        lines += table(["step", "median ms", "p99 ms"], rows, markdown) + [""]
    lines += [("- " if markdown else "   ") + note for note in result.notes]
    return lines + ([""] if result.notes else [])


def overview(results, markdown):
    rows = []
    for result in results:
        for figure in result.figures:
            if figure.target:
                summary = figure.summary
                single = len(figure.values) == 1
                rows.append([f"{result.title}: {figure.label}", number(summary["median"], figure.unit) + (f" {figure.unit}" if figure.unit else ""),
                             "" if single else number(summary["p99"], figure.unit), "" if single else number(summary["max"], figure.unit),
                             figure.target_text, verdict(figure)])
    return table(["", "measured (median)", "p99", "max", "target", ""], rows, markdown) if rows else []


def whole(facts, results, command, markdown):
    lines = []
    if markdown:
        lines += [f"Measured with `{command}`.", "", "; ".join(f"{name}: {value}" for name, value in facts.items()) + ".", ""]
    else:
        lines += [f"{name:12} {value}" for name, value in facts.items()] + [""]
    summary = overview(results, markdown)
    if summary:
        lines += (["### Targets", ""] if markdown else ["== Targets", ""]) + summary + [""]
    for result in results:
        lines += section(result, markdown)
    return "\n".join(lines).rstrip() + "\n"


def _marks(name):
    return rf"(<!-- {name} -->\n|<!-- end of {name} -->)"


def has_room(path, name):
    """Whether `publish` will find its two marks."""
    page = pathlib.Path(path)
    return page.is_file() and len(re.split(_marks(name), page.read_text())) == 5


def publish(path, name, text):
    """Puts the section where a page of the documents has room for it, between its two marks; any other file becomes it."""
    if not path.endswith("benchmarks.md"):
        return write(path, text)
    page = pathlib.Path(path)
    parts = re.split(_marks(name), page.read_text())
    page.write_text(parts[0] + parts[1] + "\n" + text + "\n" + parts[3] + parts[4])


def write(path, text):
    if path == "-":
        sys.stdout.write(text)
    else:
        pathlib.Path(path).write_text(text)
