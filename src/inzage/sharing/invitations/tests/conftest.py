"""Whole cases, as everybody above this room has them."""

from tests.kit.cases import make_case as make_case
