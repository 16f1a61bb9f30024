"""What may be typed where: ids of the right kind, keys, words, headers."""

import pytest

from briefdeck.lsp.completion import Proposals, proposals
from briefdeck.lsp.outline import Outline
from briefdeck.model.briefing import TABLES
from support.language_client import FERRY, marked

EVERY_ID = {"twice-the-forecast", "trial", "first-run", "port", "passengers", "report", "counts"}


def proposed(lines: str, *, takes_snippets: bool = False) -> Proposals:
    text, offset = marked(FERRY + lines)
    return proposals(Outline(text), offset, takes_snippets=takes_snippets)


def labels(lines: str) -> list[str]:
    return [proposal.label for proposal in proposed(lines).all]


def typed(lines: str, label: str) -> str:
    """The last lines of the text once a proposal was taken."""
    text, _ = marked(FERRY + lines)
    found = proposed(lines)
    inserted = next(proposal.text for proposal in found.all if proposal.label == label)
    return (text[: found.start] + inserted + text[found.end :]).removeprefix(FERRY)


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        ('[[events]]\nera = "‸"', {"trial"}),
        ("[[events]]\nera = ‸", {"trial"}),
        ('[[events]]\nsee = ["‸"]', EVERY_ID),
        ('[[events]]\nsee = ["trial", "‸', EVERY_ID),
        ('[[events]]\ncites = ["‸"]', {"report", "counts"}),
        ('[[events]]\ncites = [{ source = "‸', {"report", "counts"}),
        ('[[events]]\ncites = [{ source = "report", via = { source = "‸" } }]', {"report", "counts"}),
        ('[[series]]\npoints = [{ at = 1, cites = [{ source = "‸" }] }]', {"report", "counts"}),
        ('[[events]]\ncaveat = { text = "…", cites = ["‸"] }', {"report", "counts"}),
        ('[[events]]\nvoice = "‸"', {"port", "report", "counts"}),
        ('[[events]]\nvoice = { source = "‸" }', {"port", "report", "counts"}),
        ('[[events]]\nactors = ["‸"]', {"port"}),
        ('[[events]]\nprograms = ["‸"]', set()),
        ('[[recommendations]]\nrests_on = ["‸"]', EVERY_ID),
        ('[[recommendations]]\nto = "‸"', {"port"}),
        ('[[series]]\nwith = ["‸"]', {"passengers"}),
        ('[[exceptions]]\nentries = ["‸"]', EVERY_ID),
        ('[[events]]\ntext = "as [[‸"', EVERY_ID),
        ('[[events]]\ntext = "as [[tri‸|the trial]]"', EVERY_ID),
        ('[[events]]\ntext = "as [@‸"', {"report", "counts"}),
        ('[[events]]\ntext = "as [@report, p. 3; @‸]"', {"report", "counts"}),
        ('[[events]]\ntext = """\nas\n\n- [@‸\n"""', {"report", "counts"}),
        ('[[events]]\ncaveat = "as [@‸"', {"report", "counts"}),
        ('[[tables]]\nrows = [["a", "as [[‸"]]', EVERY_ID),
        ('[[recommendations]]\nfor = ["as [[‸"]', EVERY_ID),
        ('[[sources]]\nid = "x"\nnote = "as [@‸"', {"report", "counts"}),
        ('[[sources]]\norigin = "‸"', {"report", "counts"}),
        ('[[events]]\ntext = "as [@report, ‸"', set()),
        ('[[events]]\ntext = "as [[trial|‸"', set()),
        ('[[events]]\ntext = "as ‸"', set()),
        ('[[events]]\ntitle = "as [[‸"', set()),
        ('[[events]]\nid = "‸"', set()),
        ('[[events]]\nwhat = "‸"', set()),
        ('[[what]]\nera = "‸"', {"report", "counts"} - {"report", "counts"}),
        ("# era = ‸", set()),
    ],
)  # fmt: skip
def test_ids_are_those_of_the_right_kind(lines: str, ids: set[str]) -> None:
    assert set(labels(lines)) == ids


def test_an_entry_is_not_proposed_to_itself() -> None:
    text, offset = marked(FERRY.replace("two boats [@", "two boats [[‸]] [@"))
    found = {each.label for each in proposals(Outline(text), offset).all}
    assert found == EVERY_ID - {"first-run"}


def test_an_id_is_completed_where_it_stands() -> None:
    assert typed('[[events]]\nera = "‸"', "trial") == '[[events]]\nera = "trial"'
    assert typed('[[events]]\nera = "tr‸', "trial") == '[[events]]\nera = "trial"'
    assert typed("[[events]]\nera = ‸", "trial") == '[[events]]\nera = "trial"'
    assert typed("[[events]]\nera = 'tr‸", "trial") == "[[events]]\nera = 'trial'"
    assert typed('[[events]]\nsee = ["tr‸-al", "x"]', "trial") == '[[events]]\nsee = ["trial", "x"]'
    assert typed('[[events]]\ntext = "[[t‸"', "trial") == '[[events]]\ntext = "[[trial]]"'
    assert typed('[[events]]\ntext = "[[t‸]]"', "trial") == '[[events]]\ntext = "[[trial]]"'
    assert typed('[[events]]\ntext = "[[t‸|so]]"', "trial") == '[[events]]\ntext = "[[trial|so]]"'
    assert (
        typed('[[events]]\ntext = "[@r‸, p. 3]"', "report")
        == '[[events]]\ntext = "[@report, p. 3]"'
    )


def test_an_id_comes_with_what_it_names() -> None:
    (era,) = proposed('[[events]]\nera = "‸"').all
    assert era.detail == "era: The trial"


