"""What a case found out: figures with their targets, the split per step, remarks."""

import statistics


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Figure:
    """One row: many measured values, or one."""

    def __init__(self, label, values, unit="ms", target=None):
        self.label, self.unit = label, unit
        self.values = list(values) if isinstance(values, (list, tuple)) else [values]
        #: {"median": 5, "p99": 17}: the most that each may be.
        self.target = target or {}

    @property
    def summary(self):
        if not self.values:
            return {"median": None, "p90": None, "p99": None, "max": None}
        return {"median": statistics.median(self.values), "p90": percentile(self.values, 0.9),
                "p99": percentile(self.values, 0.99), "max": max(self.values)}

    @property
    def met(self):
        """None without a target or a value."""
        if not self.target or not self.values:
            return None
        summary = self.summary
        return all(summary["max" if name == "limit" else name] <= limit for name, limit in self.target.items())

    @property
    def target_text(self):
        unit = f" {self.unit}" if self.unit else ""
        if len(self.values) == 1:
            return "".join(f"≤ {limit:g}{unit}" for limit in self.target.values())
        return ", ".join(f"{'max' if name == 'limit' else name} ≤ {limit:g}{unit}" for name, limit in self.target.items())

    def as_json(self):
        return {"label": self.label, "unit": self.unit, "count": len(self.values), **self.summary, "target": self.target, "met": self.met,
                "values": [round(value, 3) for value in self.values]}


class Result:
    def __init__(self, name, title):
        self.name, self.title = name, title
        self.figures = []
        #: Name of a step -> its values, in the order in which they happen.
        self.steps = {}
        self.notes = []
        self.skipped = None

    def add(self, label, values, unit="ms", **target):
        figure = Figure(label, values, unit, target)
        self.figures.append(figure)
        return figure

    def values(self, label):
        return next(figure.values for figure in self.figures if figure.label == label)

    def note(self, text):
        self.notes.append(text)

    def count_steps(self, steps):
        for name, value in steps.items():
            self.steps.setdefault(name, []).append(value)

    def step_medians(self):
        return {name: statistics.median(values) for name, values in self.steps.items()}

    def as_json(self):
        return {"name": self.name, "title": self.title, "skipped": self.skipped, "figures": [figure.as_json() for figure in self.figures],
                "steps": {name: {"median": statistics.median(values), "p99": percentile(values, 0.99), "max": max(values)}
                          for name, values in self.steps.items()},
                "notes": self.notes}
