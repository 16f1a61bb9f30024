"""Texts made to break rules: they end, soon, and with a report that can be read."""

import pytest

from briefdeck.check import check
from briefdeck.check.run import MOST_IN_ONE_TEXT
from briefdeck.loader import load_text
from support.examples import whole

SERIES = '\n[[series]]\nid = "s"\ntitle = "S"\nunit = "people"\npoints = [{ at = 2001, value = 1 }, { at = 2002, value = 2 }]\n'
RUNS = (
    "[@",
    "[[",
    "`",
    "`a ",
    "A",
    "AB ",
    "high confidence ",
    "In 2001 [@crs-2017]. ",
    "1,1",
    "5 people in 2001 ",
)
MORE = (
    ". ",
    '."',
    "\n- ",
    "<b ",
    "[/",
    "@crs-2017 ",
    "AB://",
    "[[s]] ",
    "[[s|5 people in 2001]] ",
    " [@crs-2017]",
    "\u0301",
)


@pytest.mark.parametrize("run", [*RUNS, *MORE])
def test_runs_of_what_rules_look_for(run: str) -> None:
    text = run * (20_000 // len(run))
    finding = f"[[findings]]\nid = \"f\"\nsee = [\"s\"]\ntext = '''x{text}'''\n"
    problems = check(load_text(whole(finding + SERIES), "hostile"))
    assert len(problems) <= 3 * MOST_IN_ONE_TEXT
    assert all(problem.place is not None for problem in problems)
