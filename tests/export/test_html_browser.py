"""The page in a browser without a network: accessible, of the width of its window, and asking nobody."""

from pathlib import Path

import pytest

from briefdeck.export import Wanted, export
from briefdeck.loader import load, load_text
from support.briefings import random_toml
from support.browser import looked_at
from support.pages import SHIPPED
from support.verified import verified_briefing

GENERATED = 50


def _written(folder: Path, first: int, last: int) -> list[Path]:
    files = []
    for seed in range(first, last):
        file = folder / f"generated-{seed}.html"
        done = export(Wanted(load_text(random_toml(seed), "generated"), "html", "all"))
        file.write_bytes(done.content)
        files.append(file)
    return files


def _shipped(folder: Path) -> list[Path]:
    files = []
    for path in SHIPPED:
        file = folder / f"{path.stem}.html"
        file.write_bytes(export(Wanted(load(path), "html", "all")).content)
        files.append(file)
    return files


@pytest.mark.parametrize("part", ["shipped", *range(5)])
def test_pages_are_accessible_and_ask_for_nothing(tmp_path: Path, part: str | int) -> None:
    if isinstance(part, str):
        files = _shipped(tmp_path)
    else:
        share = GENERATED // 5
        files = _written(tmp_path, part * share, (part + 1) * share)
    for found in looked_at(files):
        name = Path(found["file"]).name
        assert found["violations"] == [], name
        assert found["requests"] == [], name
        assert found["console"] == [], name
        assert found["wide"] == [], name


@pytest.mark.parametrize("form", ["html", "slides"])
def test_what_is_said_of_quotations_is_accessible(tmp_path: Path, form: str) -> None:
    file = tmp_path / "verified.html"
    file.write_bytes(export(Wanted(verified_briefing(), form, "all")).content)
    (found,) = looked_at([file])
    assert found == {"file": str(file), "violations": [], "requests": [], "console": [], "wide": []}


def test_slides_are_accessible_and_ask_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "slides.html"
    file.write_bytes(export(Wanted(load(SHIPPED[-1]), "slides", "3m")).content)
    (found,) = looked_at([file])
    assert found == {"file": str(file), "violations": [], "requests": [], "console": [], "wide": []}
