"""A whole case, with its engagement under an agreement."""

from tests.kit.cases import make_case as make_case
