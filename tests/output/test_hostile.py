"""Nothing that a briefing says breaks a page: no line too wide, no lost text, no control code, no markup that acts."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck import document, output
from briefdeck.draw.lines import folded, line_text, line_width
from briefdeck.loader import Loaded, load_text
from briefdeck.output.layout import lay_out
from briefdeck.output.terminal import Printable
from support.briefings import random_toml, to_toml
from support.printing import fits, printed

HARBOR = tomllib.loads((Path(__file__).parent / "harbor-tunnel.toml").read_text(encoding="utf-8"))
FREE = {
    "title", "subtitle", "bluf", "text", "caveat", "publisher", "source_summary", "outcome", "role", "name", "abbreviation",
    "meaning", "term", "status", "place", "note", "reliability", "quote", "at", "confidence_basis", "unit", "category", "license",
    "container-title", "number", "version", "literal", "family", "given", "genre", "authors", "tags", "conditions", "for", "against",
}  # fmt: skip
HOSTILE = {
    "rich markup": "[bold red]x[/] [link=https://evil.example]here[/link] [/]",
    "escapes": "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\ \x07 \x9b2J",
    "html": "<script>alert(1)</script> &lt; &amp; <b>b</b>",
    "markdown": "# not a heading\n\n- - - \n\n| a | b |\n|---|---|\n\n***\n\n> q\n\n```\nopen",
    "cjk": "墨西哥与美国的安全合作" * 12,
    "combining": "e\u0301" * 90 + " a\u0308\u0327\u0330 b",
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🇲🇽🇺🇸 ❤\ufe0f 👍🏽 " * 9,
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200f",
    "zero width": "a\u200bb\u200cc\u2060d\ufeff e",
    "blanks": "a\u00a0b\u2003c\u3000d  e   f ",
    "quotes": "“a” ‘b’ \"c\" 'd' «e»",
    "long word": "x" * 700,
    "long mixed word": "schön" * 200 + "国境" * 50,
    "tabs": "a\tb\tc",
    "templates": "{0} {x!r} %s %(a)s ${HOME} `id` $(id)",
}  # fmt: skip
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile(text: str) -> Loaded:
    """The harbor tunnel with every free text replaced."""

    def replaced(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: replaced(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [replaced(each, name) for each in value]
        return text if isinstance(value, str) and name in FREE else value

    loaded = load_text(to_toml(replaced(HARBOR)), "hostile")
    assert loaded.briefing is not None, loaded.problems
    return loaded


def check_lines(text: str, width: int) -> None:
    for line in text.split("\n"):
        assert fits(line, width), line
        assert line == line.rstrip(" "), line
    assert not CONTROL.search(text)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_inside_the_page(name: str, width: int) -> None:
    loaded = hostile(HOSTILE[name])
    for level in document.LEVELS:
        for form in ("text", "plain"):
            check_lines(
                output.render(form, document.summary(loaded, level=level), width=width),
                width,
            )


@settings(max_examples=50)
@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=60
    ),
    st.integers(40, 200),
)
def test_any_text_stays_inside_the_page(text: str, width: int) -> None:
    if not text.strip():
        return
    loaded = hostile(text)
    everything = document.summary(loaded, level="all")
    check_lines(output.render("text", everything, width=width), width)
    check_lines(output.render("plain", everything, width=width), width)
    for name in ("markdown", "json"):
        assert not CONTROL.search(output.render(name, everything, width=width))


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(40, 200))
def test_random_briefings_stay_inside_the_page(seed: int, width: int) -> None:
    loaded = load_text(random_toml(seed, 5), "random")
    for form in ("text", "plain"):
        check_lines(output.render(form, document.summary(loaded, level="all"), width=width), width)
    assert loaded.briefing is not None
    for entry in loaded.briefing.entries():
        assert all(
            fits(line_text(line), width) for line in lay_out(document.page(loaded, entry.id), width)
        )


@pytest.mark.parametrize(
    "name",
    [
        "rich markup",
        "cjk",
        "combining",
        "emoji",
        "long word",
        "long mixed word",
        "templates",
        "quotes",
    ],
)
@pytest.mark.parametrize("width", [40, 120])
def test_no_character_is_lost(name: str, width: int) -> None:
    """The words of a paragraph are all there, in order, whatever the breaks."""
    loaded = hostile(HOSTILE[name])
    page = document.page(loaded, "section-method")
    drawn = "".join(output.render("text", page, width=width).split())
    assert "".join(HOSTILE[name].replace("`", "").split()) in drawn


def test_a_word_of_100_kilobytes_is_wrapped() -> None:
    text = hostile("y" * 100_000)
    drawn = output.render("text", document.page(text, "section-method"), width=80)
    assert drawn.count("y") >= 200_000
    check_lines(drawn, 80)


@pytest.mark.parametrize("name", HOSTILE)
def test_colour_adds_nothing_but_its_own_codes(name: str) -> None:
    everything = document.summary(hostile(HOSTILE[name]), level="all")
    bare = output.render("text", everything, width=80)
    painted = printed(Printable(everything), width=80)
    stripped = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", painted)
    assert stripped == bare
    assert set(re.findall(r"\x1b\]8;(?:id=[\d-]*)?;([^\x1b]*)", painted)) <= {
        "",
        "https://audit.example/2012?a=1&b=2",
        "https://harbor.example/counts",
        "https://harbor.example/count",
        "https://evil.example",
    }


def test_no_escape_code_without_colour(harbor: Loaded) -> None:
    for name in output.FORMATS:
        assert "\x1b" not in output.render(name, document.summary(harbor, level="all"))


@pytest.mark.parametrize("width", [16, 24, 36])
@pytest.mark.parametrize("name", ["markdown", "cjk", "emoji", "long mixed word"])
def test_narrow_panes_hold_every_page(harbor: Loaded, name: str, width: int) -> None:
    for loaded in (harbor, hostile(HOSTILE[name])):
        assert loaded.briefing is not None
        for entry in loaded.briefing.entries():
            assert all(
                line_width(piece) <= width
                for line in lay_out(document.page(loaded, entry.id), width)
                for piece in folded(line, width)
            )
