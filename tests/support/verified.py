"""A briefing with copies of its sources, and what became of every quotation and number in them."""

from briefdeck.document.lookup import lookup
from briefdeck.document.verdicts import Verdicts
from briefdeck.evidence.passages import (
    CitedNumber,
    NumberPassage,
    Passage,
    Piece,
    Quoted,
    Selector,
)
from briefdeck.evidence.sought import Sought, sought_quotations
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded, load_text

TEXT = """
format = 1

[briefing]
title = "Ferries of the strait"
bluf = "Passengers came back after 2021, and the port has not kept up with them [@port, p. 9]."
as_of = "2026-03"

[[key_points]]
id = "key-growth"
title = "Passengers came back"
text = "The ferries carry more people than before."
cites = [{ source = "port", at = "p. 9", quote = "2.1 million passengers crossed the strait in 2024" }]

[[findings]]
id = "near-words"
text = "The port found the piers safe."
cites = [{ source = "port", at = "p. 12", quote = "The piers were found safe for all 575 berths" }]

[[findings]]
id = "missing-words"
text = "The auditors saw no risk."
cites = [{ source = "audit", at = "p. 3", quote = "no risk whatever was seen" }, { source = "port", at = "p. 9" }]

[[findings]]
id = "changed-copy"
text = "The law binds the port."
cites = [{ source = "law", at = "§3", quote = "The port shall keep two piers" }]

[[findings]]
id = "no-copy"
text = "A captain said so."
cites = [{ source = "captain", quote = "We wait an hour at the pier" }]

[[findings]]
id = "unreadable-copy"
text = "The scan cannot be read."
cites = [{ source = "scan", quote = "Piers of 1910" }]

[[findings]]
id = "other-page"
text = "Waiting has doubled."
cites = [{ source = "port", at = "p. 9", says = "the mean time at the pier rose from 20 to 41 minutes" }]

[[findings]]
id = "waits"
text = "The audit goes on."
cites = [{ source = "audit", at = "p. 5", quote = "the audit continues" }]

[[series]]
id = "passengers"
title = "Passengers"
unit = "people"
scale = "million"
points = [
  { at = "2023", value = 1.8, cites = [{ source = "port", at = "table 2" }] },
  { at = "2024", value = 2.1, cites = [{ source = "port", at = "table 2" }] },
  { at = "2025", value = 3.4, cites = [{ source = "port", at = "table 2" }] },
]

[[quotations]]
id = "mayor-quote"
speaker = "mayor"
date = "2025-06-01"
text = "A strait is not a border … it is a street."
cites = [{ source = "port", at = "p. 2" }]

[[actors]]
id = "mayor"
name = "Mayor Ortiz"
type = "person"

[[sources]]
id = "port"
type = "report"
title = "Port report 2025"
author = [{ literal = "Port Authority" }]
issued = "2025"
copy = "copies/port.pdf"
sha256 = "16418d76cd383df3eb89127663ee9b154060b3f16b08bf886c400bd70c6179ab"
copied = "2026-03-02"

[[sources]]
id = "audit"
type = "report"
title = "Audit of the piers"
author = [{ literal = "Court of Audit" }]
issued = "2024"
copy = "copies/audit.txt"

[[sources]]
id = "law"
type = "legislation"
title = "Harbor Act"
issued = "1999"
copy = "copies/law.html"

[[sources]]
id = "scan"
type = "book"
title = "Piers of the strait"
issued = "1910"
copy = "copies/scan.pdf"

[[sources]]
id = "captain"
type = "interview"
title = "A captain"
issued = "2026"
"""


def passages() -> dict[str, Passage]:
    """What became of each entry's words; those of `waits` have not been looked for."""
    return {
        "key-growth": Passage("verified", (Selector("2.1 million passengers crossed the strait in 2024", "For the first time ", ", the port counted", 90, 138, "9", 11),)),
        "near-words": Passage(
            "near",
            (Selector("The piers were not found safe for all 7,575 berths", "Inspection. ", " of the port", 200, 250, "12", 14),),
            (Piece("same", "The piers were "), Piece("copy", "not "), Piece("same", "found safe for all "), Piece("quote", "575"), Piece("copy", "7,575"), Piece("same", " berths")),
        ),
        "missing-words": Passage("missing"),
        "changed-copy": Passage("changed"),
        "no-copy": Passage("no-copy"),
        "unreadable-copy": Passage("unreadable", why="it is encrypted."),
        "other-page": Passage("verified", (Selector("the mean time at the pier rose from 20 to 41 minutes", "In that year ", ".", 900, 950, "14", 16),), elsewhere=True),
        "mayor-quote": Passage("verified", (Selector("A strait is not a border", "", ", she said", 10, 34, "2", 4), Selector("it is a street", "; ", ".", 60, 74, "2", 4))),
    }  # fmt: skip


def number(place: int, value: str, passage: NumberPassage) -> CitedNumber:
    """A value of the figure, and what became of it."""
    path = ("series", 0, "points", place, "value")
    return CitedNumber("passengers", path, "port", "table 2", value, passage, seen_in="port")


NUMBERS = (
    number(0, "1.8 million people", NumberPassage("found", Selector("1.8 million", "In 2023 ", " crossed"))),
    number(1, "2.1 million people", NumberPassage("contradicts", Selector("2.4 million", "In 2024 ", " people crossed"))),
    number(2, "3.4 million people", NumberPassage("missing")),
)  # fmt: skip


def verified_briefing(text: str = TEXT, **others: Passage) -> Loaded:
    """The briefing, of which documents say all that; others: passages in place of these, by entry."""
    loaded = load_text(text, "ferries")
    assert not loaded.errors, loaded.errors
    found = lookup(loaded)
    found.verdicts = Verdicts(verification(loaded, {**passages(), **others}))
    return loaded


def verification(loaded: Loaded, known: dict[str, Passage]) -> Verification:
    """What is known, where these passages were found of each entry's words."""
    sought = list(sought_quotations(loaded))
    quotations = [quoted_as(each, known[each.entry]) for each in sought if each.entry in known]
    waiting = tuple(each for each in sought if each.entry not in known)
    return Verification(tuple(quotations), NUMBERS, waiting)


def quoted_as(sought: Sought, passage: Passage) -> Quoted:
    """Words that were looked for, and what became of them."""
    return Quoted(
        entry=sought.entry,
        path=sought.path,
        source=sought.source,
        at=sought.at,
        words=sought.words,
        passage=passage,
        words_path=sought.words_path,
        is_says=sought.is_says,
        seen_in=sought.seen_in,
        seen_at=sought.seen_at,
    )
