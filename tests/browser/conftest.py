"""What the pages of the browser tests are filled with: a whole case, made as its people would."""

from tests.kit.cases import make_case as make_case
