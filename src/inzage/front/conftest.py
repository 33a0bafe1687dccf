"""Cases for the tests of this room."""

from tests.kit.cases import make_case as make_case
