"""Every source that a document names is named as its own list of references has it, and no two alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import convert

from briefdeck import document
from briefdeck.document import Document
from briefdeck.document.chicago import full_reference
from briefdeck.document.chicago_labels import ShortForms, year_words
from briefdeck.document.comparison import compare
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.briefing import Source
from briefdeck.model.codec import dec_hook
from support.cited import labels, listed, look_alikes, reference_words

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))


def printed(loaded: Loaded) -> Iterator[Document]:
    """Every document that a briefing is printed as, but only some of very many pages."""
    assert loaded.briefing is not None
    yield document.summary(loaded)
    yield document.summary(loaded, level="all")
    for section in document.sections_of(loaded.briefing):
        yield document.summary(loaded, [section.name])
    assert loaded.links is not None
    entries = list(loaded.links.entries)
    for entry in entries[:: max(len(entries) // 60, 1)]:
        yield document.page(loaded, entry, references=True)


def hold(drawn: Document, sources: tuple[Source, ...]) -> int:
    """Check each label of a document against its list; return how many there are."""
    references = listed(drawn)
    shorts = [reference.short for reference in references.values()]
    assert len(set(shorts)) == len(shorts), sorted(shorts)
    for source_id, reference in references.items():
        assert reference.source.id == source_id
        assert year_words(reference.source, reference.letter) in reference_words(reference)
        if reference.letter:
            assert year_words(reference.source, reference.letter) in reference.short
    count = 0
    for source_id, words in labels(drawn, {source.id for source in sources}):
        count += 1
        assert source_id in references or source_id == drawn.subject
        if source_id in references:
            assert words.startswith(references[source_id].short), words
    return count


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_text_and_list_agree_in_the_shipped_briefings(path: Path) -> None:
    loaded = load(path)
    assert loaded.briefing is not None
    # Links with words of the author's own are not labels.
    counts = [hold_but_links(drawn, loaded.briefing.sources) for drawn in printed(loaded)]
    assert sum(counts) > 40


def hold_but_links(drawn: Document, sources: tuple[Source, ...]) -> int:
    named = {source.id for source in sources if f"[[{source.id}|" not in str(drawn)}
    return hold(drawn, tuple(source for source in sources if source.id in named))


@pytest.mark.parametrize("seed", range(12))
def test_text_and_list_agree_where_sources_look_alike(seed: int) -> None:
    loaded = look_alikes(seed)
    assert loaded.briefing is not None
    counts = [hold(drawn, loaded.briefing.sources) for drawn in printed(loaded)]
    assert sum(counts) > 40


LETTERS = """
format = 1
[briefing]
title = "Letters"
bluf = "B [@zoo-b]."
as_of = "2025"
[[key_points]]
id = "k"
text = "Second and third, not the first [@zoo-b, p. 2; @zoo-c]."
[[findings]]
id = "f"
text = "All three [@zoo-a; @zoo-b; @zoo-c]."
"""
for name, title in (("zoo-a", "Apples"), ("zoo-b", "The Bears"), ("zoo-c", "Cats")):
    LETTERS += f"""
