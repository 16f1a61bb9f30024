"""Entries as passages: which words and signs each table gives."""

import msgspec
import pytest

from briefdeck.library.fingerprint import briefing_fingerprint, entry_fingerprint
from briefdeck.library.passage import Passage, passages
from briefdeck.library.signs import sign_token
from briefdeck.loader import load_text
from briefdeck.model.briefing import Actor, Event, KeyPoint
from briefdeck.model.edtf import Edtf
from support.briefings import random_briefing
from support.shelves import briefing_text

TABLE = '[[tables]]\nid = "t"\ntitle = "Grid"\ncolumns = ["Year", { title = "Aid", unit = "USD" }]\nrows = [["2008", 400], ["2009", true]]\n'
RECOMMENDATION = '[[recommendations]]\nid = "r"\ntext = "Act."\nto = "The Congress"\nfor = ["It is cheap."]\nagainst = ["It is slow."]\nconditions = ["A partner."]\n'
SERIES = '[[series]]\nid = "m"\ntitle = "Aid"\nunit = "USD"\nmeasure = "aid-mexico"\ncalendar = "us-fiscal"\npoints = [{ at = 2008, value = 4, caveat = "Doubtful.", cites = [{ source = "s", quote = "Exactly four", says = "Nor a cent more" }] }]\n'
ACTOR = '[[actors]]\nid = "a"\nname = "Felipe Calderón"\nabbreviation = "FC"\nrole = "president"\n'
SOURCE = '[[sources]]\nid = "s"\ntype = "report"\ntitle = "R"\nauthor = [{ literal = "GAO" }, { family = "Berg", "non-dropping-particle" = "van der", given = "Piet" }]\nevent-title = "Harbor days"\nperformer = [{ literal = "The Tides" }]\narchive_location = "box 7"\ncitation-key = "r1999"\ncopy = "copies/s.pdf"\n'


@pytest.fixture(scope="module")
def found() -> dict[str, Passage]:
    loaded = load_text(
        briefing_text(
            "Title", TABLE + RECOMMENDATION + SERIES + ACTOR + SOURCE, subtitle="Beneath"
        ),
        "x",
    )
    assert loaded.briefing is not None
    assert loaded.problems == ()
    return {passage.entry: passage for passage in passages("x", loaded.briefing, loaded.links)}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("", ("Beneath", "The bottom line.")),
        ("t", ("Year Aid", "2008 400", "2009 True")),
        ("r", ("Act.", "The Congress", "It is cheap.", "It is slow.", "A partner.")),
        ("m", ("USD", "aid-mexico", "Doubtful.", "Exactly four", "Nor a cent more")),
        ("a", ("FC", "president")),
        ("s", ("GAO", "Piet van der Berg", "Harbor days", "The Tides")),
    ],
)
def test_every_word_is_there(found: dict[str, Passage], entry: str, words: tuple[str, ...]) -> None:
    assert all(word in found[entry].text for word in words), found[entry].text


def test_what_is_looked_up_beside_a_source_is_not_there(found: dict[str, Passage]) -> None:
    assert "box 7" not in found["s"].text
    assert "r1999" not in found["s"].text
    assert "copies" not in found["s"].text


def test_signs(found: dict[str, Passage]) -> None:
    signs = found["m"].signs.split()
    for field, value in (
        ("kind", "figure"),
        ("source", "s"),
        ("has", "caveat"),
        ("has", "source"),
        ("has", "date"),
        ("briefing", "x"),
    ):
        assert sign_token(field, value) in signs
    assert {sign for sign in signs if sign.startswith(sign_token("year", ""))} == {
        sign_token("year", "") + node for node in ("12007", "12008")
    }


def test_a_fingerprint_knows_words_and_not_blanks() -> None:
    event = Event(id="e", title="T", when=Edtf.parse("2007"), text="Some words.\n")
    for same in ("Some  words.", "Some\nwords.", "Some words."):
        assert entry_fingerprint(msgspec.structs.replace(event, text=same)) == entry_fingerprint(
            event
        )
    assert entry_fingerprint(
        msgspec.structs.replace(event, text="Other words.")
    ) != entry_fingerprint(event)


def test_a_fingerprint_does_not_count_what_says_nothing() -> None:
    class Longer(Actor, frozen=True, kw_only=True):
        another: str | None = None
        more: tuple[str, ...] = ()

    actor = Actor(id="a", name="A", role="r")
    assert entry_fingerprint(Longer(id="a", name="A", role="r")) == entry_fingerprint(actor)
    assert entry_fingerprint(Longer(id="a", name="A", role="r", another="x")) != entry_fingerprint(
        actor
    )


def test_a_briefings_fingerprint_minds_no_order_but_that_of_key_points() -> None:
    briefing = random_briefing(3, 5)
    turned = msgspec.structs.replace(briefing, sources=briefing.sources[::-1])
    assert briefing_fingerprint(turned) == briefing_fingerprint(briefing)
    points = (KeyPoint(id="one", text="One."), KeyPoint(id="two", text="Two."))
    ranked, other = (
        msgspec.structs.replace(briefing, key_points=order) for order in (points, points[::-1])
    )
    assert briefing_fingerprint(ranked) != briefing_fingerprint(other)
    assert briefing_fingerprint(
        msgspec.structs.replace(briefing, sources=())
    ) != briefing_fingerprint(briefing)
