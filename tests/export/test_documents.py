"""Markdown twice: Pandoc's with its citations, and GitHub's, read by GitHub's own parser."""

import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from briefdeck.export import Wanted, export
from briefdeck.loader import load, load_text
from briefdeck.model.levels import LEVELS, Level

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
FOREIGN = re.compile(r"\[@|\{#|^:::|^---$|\]\{", re.MULTILINE)
SMALL = """
format = 1
[briefing]
title = "Boats & tolls"
bluf = "Tolls fell [@a, p. 2; @b] and [@a, p. 2; @b] again, see [[k]]."
as_of = 2026
authors = ["Ann Doe", "Bo Li"]
[[key_points]]
id = "k"
text = "Fewer boats [@b]."
cites = [{ source = "a", at = "table 1", quote = "few" }]
caveat = { text = "Not so [@b].", grade = "wrong" }
[[sources]]
id = "a"
type = "book"
title = "A"
author = [{ family = "Abe" }]
issued = 2001
[[sources]]
id = "b"
type = "book"
title = "B"
author = [{ family = "Bo" }]
via = { source = "a", at = "p. 9" }
"""


def html(markdown: str) -> str:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    page: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=options)
    return page


def without_code(markdown: str) -> str:
    return re.sub(r"(`+).*?\1", "", markdown, flags=re.DOTALL)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_github_reads_every_anchor_footnote_and_table(path: Path, level: Level) -> None:
    wanted = Wanted(load(path), "github", level)
    done = export(wanted)
    assert done == export(wanted)
    text = done.content.decode()
    assert not FOREIGN.findall(without_code(text))
    page = html(text)
    places = re.findall(r'(?:name|id)="([^"]+)"', page)
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(places)
    assert len(places) == len(set(places))
    shown = re.sub(r"<[^>]+>", "", re.sub(r"<(code|pre)>.*?</\1>", "", page, flags=re.DOTALL))
    assert "[^" not in shown
    assert not re.search(r"^\|", shown, re.MULTILINE)
    assert page.count("<table>") == len(re.findall(r"^\| :?---", text, re.MULTILINE))


def test_every_entry_of_a_briefing_has_a_place_that_links_lead_to() -> None:
    loaded = load(SHIPPED[0])
    assert loaded.briefing is not None
    page = html(export(Wanted(loaded, "github")).content.decode())
    places = {place.removeprefix("ref-") for place in re.findall(r'name="([^"]+)"', page)}
    assert {entry.id for entry in loaded.briefing.entries()} <= places


def test_a_citation_is_a_footnote_that_leads_to_its_reference() -> None:
    text = export(Wanted(load_text(SMALL, "small"), "github", "3m")).content.decode()
    assert text.startswith(
        "# Boats \\& tolls\n\n*Ann Doe and Bo Li*\n\n**Bottom line.** Tolls fell[^1] and[^1] again, see"
    )
    assert (
        "[^1]: [Abe 2001](#ref-a), p. 2; [Bo, n.d.](#ref-b), cited in [Abe 2001](#ref-a), p. 9\n"
        in text
    )
    assert '-   <a name="ref-a"></a>Abe. 2001. *A*.\n' in text
    assert "⚠ Incorrect:** Not so" in text


def test_pandoc_has_a_title_block_and_its_citations() -> None:
    text = export(Wanted(load_text(SMALL, "small"), "markdown", "3m")).content.decode()
    assert text.startswith('---\ntitle: "Boats \\\\& tolls"\nauthor: ["Ann Doe", "Bo Li"]\n')
    assert "[@a, p. 2; @b; cited in @a, p. 9]" in text


@pytest.mark.parametrize("form", ["markdown", "github", "text", "json"])
def test_an_entry_alone(form: str) -> None:
    text = export(Wanted(load_text(SMALL, "small"), form, entry="k")).content.decode()
    assert "Fewer boats" in text
    assert "Bottom line" not in text


def test_no_text_becomes_markup_for_github() -> None:
    evil = "<script>alert(1)</script> # [@x] {#id} ::: | a | [l](javascript:x) ![i](u) [^1]: x ~~s~~ **b** `c` &lt; @me"
    text = f"""
format = 1
briefing = {{ title = '{evil}', bluf = "B [@s].", as_of = 2026, authors = ['{evil}'] }}
[[tables]]
id = "t"
title = '{evil}'
columns = ['{evil}']
rows = [['{evil}']]
[[terms]]
id = "m"
term = '{evil}'
meaning = "M"
[[sources]]
id = "s"
type = "book"
title = '{evil}'
author = [{{ literal = '{evil}' }}]
"""
    loaded = load_text(text, "evil")
    assert loaded.briefing is not None
    assert loaded.briefing.sources
    page = html(export(Wanted(loaded, "github")).content.decode())
    assert "<script" not in page
    assert "javascript" not in re.sub(r">[^<]*<", "><", page)
    assert "<img" not in page
    assert "<del>" not in page
    assert page.count("&lt;script&gt;") >= 6
