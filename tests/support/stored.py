"""A briefing whose sources have stored copies, in every state that a quotation may have."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from briefdeck.evidence.passages import Passage, Piece, Quoted, Selector
from briefdeck.evidence.sought import sought_quotations
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded

COPIES: Final = {
    "audit.txt": (
        "Audit of the Harbor Tunnel, 2019.\n\n"
        "The report says: the tunnel was never\nclosed twice in a year, whatever the papers say.\n\n"
        "It carried 48,000 vehicles a day in 2018.\n"
    ),
    "minutes.md": "# Minutes\n\nThe council approved the second bore by a single vote.\n",
    "letter.txt": "The mayor wrote that costs were under control.\n",
}
"""Stored copies by their names, as they were when they were stored."""

_DIGESTS: Final = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in COPIES.items()}

TOML: Final = f"""
format = 1
[briefing]
title = "The Harbor Tunnel"
bluf = "The tunnel holds."
as_of = "2020-04"

[[key_points]]
id = "point"
title = "It was never closed twice in a year"
text = "The tunnel stayed open, and the council wanted more of it."
cites = [
  {{ source = "audit", at = "p. 9", quote = "never closed twice in a year" }},
  {{ source = "minutes", at = "p. 2", quote = "approved the second bore by two votes" }},
]

[[findings]]
id = "costs"
text = "Costs were said to be under control."
cites = [{{ source = "letter", quote = "costs were under control" }}]

[[findings]]
id = "lost"
text = "It was praised."
cites = [{{ source = "audit", at = "p. 1", quote = "a triumph of engineering" }}]

[[findings]]
id = "bare"
text = "It is long."
cites = [{{ source = "uncopied", at = "p. 4", quote = "nine kilometres long" }}]

[[findings]]
id = "plain"
text = "It is under water."
cites = ["audit"]

[[actors]]
id = "mayor"
name = "The Mayor"

[[quotations]]
id = "words"
speaker = "mayor"
text = "The council approved the second bore by a single vote."
cites = [{{ source = "minutes", at = "p. 2" }}]

[[sources]]
id = "audit"
type = "report"
title = "Audit of the Harbor Tunnel"
author = [{{ literal = "City Audit Office" }}]
issued = "2019"
URL = "https://audit.example/2019"
copy = "copies/audit.txt"
sha256 = "{_DIGESTS["audit.txt"]}"
copied = "2020-03-02"

[[sources]]
id = "minutes"
type = "report"
title = "Minutes of the Council"
author = [{{ literal = "City Council" }}]
issued = "2018"
copy = "copies/minutes.md"
sha256 = "{_DIGESTS["minutes.md"]}"
copied = "2020-03-02"

[[sources]]
id = "letter"
type = "report"
title = "Letter of the Mayor"
author = [{{ literal = "Mayor" }}]
issued = "2017"
copy = "copies/letter.txt"
sha256 = "{_DIGESTS["letter.txt"]}"
copied = "2020-03-02"

[[sources]]
id = "uncopied"
type = "report"
title = "Lengths of Tunnels"
author = [{{ literal = "Tunnel Society" }}]
issued = "2016"
URL = "https://tunnels.example"
"""

PASSAGES: Final[Mapping[str, Passage]] = {
    "never closed twice in a year": Passage(
        "verified",
        (
            Selector(
                "never closed twice in a year",
                "The report says: the tunnel was ",
                ", whatever the papers say.",
                page="12",
                sheet=14,
            ),
        ),
        elsewhere=True,
    ),
    "approved the second bore by two votes": Passage(
        "near",
        (Selector("approved the second bore by a single vote", "The council ", "."),),
        (
            Piece("same", "approved the second bore by "),
            Piece("quote", "two votes"),
            Piece("copy", "a single vote"),
        ),
    ),
    "costs were under control": Passage("changed"),
    "a triumph of engineering": Passage("missing"),
    "nine kilometres long": Passage("no-copy"),
    "The council approved the second bore by a single vote.": Passage(
        "verified",
        (Selector("The council approved the second bore by a single vote.", "Minutes "),),
    ),
}
"""What becomes of the quotations, by their words."""


def store(folder: Path, text: str = TOML) -> Path:
    """Write the briefing and its copies; of the letter another one than was stored."""
    (folder / "copies").mkdir(parents=True, exist_ok=True)
    for name, said in COPIES.items():
        (folder / "copies" / name).write_text(said, encoding="utf-8")
    (folder / "copies/letter.txt").write_text("The mayor wrote nothing.\n", encoding="utf-8")
    path = folder / "harbor.toml"
    path.write_text(text, encoding="utf-8")
    return path


def made_up(
    loaded: Loaded,
    passages: Mapping[str, Passage] = PASSAGES,
    *,
    waits: frozenset[str] = frozenset(),
) -> Verification:
    """A verification without any reading of copies; waits: the words not looked for yet."""
    sought = list(sought_quotations(loaded))
    return Verification(
        quotations=tuple(
            Quoted(
                entry=each.entry,
                path=each.path,
                source=each.source,
                at=each.at,
                words=each.words,
                passage=passages[each.words],
                is_says=each.is_says,
                words_path=each.words_path,
                seen_in=each.seen_in,
                seen_at=each.seen_at,
            )
            for each in sought
            if each.words not in waits
        ),
        waiting=tuple(each for each in sought if each.words in waits),
        is_whole=not waits,
    )
