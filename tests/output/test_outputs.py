"""Every shipped briefing in every output; what JSON promises; what plain text never has; what is not loaded."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from briefdeck import document, output
from briefdeck.loader import Loaded, load
from briefdeck.model.prose import plain_text
from briefdeck.output.json_text import schema
from briefdeck.output.layout import lay_out
from support.printing import fits

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
DRAWN = set("│─┴├┤━┃█▒░●◐○◆┄⚠▸")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_shipped_briefings_fit_their_width(path: Path, width: int) -> None:
    loaded = load(path)
    for level in document.LEVELS:
        for name in ("text", "plain"):
            text = output.render(name, document.summary(loaded, level=level), width=width)
            assert all(fits(line, width) and line == line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_briefings_in_markdown_and_json(path: Path) -> None:
    everything = document.summary(load(path), level="all")
    assert output.render("markdown", everything).startswith("---\ntitle: ")
    jsonschema.validate(json.loads(output.render("json", everything)), schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_page_and_section_of_a_shipped_briefing_is_drawn(path: Path) -> None:
    loaded = load(path)
    assert loaded.briefing is not None
    for entry in loaded.briefing.entries():
        assert lay_out(document.page(loaded, entry.id, references=True), 60)
    for section in document.sections_of(loaded.briefing):
        assert lay_out(document.summary(loaded, [section.name]), 60)


def test_json_satisfies_the_schema_and_the_schema_is_one(harbor: Loaded) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for made in (
        document.summary(harbor, level="all"),
        document.page(harbor, "audit-2012"),
        document.summary(harbor, ["overview"]),
    ):
        jsonschema.validate(json.loads(output.render("json", made)), schema())


def test_plain_text_draws_nothing(harbor: Loaded) -> None:
    assert not DRAWN & set(output.render("plain", document.summary(harbor, level="all")))
    assert not DRAWN & set(output.render("plain", document.summary(harbor, ["overview"])))


def test_plain_text_says_each_figure_in_words(harbor: Loaded) -> None:
    text = output.render("plain", document.summary(harbor, ["figures"]), width=200)
    assert "From 24,000 vehicles (2005) to 48,000 vehicles (2020): up 100%." in text
    assert "- 2010: about 31,000 [1]." in text
    assert "- 2015: no figure (not counted)." in text
    assert "- 2020: 48,000 [4]. Caveat: Eleven months only." in text


def test_an_unknown_output_is_a_key_error(harbor: Loaded) -> None:
    with pytest.raises(KeyError):
        output.render("html", document.summary(harbor))


@pytest.mark.parametrize(
    ("name", "unwanted"),
    [
        ("text", ("textual",)),
        ("plain", ("rich.console", "rich.style")),
        ("json", ("rich.console", "briefdeck.draw.figure")),
        ("markdown", ("rich.console", "rich.style")),
    ],
)
def test_outputs_load_only_what_they_need(name: str, unwanted: tuple[str, ...]) -> None:
    """In a fresh process, without colour."""
    code = (
        "import sys; from pathlib import Path; from briefdeck import document, output; from briefdeck.loader import load\n"
        f"output.render({name!r}, document.summary(load(Path({str(SHIPPED[0])!r}))))\n"
        f"print([module for module in {unwanted!r} if module in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def words_of(value: object) -> Iterator[str]:
    """Every text in an entry that is no id and no word of the format."""
    for name in getattr(value, "__struct_fields__", ()):
        held = getattr(value, name)
        if name in SILENT or held is None:
            continue
        for each in held if isinstance(held, tuple) else (held,):
            if isinstance(each, str):
                yield plain_text(each)
            elif isinstance(each, tuple):
                yield from (str(cell) for cell in each if isinstance(cell, str))
            else:
                yield from words_of(each)


MARKS = re.compile(r"[\\*_|>“”‘’\"'`]")
SILENT = {
    "id", "source", "see", "era", "programs", "actors", "parties", "rests_on", "voice", "speaker", "to", "origin", "type", "stance", "align",
    "condenses", "likelihood_scale", "language", "chart", "calendar", "scale", "kind", "cites", "page", "at", "qualifier", "status", "exceptions",
}  # fmt: skip


@pytest.mark.parametrize("name", ["text", "plain", "markdown"])
def test_everything_loses_no_word(harbor: Loaded, name: str) -> None:
    """Every text of the briefing stands in every output, whatever the breaks."""
    assert harbor.briefing is not None
    drawn = output.render(name, document.summary(harbor, level="all"), width=200)
    shown = MARKS.sub("", drawn)
    quotes = [
        cite.quote for entry in harbor.briefing.entries() for cite in entry.citations if cite.quote
    ]
    for text in (*words_of(harbor.briefing), *quotes):
        # A link without words is read as its id, and shown by its entry's name.
        said = text.replace("harbor authority", "Harbor Authority")
        for word in MARKS.sub("", said).split():
            assert word.strip(".,;:") in shown, f"{name} lost `{word}` of `{text}`"
