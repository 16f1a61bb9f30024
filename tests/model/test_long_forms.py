"""Short and long forms of voice, caveat and `via` mean the same, and are linked, found and compared alike."""

from briefdeck.library.diff import diff
from briefdeck.library.passage import passages
from briefdeck.loader import Loaded, load_text
from briefdeck.model.briefing import Briefing, Caveat, Voice
from briefdeck.model.links import Links

HEAD = """
format = 1
[briefing]
title = "T"
bluf = "B"
as_of = "2020"
[[sources]]
id = "paper"
type = "report"
title = "Paper"
[[sources]]
id = "census"
type = "report"
title = "Census"
"""


def made(entry: str) -> Loaded:
    loaded = load_text(f'{HEAD}\n[[findings]]\nid = "f"\ntext = "It is so."\n{entry}', "t")
    assert loaded.problems == ()
    return loaded


def parts(loaded: Loaded) -> tuple[Briefing, Links]:
    assert loaded.briefing is not None
    assert loaded.links is not None
    return loaded.briefing, loaded.links


def linked(loaded: Loaded) -> list[tuple[str, str, str | None]]:
    _, links = parts(loaded)
    return [(each.relation, each.target, each.at) for each in links.forward["f"]]


def test_a_bare_voice_and_caveat_are_the_long_forms_without_place_and_grade() -> None:
    (finding,) = parts(made('voice = "paper"\ncaveat = "Doubtful."'))[0].findings
    assert finding.said_by == Voice(source="paper")
    assert finding.warning == Caveat(text="Doubtful.")
    assert finding.caveat_text == "Doubtful."
    assert finding.warning.is_warning


def test_grades_that_warn() -> None:
    warns = {}
    for grade in ("wrong", "differs", "note", "confirmed"):
        (finding,) = parts(made(f'caveat = {{ text = "x", grade = "{grade}" }}'))[0].findings
        assert finding.warning is not None
        warns[grade] = finding.warning.is_warning
    assert warns == {"wrong": True, "differs": True, "note": False, "confirmed": False}


def test_all_forms_are_linked_with_their_places() -> None:
    loaded = made(
        'voice = { source = "paper", at = "p. 3" }\n'
        'caveat = { text = "Not [@census, p. 2].", grade = "wrong", cites = ["census"] }\n'
        'cites = [{ source = "census", at = "p. 1", via = { source = "paper", at = "p. 9" } }]'
    )
    assert sorted(linked(loaded), key=str) == [
        ("cites", "census", "p. 1"),
        ("cites", "census", "p. 2"),
        ("cites", "census", None),
        ("via", "paper", "p. 9"),
        ("voice", "paper", "p. 3"),
    ]


def test_what_a_graded_caveat_says_is_searched_for_and_its_grade_is_not() -> None:
    loaded = made('caveat = { text = "Doubtful count.", grade = "confirmed" }')
    (passage,) = [each for each in passages("t", *parts(loaded)) if each.entry == "f"]
    assert "Doubtful count." in passage.text
    assert "confirmed" not in passage.text


def test_a_change_of_grade_is_a_difference_and_a_change_of_form_is_none() -> None:
    short, _ = parts(made('voice = "paper"\ncaveat = "Doubtful."'))
    long, _ = parts(made('voice = { source = "paper" }\ncaveat = { text = "Doubtful." }'))
    graded, _ = parts(made('voice = "paper"\ncaveat = { text = "Doubtful.", grade = "wrong" }'))
    assert not diff(short, long).entries
    (change,) = diff(short, graded).entries
    assert [field.field for field in change.fields] == ["caveat"]
