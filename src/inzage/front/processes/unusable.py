"""The one exception that says: this machine, folder or server cannot be used as it is, and what to do."""


class Unusable(Exception):  # noqa: N818 - a state of the surroundings, not a fault of ours
    """One sentence for the person who runs Inzage: what is wrong and the remedy.

    The command line prints it without a traceback and ends with exit code 2. It never holds a
    password or personal data.
    """
