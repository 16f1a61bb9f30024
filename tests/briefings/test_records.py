"""The records of the shipped briefings say what was found in copies, of the texts as they are, and pass on little of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefdeck.evidence.record import record_path
from briefdeck.evidence.verdicts import Counts, kept
from briefdeck.loader import load

FOLDER = Path(__file__).resolve().parents[2] / "briefings"
SHIPPED = sorted(FOLDER.glob("*.toml"))
QUOTATIONS = {
    "ipv4-exhaustion": Counts(total=6, recorded=3, copied=3),
    "merida-initiative-official": Counts(total=2),
    "southwest-border-statistics": Counts(),
    "us-mexico-border-security": Counts(total=9, recorded=9, copied=9),
}


def record(path: Path) -> dict[str, Any]:
    """The record of a briefing."""
    found: dict[str, Any] = json.loads(record_path(path).read_bytes())
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_it_is_of_the_text_as_it_is(path: Path, tmp_path: Path) -> None:
    """After a change of the text, `briefdeck verify PATH --record` brings it up to date."""
    known = kept(load(path), tmp_path)
    assert known.is_whole
    assert known.counts == QUOTATIONS[path.stem]
    assert known.numbers
    assert {each.as_of for each in known.numbers} == {"2026-11-29"}
    items = record(path)["first"]["items"]
    found = sum(1 for each in known.quotations if each.as_of) + len(known.numbers)
    assert found == len(items) == record(path)["total"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_it_passes_on_no_long_passage(path: Path) -> None:
    for item in record(path)["first"]["items"]:
        for target in item["target"]:
            selector = target["selector"]
            around = selector.get("prefix", "") + selector.get("suffix", "")
            assert len(around) <= 64
            longest = len(item.get("briefdeck:quotation", "")) * 1.2 + 100
            assert len(selector["exact"]) <= longest


def test_every_record_has_its_briefing() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {
        record_path(path).name for path in SHIPPED
    }
