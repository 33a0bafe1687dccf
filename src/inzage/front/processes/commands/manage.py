"""`inzage django COMMAND ...` and `inzage makemigrations`: Django's own commands, in our surroundings."""

import argparse
import warnings

from django.core.management import execute_from_command_line

from inzage.front.processes import environment
from inzage.front.processes.safety import refuse_unsafe


def run(options: argparse.Namespace) -> int:
    """Hand the rest of the command line to Django, which ends the process itself when something is wrong.

    Raises Unusable for a worker in production that is not set up for it.
    """
    if options.rest[:2] == ["procrastinate", "worker"]:
        refuse_unsafe(environment.read())
    # Without a running database makemigrations compares the models with the files alone, which is what it is asked.
    warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
    execute_from_command_line(["inzage", *options.rest])
    return 0
