"""Where entries stand and are named."""

import pytest

from briefdeck.lsp.outline import Outline
from briefdeck.lsp.places import groups, mentions, named_at
from support.language_client import FERRY, marked


def test_every_mention_is_found_and_leads_back() -> None:
    outline = Outline(FERRY)
    counts = {entry_id: len([*mentions(outline, entry_id)]) for entry_id in outline.entries}
    assert counts == {
        "twice-the-forecast": 1,
        "trial": 2,
        "first-run": 1,
        "port": 1,
        "passengers": 2,
        "report": 6,
        "counts": 2,
    }
    for entry_id in outline.entries:
        for each in mentions(outline, entry_id):
            for offset in range(each.start, each.end + 1):
                assert named_at(outline, offset) == each


def test_words_that_are_no_ids_are_no_mentions() -> None:
    text = FERRY.replace('type = "report"', 'type = "report"\ngenre = "report"\nnote = "a report"')
    assert len([*mentions(Outline(text), "report")]) == 6


@pytest.mark.parametrize("spoil", ['title = "The', "see = [", 'text = """'])
def test_mentions_are_found_while_another_entry_does_not_parse(spoil: str) -> None:
    text = FERRY.replace('id = "port"\n', f'id = "port"\n{spoil}\n')
    assert len([*mentions(Outline(text), "report")]) == 6


@pytest.mark.parametrize(
    "text",
    [
        '[[events]]\nid = "‸"',
        '[[events]]\ntext = "[[‸]]"',
        '[[events]]\ntext = "trial‸"',
        '[[events]]\ntext = "[[trial]]‸ x"'.replace("]]‸ x", "]] ‸x"),
        '[[events]]\nera = tri‸al',
    ],
)  # fmt: skip
def test_where_no_entry_is_named(text: str) -> None:
    text, offset = marked(text)
    assert named_at(Outline(text), offset) is None


def test_sections_of_one_table_that_follow_each_other_are_together() -> None:
    assert [(group.table, len(group.sections)) for group in groups(Outline(FERRY))] == [
        ("briefing", 1),
        ("key_points", 1),
        ("eras", 1),
        ("events", 1),
        ("actors", 1),
        ("series", 1),
        ("sources", 2),
    ]