def test_ids_that_were_just_typed_are_proposed() -> None:
    assert "new-one" in labels(
        '[[findings]]\nid = "new-one"\ntitle = "left\n\n[[events]]\nsee = ["‸'
    )


@pytest.mark.parametrize(
    ("lines", "first", "absent"),
    [
        ("[[events]]\n‸", ["id", "title", "date", "text"], []),
        ('[[events]]\nid = "a"\n‸\ndate = "1"\n', ["title", "text"], ["id", "date"]),
        ("[[sources]]\n‸", ["id", "type", "title"], []),
        ('[[events]]\ncites = [{ source = "report", ‸ }]', ["at", "quote", "says"], ["source"]),
        ("[[series]]\npoints = [{ ‸ }]", ["text", "at", "category"], []),
        ("[[events]]\ncaveat = { ‸", ["text", "grade", "cites"], []),
        ("[[sources]]\nauthor = [{ ‸ }]", ["family", "given", "literal"], []),
        ("[[exceptions]]\n‸", ["rule", "reason", "entries"], []),
    ],
)  # fmt: skip
def test_keys_are_those_that_are_still_free(
    lines: str, first: list[str], absent: list[str]
) -> None:
    found = labels(lines)
    assert found[: len(first)] == first
    assert not set(absent) & set(found)
    ranks = [proposal.rank for proposal in proposed(lines).all]
    assert ranks == sorted(ranks)


def test_a_key_comes_with_its_meaning() -> None:
    date = next(each for each in proposed("[[events]]\n‸").all if each.label == "date")
    assert date.text == "date = "
    assert date.detail.startswith("required: ")
    assert date.meaning.startswith("An EDTF date of level 0 or 1: `1996-01-14`")
    assert '```toml\ndate = "2015-05-01"\n```' in date.meaning
    kind = next(each for each in proposed("[[events]]\n‸").all if each.label == "kind")
    assert "One of `fact`, `judgment` and `assumption`." in kind.meaning


def test_a_key_that_has_a_value_is_only_spelled() -> None:
    assert typed('[[events]]\nti‸ = "a"\n', "title") == '[[events]]\ntitle = "a"\n'
    assert typed("[[events]]\nti‸", "title") == "[[events]]\ntitle = "


def test_the_first_key_of_a_file() -> None:
    found = proposals(Outline("fo\n\n[briefing]\n"), 2)
    assert [each.text for each in found.all] == ["format = "]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('[[events]]\nkind = "‸"', ["fact", "judgment", "assumption"]),
        ("[[events]]\nkind = ‸", ["fact", "judgment", "assumption"]),
        ("[[events]]\nweight = ‸", ["1", "2", "3"]),
        ('[[events]]\nweight = "‸"', []),
        ("[[series]]\npoints = [{ comparable = ‸ }]", ["true", "false"]),
        ('[[events]]\ncaveat = { grade = "‸" }', ["wrong", "differs", "note", "confirmed"]),
        ('[[recommendations]]\nstatus = "‸"', ["open", "partly-implemented", "implemented", "closed-not-implemented", "superseded"]),
        ('[[programs]]\nstatus = "‸"', []),
        ('[[tables]]\ncolumns = [{ title = "a", align = "‸" }]', ["left", "right", "center", "decimal"]),
    ],
)  # fmt: skip
def test_words_are_those_that_the_field_allows(lines: str, words: list[str]) -> None:
    assert labels(lines) == words


def test_words_are_written_as_the_field_has_them() -> None:
    assert typed("[[events]]\nkind = ‸", "fact") == '[[events]]\nkind = "fact"'
    assert typed("[[events]]\nweight = ‸", "2") == "[[events]]\nweight = 2"
    whole = '[[events]]\nlikelihood = "very likely"'
    assert typed('[[events]]\nlikelihood = "very un‸likely"', "very likely") == whole
    assert typed('[[events]]\nlikelihood = "very li‸', "very likely") == whole


def test_likelihoods_are_those_of_the_declared_scale() -> None:
    likely = {each.label: each.detail for each in proposed('[[events]]\nlikelihood = "‸"').all}
    assert likely["virtually certain"] == "99–100% (ipcc)"
    assert "remote" not in likely
    text, offset = marked('[briefing]\n[[events]]\nlikelihood = "‸"')
    both = {each.label for each in proposals(Outline(text), offset).all}
    assert {"virtually certain", "remote"} <= both


def test_rules_are_those_that_an_exception_may_name() -> None:
    found = labels('[[exceptions]]\nrule = "‸"')
    assert "uncited-statement" in found
    assert "unknown-key" not in found


def test_headers_are_all_that_a_file_may_have() -> None:
    tables = [f"[[{table}]]" for table in TABLES]
    assert labels("[[‸") == [*tables, "[[exceptions]]"]
    text, offset = marked("format = 1\n[‸")
    assert proposals(Outline(text), offset).all[0].label == "[briefing]"
    assert typed("[[ev‸]]\n", "[[events]]") == "[[events]]\n"
    assert typed("[ev‸", "[[events]]") == "[[events]]"


def test_a_header_brings_what_its_entry_must_have() -> None:
    (events,) = [
        each for each in proposed("[[‸", takes_snippets=True).all if each.label == "[[events]]"
    ]
    assert events.text == '[[events]]\nid = "${1}"\ntitle = "${2}"\ndate = "${3}"'
    assert events.is_snippet
    (begun,) = [
        each
        for each in proposed('[[‸\nid = "a"\n', takes_snippets=True).all
        if each.label == "[[events]]"
    ]
    assert begun.text == "[[events]]"
    assert not begun.is_snippet
