"""Entries that refer to each other keep doing so when they are called otherwise, or left out."""

import tomli

from briefdeck.intake.joining import entries_text, joined
from briefdeck.intake.taken import Item, Taken
from briefdeck.loader import load_text

BASE = """
format = 1
[briefing]
title = "Port"
bluf = "Keep it."
as_of = "2024"
[[sources]]
id = "harbor-report"
type = "webpage"
title = "Harbor report"
[[series]]
id = "ships"
title = "Ships"
unit = "ships"
points = [{ at = "2001", value = 5 }]
"""
TAKEN = Taken(
    items=(
        Item(
            table="sources",
            fields=(("id", "report"), ("type", "webpage"), ("title", "Harbor report")),
        ),
        Item(
            table="series",
            fields=(
                ("id", "ships"),
                ("title", "Ships of the line"),
                ("unit", "ships"),
                ("points", [{"at": "2001", "value": 7, "cites": [{"source": "report", "at": "p. 1"}]}]),
            ),
        ),
        Item(
            table="series",
            fields=(
                ("id", "boats"),
                ("title", "report"),
                ("unit", "ships"),
                ("cites", ["report"]),
                ("with", ["ships"]),
                ("points", [{"at": "2001", "value": 8}]),
            ),
        ),
    )
)  # fmt: skip


def test_references_follow_ids() -> None:
    done = joined(load_text(BASE, "port"), [TAKEN])
    ships, boats = tomli.loads(entries_text(done.items))["series"]
    assert ships["id"] == "ships-2"
    assert ships["points"][0]["cites"] == [{"source": "harbor-report", "at": "p. 1"}]
    assert boats["cites"] == ["harbor-report"]
    assert boats["with"] == ["ships-2"]
    assert boats["title"] == "report", "words are not ids"
    assert done.refused == ()


def test_each_file_refers_to_its_own_entries() -> None:
    done = joined(load_text(BASE, "port"), [TAKEN, TAKEN])
    entries = {item.id: dict(item.fields) for item in done.items}
    assert entries["boats"]["with"] == ["ships-2"]
    assert entries["boats-2"]["with"] == ["ships-3"]
