"""What the tests of the front need: a whole case, made as its people would."""

from tests.kit.cases import make_case as make_case
