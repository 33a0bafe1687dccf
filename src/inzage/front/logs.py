"""Log lines that carry no personal data: what happened and where in the code, never the values."""

import logging
import traceback

ABOUT_A_REQUEST = ("django.request", "django.security")


class LineFormatter(logging.Formatter):
    """One line: level, logger, message; for an error its type and the places in the code, without its text.

    The text of an exception may hold what somebody typed or what a row contains; so it is left out, and so are the
    arguments of a request's log line (its address may hold an id).
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`."""
        said = record.msg if record.name.startswith(ABOUT_A_REQUEST) else record.getMessage()
        line = f"{record.levelname} {record.name}: {said}"
        if record.exc_info and record.exc_info[0]:
            places = traceback.extract_tb(record.exc_info[2])[-6:]
            where = " > ".join(f"{place.filename.rsplit('/', 1)[-1]}:{place.lineno}" for place in places)
            line = f"{line} [{record.exc_info[0].__name__} at {where}]"
        return line
