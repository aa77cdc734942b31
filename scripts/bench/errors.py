"""The two ways in which a benchmark gives up."""


class Missing(Exception):
    """Something that a case needs is not installed; the message tells how to get it. Exit code 3."""


class Broken(Exception):
    """The product or this tool did not do what the case is about. Exit code 1."""
