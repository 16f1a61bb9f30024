"""Exceptions: what they accept, what they cannot, and what is wrong with them."""

from briefdeck.check import check, examine
from briefdeck.loader import load_text
from support.examples import whole

TWO = """
[[findings]]
id = "aid-rose"
text = "Aid rose."

[[findings]]
id = "aid-fell"
text = "Aid fell."
"""


def exception(rule: str, entries: str = "") -> str:
    return f'\n[[exceptions]]\nrule = "{rule}"\n{entries}\nreason = "so it is"\n'


def found(text: str) -> list[tuple[str, str | None]]:
    return [(problem.rule, problem.entry) for problem in check(load_text(whole(text), "aid"))]


def test_nothing_accepted() -> None:
    assert found(TWO) == [("uncited-statement", "aid-rose"), ("uncited-statement", "aid-fell")]


def test_exception_for_an_entry() -> None:
    assert found(TWO + exception("uncited-statement", 'entries = ["aid-fell"]')) == [
        ("uncited-statement", "aid-rose")
    ]


def test_exception_for_the_file() -> None:
    checked = examine(load_text(whole(TWO + exception("uncited-statement")), "aid"))
    assert checked.problems == ()
    assert [(each.problem.entry, each.reason) for each in checked.accepted] == [
        ("aid-rose", "so it is"),
        ("aid-fell", "so it is"),
    ]


def test_exception_for_front_matter() -> None:
    front = '[briefing]\ntitle = "x"\nbluf = "The QZX."\nas_of = "2020-04"\n'
    assert found(front) == [("undefined-acronym", None)]
    assert found(front + exception("undefined-acronym")) == []


def test_exception_that_accepts_nothing_is_noted_where_it_stands() -> None:
    text = whole(
        TWO
        + exception("uncited-statement", 'entries = ["aid-rose", "aid-fell"]')
        + exception("long-bluf")
    )
    (problem,) = check(load_text(text, "aid"))
    assert (problem.rule, problem.severity, problem.path) == (
        "useless-exception",
        "note",
        ("exceptions", 1),
    )
    assert problem.place is not None
    assert problem.place.text == "[[exceptions]]"
    cited = TWO.replace('"Aid rose."', '"Aid rose [@crs-2017, p. 1]."')
    problems = check(
        load_text(
            whole(cited + exception("uncited-statement", 'entries = ["aid-rose", "aid-fell"]')), "a"
        )
    )
    assert [(each.rule, each.path) for each in problems] == [
        ("useless-exception", ("exceptions", 0, "entries", 0))
    ]


def test_unknown_rule_is_an_error_with_the_nearest_name() -> None:
    problems = check(load_text(whole(exception("uncited-statment")), "aid"))
    assert [(each.rule, each.severity, each.remedy) for each in problems] == [
        ("unknown-rule", "error", "Did you mean `uncited-statement`?")
    ]


def test_what_loading_finds_cannot_be_accepted() -> None:
    broken = '[[findings]]\nid = "aid"\ntext = "Aid [@crs-2017, p. 1]."\nplase = "x"\n'
    assert [rule for rule, _ in found(broken + exception("unknown-key"))] == [
        "unknown-key",
        "unknown-rule",
    ]


def test_library_rules_cannot_be_accepted_in_a_file() -> None:
    assert [rule for rule, _ in found(exception("duplicate-briefing"))] == ["unknown-rule"]
