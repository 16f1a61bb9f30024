"""Which quotations a briefing has, and in whose copy each is looked for."""

from pathlib import Path

import pytest

from briefdeck.evidence.sought import Sought, sought_quotations
from briefdeck.evidence.verdicts import Counts, kept
from briefdeck.loader import Loaded, load_text

HEAD = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B"\nas_of = "2026"\n'
SOURCES = """
[[sources]]
id = "paper"
type = "report"
title = "Paper"

[[sources]]
id = "older"
type = "report"
title = "Older"
via = "paper"
"""


def loaded(entries: str) -> Loaded:
    made = load_text(HEAD + entries + SOURCES, "brief")
    assert not made.problems
    return made


def sought(entries: str) -> list[Sought]:
    return list(sought_quotations(loaded(entries)))


def test_a_quote_is_looked_for_in_what_is_cited() -> None:
    (found,) = sought(
        '[[findings]]\nid = "a"\ntext = "A."\n'
        'cites = [{ source = "paper", at = "p. 3", quote = "so it is" }, "older"]\n'
    )
    path = ("findings", 0, "cites", 0)
    assert found == Sought(
        "a", path, "paper", "p. 3", "so it is", (*path, "quote"), False, "paper", "p. 3"
    )


def test_what_was_seen_elsewhere_is_looked_for_there() -> None:
    (found,) = sought(
        '[[findings]]\nid = "a"\ntext = "A."\nvoice = { source = "paper", at = "p. 4" }\n'
        'cites = [{ source = "older", at = "p. 3", quote = "so it is" }]\n'
    )
    assert (found.source, found.at, found.seen_in, found.seen_at) == (
        "older",
        "p. 3",
        "paper",
        "p. 4",
    )


def test_the_text_of_a_quotation_belongs_to_each_of_its_citations() -> None:
    entries = (
        '[[quotations]]\nid = "q"\ntext = "“so *it* is [@paper, p. 1]”"\n'
        'cites = ["older", { source = "paper", at = "p. 3", quote = "it is" }]\n'
        'caveat = { text = "C.", cites = ["paper"] }\n'
    )
    found = sought(entries)
    assert [(each.path, each.words) for each in found] == [
        (("quotations", 0, "text"), "so it is"),
        (("quotations", 0, "cites", 0), "so it is"),
        (("quotations", 0, "cites", 1), "it is"),
    ]
    assert kept(loaded(entries), Path("/nowhere")).counts == Counts(total=2)


@pytest.mark.parametrize(
    ("text", "cites", "places"),
    [
        ("So it is [@paper, p. 1].", "", [("text", "paper", "p. 1")]),
        ("So it is [@paper; @older].", "", [("text", "paper", None), ("text", "older", None)]),
        # What the list has too is not looked for twice.
        ("So it is [@paper].", 'cites = ["paper"]', [("cites", "paper", None)]),
        ("So it is.", 'caveat = { text = "As said [@paper]." }', []),
    ],
)
def test_citations_in_the_text_of_a_quotation(
    text: str, cites: str, places: list[tuple[str, str, str | None]]
) -> None:
    found = sought(f'[[quotations]]\nid = "q"\ntext = "{text}"\n{cites}\n')
    assert [(each.path[2], each.source, each.at) for each in found] == places
    assert {each.words for each in found} <= {"So it is."}


def test_the_signs_of_a_block_quote_are_none_of_its_words() -> None:
    (found,) = sought("[[quotations]]\nid = 'q'\ntext = '> We did not.'\ncites = ['paper']\n")
    assert found.words == "We did not."


def test_a_caveat_may_quote() -> None:
    (found,) = sought(
        '[[findings]]\nid = "a"\ntext = "A."\ncites = ["paper"]\n'
        'caveat = { text = "C.", cites = [{ source = "paper", quote = "it is not" }] }\n'
    )
    assert found.path == ("findings", 0, "caveat", "cites", 0)
