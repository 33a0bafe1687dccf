"""The cases of the permission matrix."""

from tests.kit.cases import make_case as make_case
