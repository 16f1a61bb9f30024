"""Figures as blocks: each note once, those to be drawn together as one, and what is not said aloud in JSON too."""

import json

from briefdeck import document, output
from briefdeck.document.blocks import Figure
from briefdeck.loader import Loaded, load_text

BRIEFING = """
format = 1
[briefing]
title = "T"
bluf = "B"
as_of = "2020"
[[sources]]
id = "src"
type = "report"
title = "R"
[[series]]
id = "users"
title = "Users"
unit = "people"
with = ["every", "money", "users"]
points = [
  { at = "2001", value = 1, text = "by hand" },
  { at = "2002", value = 2.5, text = "by hand" },
  { at = "2003", value = 3, caveat = { text = "Half of it.", grade = "differs", cites = ["src"] } },
]
[[series]]
id = "every"
title = "Everybody"
unit = "people"
points = [{ at = "2002", value = 7, caveat = { text = "So it is.", grade = "confirmed" } }, { at = "2003", value = 8 }]
[[series]]
id = "money"
title = "Money"
unit = "USD"
points = [{ at = "2002", value = 7 }, { at = "2003", value = 8 }]
"""


def loaded() -> Loaded:
    return load_text(BRIEFING, name="t")


def figure(entry: str) -> Figure:
    return next(
        block for block in document.page(loaded(), entry).blocks if isinstance(block, Figure)
    )


def test_notes_that_say_the_same_are_one_with_a_number() -> None:
    notes = figure("users").notes
    assert [(note.number, note.points, note.sign) for note in notes] == [
        (1, (0, 1), ""),
        (2, (2,), "⚠"),
    ]
    cited = document.page(loaded(), "users").cited
    assert cited == ("src",)


def test_companions_are_drawn_with_it_and_their_notes_numbered_on() -> None:
    block = figure("users")
    (companion,) = block.companions
    assert companion.entry == "every"
    assert [(note.number, note.sign) for note in companion.notes] == [(3, "✓")]
    assert block.apart == ("Not drawn with “Money”: its unit is USD, not people.",)
    assert figure("every").companions == ()


def test_what_is_drawn_with_another_is_not_drawn_again_in_a_list() -> None:
    whole = document.summary(loaded(), ["figures"])
    drawn = [block.entry for block in whole.blocks if isinstance(block, Figure)]
    assert drawn == ["users", "money"]
    text = output.render("text", whole, width=80)
    assert "Drawn with Users." in text
    assert "Not drawn with “Money”" in text


def test_every_output_says_each_value_of_a_companion() -> None:
    page = document.page(loaded(), "users")
    assert "B  7" in " ".join(output.render("text", page, width=60).split()).replace("B 7", "B  7")
    plain = output.render("plain", page, width=80)
    assert "On the same chart: Everybody, in people." in plain
    assert "- 2002: 7. Confirmed: So it is." in plain
    assert "On 2001 and 2002: by hand." in plain
    markdown = output.render("markdown", page, width=80)
    assert "| Period | Users (people) | Everybody (people) | Note |" in markdown
    assert "| 2002 | 2.5 | 7 | 1, ✓ 3 |" in markdown


def test_numbers_stay_numbers_in_json() -> None:
    data = json.loads(output.render("json", document.page(loaded(), "users"), width=80))
    block = next(block for block in data["document"]["blocks"] if block["block"] == "figure")
    assert [point["value"] for point in block["points"]] == [1, 2.5, 3]
    assert [point["value"] for point in block["companions"][0]["points"]] == [7, 8]
    assert block["notes"][0]["points"] == [0, 1]
