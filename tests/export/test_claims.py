"""What is handed to fact checkers: ClaimReview, and the manifest of statements and citations."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefdeck.evidence.verdicts import verified
from briefdeck.export import Wanted, export
from briefdeck.export.manifest import schema
from briefdeck.library.folders import cache_folder
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.briefing import Series
from briefdeck.model.evidence import STATEMENTS

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
MADE = """
format = 1
[briefing]
title = "Checked"
bluf = "So [@a, p. 1]."
as_of = "2026-04-01"
publisher = "The checkers"
language = "en"
[[findings]]
id = "claim"
title = "Tolls fell"
text = "Tolls *fell* by half [@b]."
kind = "fact"
voice = { source = "doe", at = "p. 3" }
caveat = { text = "They rose [@a, table 2]. </script>", grade = "wrong", cites = ["b"] }
[[findings]]
id = "noted"
text = "N."
caveat = { text = "A remark.", grade = "note" }
[[findings]]
id = "ungraded"
text = "U."
caveat = "A warning."
[[findings]]
id = "right"
text = "R [@b]."
caveat = { text = "Checked.", grade = "confirmed" }
[[quotations]]
id = "said"
text = "We rose."
speaker = "office"
caveat = { text = "Two versions.", grade = "differs" }
[[series]]
id = "boats"
title = "Boats"
unit = "boats"
points = [{ at = 2001, value = 3, cites = [{ source = "a", at = "p. 7", quote = "three" }], caveat = { text = "Four.", grade = "wrong" } }]
[[recommendations]]
id = "do"
text = "Do."
for = ["It *helps* [@a]."]
[[actors]]
id = "doe"
name = "Ann Doe"
type = "person"
role = "minister"
[[actors]]
id = "office"
name = "Toll Office"
type = "organization"
[[sources]]
id = "a"
type = "book"
title = "A"
author = [{ family = "Abe", given = "Al" }]
issued = "2001-05"
URL = "https://example.org/a"
[[sources]]
id = "b"
type = "report"
title = "B"
author = [{ literal = "Toll Office" }]
issued = "2002~"
via = { source = "a", at = "p. 9" }
reliability = "Good."
"""


def made() -> Loaded:
    loaded = load_text(MADE, "made")
    assert not loaded.problems, loaded.problems
    return loaded


def reviews() -> dict[str, dict[str, Any]]:
    written = json.loads(export(Wanted(made(), "claimreview")).content)
    return {review["@id"].removeprefix("urn:briefdeck:made:"): review for review in written}


def manifest(loaded: Loaded, **wanted: Any) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(export(Wanted(loaded, "manifest", **wanted)).content)
    jsonschema.Draft202012Validator(schema()).validate(written)
    return written


def test_a_review_has_the_claim_who_made_it_and_our_rating() -> None:
    assert reviews()["claim"] == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": "urn:briefdeck:made:claim",
        "name": "Incorrect: Tolls fell",
        "claimReviewed": "Tolls fell by half.",
        "itemReviewed": {
            "@type": "Claim",
            "name": "Tolls fell",
            "author": {"@type": "Person", "name": "Ann Doe", "jobTitle": "minister"},
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "name": "B",
                    "author": [{"@type": "Organization", "name": "Toll Office"}],
                }
            ],
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 3,
            "alternateName": "Incorrect",
            "ratingExplanation": "They rose. </script>",
        },
        "reviewBody": "They rose. </script>",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "The checkers"},
        "datePublished": "2026-04-01",
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "B",
                "author": [{"@type": "Organization", "name": "Toll Office"}],
            },
            {
                "@type": "CreativeWork",
                "name": "A",
                "author": [{"@type": "Person", "name": "Al Abe"}],
                "url": "https://example.org/a",
                "datePublished": "2001-05",
            },
        ],
    }


def test_each_grade_that_rates_is_reviewed_and_no_other_caveat() -> None:
    ratings = {
        name: (review["reviewRating"]["ratingValue"], review["reviewRating"]["alternateName"])
        for name, review in reviews().items()
    }
    assert ratings == {
        "claim": (1, "Incorrect"),
        "right": (3, "Confirmed"),
        "said": (2, "Accounts differ"),
        "boats/0": (1, "Incorrect"),
    }
    assert reviews()["said"]["itemReviewed"]["author"] == {
        "@type": "Organization",
        "name": "Toll Office",
    }
    assert reviews()["boats/0"]["claimReviewed"] == "Boats, 2001: 3 boats"


def test_what_reviews_lack_is_listed_and_no_review_ends_a_script() -> None:
    done = export(Wanted(made(), "claimreview"))
    assert done.losses == (
        "`url`, the address of the page that each review will stand on: add it there",
        "2 caveats without a grade that rates: notes, and ungraded ones",
        "who claims it, of 2 statements in nobody's voice",
    )
    assert b"<" not in done.content


def test_without_a_graded_caveat_there_is_nothing_to_review() -> None:
    with pytest.raises(ValueError, match="no statement whose caveat is graded"):
        export(Wanted(made(), "claimreview", entry="noted"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_briefings_have_a_review_for_each_graded_statement(path: Path) -> None:
    loaded = load(path)
    assert loaded.briefing is not None
    wanted = Wanted(loaded, "claimreview")
    assert export(wanted) == export(wanted)
    written = json.loads(export(wanted).content)
    rating = {"wrong", "differs", "confirmed"}
    graded = [
        each
        for entry in loaded.briefing.entries()
        if entry.table in STATEMENTS
        for each in (entry, *(entry.points if isinstance(entry, Series) else ()))
        if each.warning and each.warning.grade in rating
    ]
    assert len(written) == len(graded) > 0
    assert len({review["@id"] for review in written}) == len(written)
    for review in written:
        assert review["claimReviewed"]
        assert review["reviewRating"]["ratingExplanation"]


# --- the manifest ---


def test_a_statement_has_its_words_its_voice_and_its_citations() -> None:
    written = manifest(made())
    assert written["format"] == "briefdeck-manifest-1"
    [claim] = [each for each in written["statements"] if each["id"] == "finding:claim"]
    assert claim == {
        "id": "finding:claim", "path": "/findings/0", "title": "Tolls fell", "text": "Tolls fell by half.", "parts": [],
        "needs_source": True, "kind": "fact", "voice": {"id": "actor:doe", "name": "Ann Doe", "at": "p. 3"},
        "likelihood": None, "confidence": None, "when": None, "support": "single",
        "caveat": {"text": "They rose. </script>", "grade": "wrong"}, "values": [],
        "citations": [
            {"source": "source:b", "at": None, "quote": None, "says": None, "verdicts": [], "role": "support", "via": {"source": "source:a", "at": "p. 9"}, "path": "/findings/0/text"},
            {"source": "source:a", "at": "table 2", "quote": None, "says": None, "verdicts": [], "role": "caveat", "via": None, "path": "/findings/0/caveat/text"},
            {"source": "source:b", "at": None, "quote": None, "says": None, "verdicts": [], "role": "caveat", "via": {"source": "source:a", "at": "p. 9"}, "path": "/findings/0/caveat/cites/0"},
        ],
    }  # fmt: skip


def test_values_arguments_and_the_bottom_line_are_there_too() -> None:
    written = manifest(made())
    said = {each["id"]: each for each in written["statements"]}
    assert said["figure:boats"]["values"] == [
        {
            "label": "2001", "words": "3 boats", "value": 3, "text": "", "caveat": {"text": "Four.", "grade": "wrong"},
            "path": "/series/0/points/0",
        }
    ]  # fmt: skip
    [cited] = said["figure:boats"]["citations"]
    assert (cited["quote"], cited["path"]) == ("three", "/series/0/points/0/cites/0")
    assert said["recommendation:do"]["parts"] == [
        {"text": "It helps.", "path": "/recommendations/0/for/0"}
    ]
    assert written["briefing"]["citations"][0]["at"] == "p. 1"
    assert said["quotation:said"]["voice"]["id"] == "actor:office"


def test_a_citation_has_what_became_of_its_words(tmp_path: Path) -> None:
    words = "the tolls of every bridge fell by half"
    path = tmp_path / "tolls.toml"
    path.write_text(
        'format = 1\n[briefing]\ntitle = "T"\nbluf = "B"\nas_of = "2026"\n'
        '[[findings]]\nid = "a"\ntext = "A."\n'
        f'cites = [{{ source = "s", quote = "{words}", says = "nobody had asked for that" }}]\n'
        '[[sources]]\nid = "s"\ntype = "report"\ntitle = "S"\ncopy = "s.txt"\n',
        encoding="utf-8",
    )
    (tmp_path / "s.txt").write_text(f"In May, {words}, and more.", encoding="utf-8")
    assert manifest(load(path))["statements"][0]["citations"][0]["verdicts"] == []
    verified(load(path), cache_folder())
    written = manifest(load(path))
    jsonschema.validate(written, schema())
    quoted, said = written["statements"][0]["citations"][0]["verdicts"]
    assert (quoted["words"], quoted["state"], quoted["as_of"]) == (words, "verified", None)
    (selector,) = quoted["selectors"]
    assert (selector["type"], selector["exact"]) == ("TextQuoteSelector", words)
    assert selector["prefix"].strip() == "In May,"
    assert (said["state"], said["selectors"]) == ("missing", [])


def test_a_source_has_its_reference_and_where_it_was_seen() -> None:
    [_, source] = manifest(made())["sources"]
    assert source == {
        "id": "source:b",
        "path": "/sources/1",
        "reference": "Toll Office. [ca. 2002]. B.",
        "reliability": "Good.",
        "status": None,
        "origin": None,
        "via": {"source": "source:a", "at": "p. 9"},
        "csl": {
            "id": "source:b",
            "type": "report",
            "title": "B",
            "author": [{"literal": "Toll Office"}],
            "issued": {"date-parts": [[2002]], "literal": "[ca. 2002]"},
        },
    }


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_citation_of_a_shipped_briefing_is_in_its_manifest(path: Path) -> None:
    loaded = load(path)
    assert loaded.links is not None
    assert loaded.briefing is not None
    written = manifest(loaded)
    sources = {source["id"] for source in written["sources"]}
    assert sources == {f"source:{source.id}" for source in loaded.briefing.sources}
    statements = {each["id"].partition(":")[2]: each for each in written["statements"]}
    assert len(statements) == len(written["statements"])
    for name, each in statements.items():
        cites = [link for link in loaded.links.forward[name] if link.relation == "cites"]
        found = [cite for cite in each["citations"] if cite["role"] != "voice"]
        assert [cite["source"] for cite in found] == [f"source:{link.target}" for link in cites]
        assert [cite["at"] for cite in found] == [link.at for link in cites]
        assert {cite["source"] for cite in each["citations"]} <= sources
        assert "[@" not in json.dumps(each)
    assert manifest(loaded, level="3m")["statements"] != written["statements"]


def test_the_schema_of_the_manifest_is_printed_by_its_name() -> None:
    command = [sys.executable, "-m", "briefdeck", "schema", "--of", "manifest"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    printed = json.loads(ran.stdout)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed == schema()
    assert printed["$id"] == "urn:briefdeck:schema:briefdeck-manifest-1"