[[sources]]
id = "{name}"
type = "report"
title = "{title}"
author = [{{ literal = "Zoo" }}]
issued = "2024"
"""


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (document.summary(load_text(LETTERS)), {"zoo-b": "a", "zoo-c": "b"}),
        (document.summary(load_text(LETTERS), ["overview"]), {"zoo-b": ""}),
        (document.page(load_text(LETTERS), "k", references=True), {"zoo-b": "a", "zoo-c": "b"}),
        (
            document.page(load_text(LETTERS), "f", references=True),
            {"zoo-a": "a", "zoo-b": "b", "zoo-c": "c"},
        ),
        (
            document.summary(load_text(LETTERS), level="all"),
            {"zoo-a": "a", "zoo-b": "b", "zoo-c": "c"},
        ),
    ],
)
def test_letters_are_given_among_the_sources_of_the_document(
    drawn: Document, expected: dict[str, str]
) -> None:
    assert {name: each.letter for name, each in listed(drawn).items()} == expected


def test_a_comparison_gives_letters_among_the_sources_it_lists() -> None:
    other = LETTERS.replace('id = "zoo-a"', 'id = "other"').replace("Apples", "Oranges")
    shared = compare(load_text(LETTERS), load_text(other, "other")).sources
    assert [source.short for source in shared] == ["Zoo 2024a", "Zoo 2024b"]


def person(family: str, given: str = "") -> dict[str, str]:
    return {"family": family, "given": given} if given else {"family": family}


def sources(*given: dict[str, object]) -> list[Source]:
    return [
        convert({"id": f"s{place}", "type": "book", "title": f"T{place}", **each}, Source, dec_hook=dec_hook)
        for place, each in enumerate(given)
    ]  # fmt: skip


def authored(*authors: dict[str, str], issued: str = "2011") -> dict[str, object]:
    return {"author": list(authors), "issued": issued}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # The same initials: the given names whole.
        ([authored(person("Doe", "Ann")), authored(person("Doe", "Alan"))], ["Ann Doe 2011", "Alan Doe 2011"]),
        ([authored(person("Doe", "Jean-Paul")), authored(person("Doe"))], ["J.-P. Doe 2011", "Doe 2011"]),
        # A letter keeps its marks.
        ([authored(person("Rao", "मीना")), authored(person("Rao", "किरण"))], ["मी. Rao 2011", "कि. Rao 2011"]),
        # Other years need nothing more.
        ([authored(person("Doe", "Ann")), authored(person("Doe", "Bea"), issued="2012")], ["Doe 2011", "Doe 2012"]),
        # What differs behind "et al." is said.
        (
            [authored(person("A", "X"), person("B", "X"), person("C", "X")), authored(person("A", "X"), person("D", "X"), person("E", "X"), person("F", "X"))],
            ["A, B, et al. 2011", "A, D, et al. 2011"],
        ),
        (
            [authored(person("A", "X"), person("B", "X"), person("C", "X")), authored(person("A", "X"), person("B", "X"), person("D", "X"))],
            ["A, B, and C 2011", "A, B, and D 2011"],
        ),
        (
            [authored(person("A", "X"), person("B", "X"), person("C", "X")), authored(person("A", "Y"), person("B", "X"), person("D", "X"))],
            ["X. A et al. 2011", "Y. A et al. 2011"],
        ),
        # Nothing of the authors differs.
        ([authored(person("A", "X"), person("B"), person("C")), authored(person("A", "X"), person("B"), person("C"))], ["A et al. 2011a", "A et al. 2011b"]),
        ([authored(person("夏目", "漱石")), authored(person("夏目", "太郎"))], ["夏目漱石 2011", "夏目太郎 2011"]),
        ([{"author": [person("A")]}, {"author": [person("A")]}], ["A, n.d.-a", "A, n.d.-b"]),
        ([authored(person("A"), issued="199X"), authored(person("A"), issued="199X")], ["A [1990s]a", "A [1990s]b"]),
        ([{"title": "Same"}, {"title": "Same", "issued": "2011"}, {"title": "Same", "issued": "2011"}], ["Same, n.d.", "Same 2011a", "Same 2011b"]),
        ([{"type": "treaty", "title": "Pact", "issued": "1978-05-04"}, {"type": "treaty", "title": "Pact", "issued": "1978-06-01"}], ["Pact 1978a", "Pact 1978b"]),
    ],
)  # fmt: skip
def test_sources_alike_are_told_apart(given: list[dict[str, object]], expected: list[str]) -> None:
    every = sources(*given)
    forms = ShortForms(every)
    assert [forms.short(source) for source in every] == expected
    assert forms.are_plain == (expected == ["Doe 2011", "Doe 2012"])


def test_laws_alike_have_their_letters_in_the_list() -> None:
    first, second = sources(
        {"type": "treaty", "title": "Pact", "issued": "1978-05-04"},
        {"type": "treaty", "title": "Pact", "issued": "1978-06-01"},
    )
    ends = [full_reference(first, "a")[-1], full_reference(second, "b")[-1]]
    assert [str(getattr(end, "text", "")) for end in ends] == [
        "Pact, May 4, 1978 (1978a).",
        "Pact, June 1, 1978 (1978b).",
    ]
