"""Rules that find very many of their kind: the first are listed, the rest are counted."""

from briefdeck.check import examine
from briefdeck.loader import load_text
from briefdeck.loader.complaints import MOST_OF_A_RULE

HEAD = 'format = 1\n[briefing]\ntitle = "T"\nas_of = "2020"\nbluf = "x"\n'
RULE = "uncited-statement"
MANY = MOST_OF_A_RULE + 50


def points() -> str:
    return "".join([f'[[key_points]]\nid = "k{number}"\ntext = "T"\n' for number in range(MANY)])


def test_the_rest_is_counted() -> None:
    found = examine(load_text(HEAD + points())).problems
    of_the_rule = [problem for problem in found if problem.rule == RULE]
    assert len(of_the_rule) == MOST_OF_A_RULE + 1
    assert of_the_rule[0].message == "50 more problems of this kind are not listed."


def test_an_exception_for_an_entry_far_down_is_not_idle() -> None:
    exception = f'[[exceptions]]\nrule = "{RULE}"\nreason = "R"\nentries = ["k{MANY - 1}"]\n'
    checked = examine(load_text(HEAD + points() + exception))
    assert [each.problem.entry for each in checked.accepted] == [f"k{MANY - 1}"]
    assert not [each for each in checked.problems if each.path[:1] == ("exceptions",)]


def test_an_exception_for_all_accepts_what_is_counted_too() -> None:
    exception = f'[[exceptions]]\nrule = "{RULE}"\nreason = "R"\n'
    checked = examine(load_text(HEAD + points() + exception))
    assert RULE not in {problem.rule for problem in checked.problems}
