"""A line of the log says what happened and where in the code, never about whom."""

import logging

import pytest

from inzage.front.logs import LineFormatter

ADDRESS = "/dossiers/6294c95d-26db-4444-91a3-559ac86a25e4/notes/new/"


@pytest.mark.article("11.security")
@pytest.mark.parametrize("name", ["django.request", "django.security.csrf"])
def test_a_line_about_a_request_leaves_its_address_out(name: str) -> None:
    record = logging.LogRecord(name, logging.WARNING, "", 0, "Forbidden (%s): %s", ("token missing", ADDRESS), None)
    line = LineFormatter().format(record)
    assert line.startswith(f"WARNING {name}: Forbidden")
    assert "6294c95d" not in line


@pytest.mark.article("11.security")
def test_the_text_of_a_fault_is_left_out() -> None:
    with pytest.raises(ValueError, match="Mila") as caught:
        int("Mila Vermeer")
    told = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("inzage", logging.ERROR, "", 0, "It broke", (), told)
    line = LineFormatter().format(record)
    assert "ValueError at test_logs.py" in line
    assert "Mila" not in line
