"""References for other programs: what is exported is read back by readers that others wrote."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from jsonschema import Draft202012Validator
from msgspec import convert, structs

from briefdeck.document.bibliography import bibtex, bibtex_lacks
from briefdeck.document.chicago_parts import family_name, page_ranges, undivided
from briefdeck.document.csl_items import csl_item, variables
from briefdeck.document.ris import ris, ris_lacks
from briefdeck.export import Exported, Wanted, export
from briefdeck.export.styled import STYLES, styled
from briefdeck.loader import load, load_text
from briefdeck.model.briefing import Source
from briefdeck.model.csl import Name, SourceType, type_meant_by
from briefdeck.model.edtf import Edtf
from briefdeck.model.prose import inline_text
from support.references import made_sources

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
MADE = made_sources()
DEFAULTS = {field.name: field.default for field in structs.fields(Source)}
NAMES = [key for key, field in variables() if DEFAULTS[field] == ()]
ARCHIVES = {"archive", "archive-place", "archive_collection", "archive_location", "call-number"}


def exported(path: Path, form: str, **wanted: Any) -> Exported:
    return export(Wanted(load(path), form, **wanted))


def hostile() -> Wanted:
    """Sources whose every word tries to be something else."""
    evil = "a\\nER  - \\nTY  - JOUR}} @book{x, $#sys.version$ {b} \\\\ <script> *c* [d](e) \\u202e\\u0007 %&~"
    text = f"""
format = 1
briefing = {{ title = "T", bluf = "B.", as_of = 2026 }}
[[findings]]
id = "f"
text = "F [@s]."
[[sources]]
id = "s"
type = "article-journal"
title = "{evil}"
author = [{{ literal = "{evil}" }}, {{ family = "{evil}", given = "{evil}" }}]
container-title = "{evil}"
publisher = "{evil}"
volume = "{evil}"
page = "{evil}"
number = "{evil}"
genre = "{evil}"
issued = "199X"
URL = "javascript:alert(1)"
DOI = "{evil}"
"""
    loaded = load_text(text, "hostile")
    assert loaded.briefing is not None
    assert loaded.briefing.sources, loaded.problems
    return Wanted(loaded, "")


# --- CSL-JSON ---

PARTS_OF_NAMES = (
    "family",
    "given",
    "literal",
    "suffix",
    "dropping-particle",
    "non-dropping-particle",
)
NAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **{key: {"type": "string"} for key in PARTS_OF_NAMES},
        "comma-suffix": {"type": "boolean"},
        "static-ordering": {"type": "boolean"},
    },
}
DATE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "items": {"type": "integer"},
                "minItems": 1,
                "maxItems": 3,
            },
        },
        "season": {"type": "integer"},
        "literal": {"type": "string"},
    },
}
DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")


def csl_schema() -> dict[str, Any]:
    """What the specification of CSL 1.0.2 has of the input of processors."""
    kinds = {key: {"type": "string"} for key, _ in variables()}
    people = {key: {"type": "array", "items": NAME} for key in NAMES}
    ours = {key: {"type": "string"} for key in ("id", "status", "note")}
    types = {"type": {"enum": list(get_args(SourceType))}}
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "type"],
            "additionalProperties": False,
            "properties": {**kinds, **people, **dict.fromkeys(DATES, DATE), **ours, **types},
        },
    }


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_csl_json_is_what_the_specification_says(path: Path) -> None:
    done = exported(path, "csl")
    items = json.loads(done.content)
    Draft202012Validator(csl_schema()).validate(items)
    briefing = load(path).briefing
    assert briefing is not None
    assert [item["id"] for item in items] == [source.id for source in briefing.sources]
    assert [item["type"] for item in items] == [source.type for source in briefing.sources]


def test_csl_json_of_every_type_and_variable_keeps_type_and_names() -> None:
    items = [csl_item(source) for source in MADE]
    Draft202012Validator(csl_schema()).validate(items)
    for source, item in zip(MADE, items, strict=True):
        assert item["type"] == source.type
        held = {key for key, field in variables() if getattr(source, field) not in (None, ())}
        assert held <= item.keys()


# --- BibTeX and RIS, and back ---


def named(names: tuple[Name, ...], *, suffix_last: bool) -> list[str]:
    """Names as both formats have them; BibTeX has a suffix before the given name."""
    return [
        undivided(name)
        or ", ".join(
            filter(
                None,
                (family_name(name), name.given, name.suffix)
                if suffix_last
                else (family_name(name), name.suffix, name.given),
            )
        )
        for name in names
    ]


def unescaped(text: str) -> str:
    for mark, sign in (("~", r"\textasciitilde{}"), ("^", r"\textasciicircum{}")):
        text = text.replace(sign, mark)
    return re.sub(r"\\([{}&%$#_])", r"\1", text).replace(r"\textbackslash{}", "\\")


BIBTEX = {
    "shorttitle": "title-short", "shortjournal": "container-title-short", "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages", "part": "part-number", "chapter": "chapter-number",
    "origtitle": "original-title", "origpublisher": "original-publisher", "origlocation": "original-publisher-place",
    "eventtitle": "event-title", "venue": "event-place", "isbn": "ISBN", "issn": "ISSN", "language": "language",
    "abstract": "abstract", "annote": "annote", "keywords": "keyword", "ids": "citation-key", "address": "publisher-place",
    "type": "genre", "edition": "edition", "volume": "volume", "version": "version", "doi": "DOI", "url": "URL",
    "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date", "issuetitle": "volume-title",
    "institution": "publisher", "school": "publisher", "howpublished": "publisher", "publisher": "publisher",
    "journal": "container-title", "booktitle": "container-title", "translator": "translator",
    "bookauthor": "container-author", "editor": "editor",
}  # fmt: skip


def from_bibtex(text: str) -> Iterator[dict[str, Any]]:
    """Each entry as CSL has it, by what the manuals of BibTeX and BibLaTeX say of its fields."""
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not library.failed_blocks
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        said = fields.get("entrysubtype", "")
        kind = "article-journal" if entry.entry_type == "article" else entry.entry_type
        item: dict[str, Any] = {
            "id": entry.key,
            "type": type_meant_by(said) or said or type_meant_by(kind) or kind,
            "title": unescaped(fields["title"].removeprefix("{").removesuffix("}")),
        }
        for name, value in fields.items():
            if isinstance(value, list):
                role = {"author": fields.get("authortype", "author"), **BIBTEX}.get(name)
                if name.startswith("editor") and name != "editor":
                    sort = fields[f"{name}type"]
                    role = "contributor" if sort == "collaborator" else sort
                item[(role or name).replace(" ", "-")] = [bibtex_name(each) for each in value]
            elif name in BIBTEX:
                item[BIBTEX[name]] = unescaped(value)
        item["collection-title"] = unescaped(fields.get("series", ""))
        is_of_series = "series" in fields and entry.entry_type in {"misc", "book", "booklet"}
        number = "collection-number" if is_of_series else "number"
        number = "issue" if entry.entry_type in {"article", "periodical"} else number
        item[number] = unescaped(fields.get("number", ""))
        item["page"] = unescaped(fields.get("pages", "")).replace("--", "–")
        item["issued"] = unescaped(fields.get("date") or year_and_month(fields))
        item["library"] = unescaped(fields.get("library", ""))
        item["PMID"] = fields.get("eprint", "")
        yield item


def year_and_month(fields: dict[str, str]) -> str:
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    year = fields.get("year", "")
    return f"{year}-{months.index(fields['month']) + 1:02}" if "month" in fields else year


def bibtex_name(parts: Any) -> str:
    family = " ".join([*parts.von, *parts.last])
    said = ", ".join(filter(None, (family, " ".join(parts.jr), " ".join(parts.first))))
    return unescaped(re.sub(r"(?<!\\)[{}]", "", said))


RIS = {
    "title": "title", "short_title": "title-short", "alternate_title1": "container-title-short",
    "tertiary_title": "collection-title", "publisher": "publisher", "place_published": "publisher-place",
    "volume": "volume", "number": "issue", "note": "number", "number_of_volumes": "number-of-volumes",
    "type_of_work": "genre", "section": "section", "reviewed_item": "reviewed-title",
    "original_publication": "references", "name_of_database": "source", "call_number": "call-number",
    "accession_number": "PMID", "custom2": "PMCID", "abstract": "abstract", "research_notes": "annote",
    "language": "language", "label": "citation-key", "doi": "DOI",
}  # fmt: skip
RIS_TYPES = {
    "JOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BILL": "bill", "BOOK": "book",
    "CHAP": "chapter", "CLSWK": "classic", "DATA": "dataset", "GEN": "document", "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia", "FIGURE": "figure", "ART": "graphic", "HEAR": "hearing", "CASE": "legal_case",
    "STAT": "legislation", "MANSCPT": "manuscript", "MAP": "map", "MPCT": "motion_picture", "MUSIC": "musical_score",
    "PAMP": "pamphlet", "CPAPER": "paper-conference", "PAT": "patent", "JFULL": "periodical",
    "PCOMM": "personal_communication", "ICOMM": "post", "BLOG": "post-weblog", "LEGAL": "regulation", "RPRT": "report",
    "COMP": "software", "SOUND": "song", "SLIDE": "speech", "STAND": "standard", "THES": "thesis", "ELEC": "webpage",
}  # fmt: skip


def from_ris(text: str) -> Iterator[dict[str, Any]]:
    """Each record as CSL has it, by what the specification of RIS says of its tags."""
    for record in rispy.loads(text):
        unknown = record.get("unknown_tag", {})
        item: dict[str, Any] = {
            "id": record["id"],
            "type": unknown.get("U1", [RIS_TYPES.get(record["type_of_reference"])])[0],
            "container-title": record.get("custom3", record.get("secondary_title")),
            "event-title": record.get("secondary_title") if "custom3" in record else None,
            "editor": record.get("secondary_authors"),
            "authority": record.get("publisher"),
            "collection-editor": record.get("tertiary_authors"),
            "translator": record.get("subsidiary_authors"),
            "URL": "".join(record.get("urls", [])),
            "keyword": ", ".join(record.get("keywords", [])),
            "ISBN": record.get("issn"),
            "ISSN": record.get("issn"),
            "library": unknown.get("AV", [""])[0],
            "page": "–".join(filter(None, (record.get("start_page"), record.get("end_page")))),
            "edition": record.get("edition"),
            "version": record.get("edition"),
            "issued": from_slashes(record.get("date", "")),
            "accessed": from_slashes(record.get("access_date", "")),
        }
        opener = unknown.get("U2", ["AU: author"])[0].removeprefix("AU: ")
        item[opener.replace(" ", "-")] = record.get("authors")
        item |= {RIS[name]: value for name, value in record.items() if name in RIS}
        yield item


def from_slashes(date: str) -> str:
    *numbers, other = date.split("/", 3) if date else [""]
    return other or "-".join(filter(None, numbers))


def lost(
    source: Source, item: dict[str, Any], lacks: Callable[[Source], list[str]]
) -> Iterator[str]:
    """Yield what an item does not say of its source, though nobody says that it is missing."""
    assert item["id"] == source.id
    if item["type"] != source.type:
        yield f"type: {source.type}, read as {item['type']}"
    for key, field in variables():
        value = getattr(source, field)
        if value in (None, ()) or key in lacks(source):
            continue
        found: Any = item.get(key)
        expected: Any
        if key in ARCHIVES:
            expected, found = True, str(value) in (item.get("library") or "") or found == value
        elif isinstance(value, tuple):
            expected = named(value, suffix_last=lacks is ris_lacks)
        elif isinstance(value, Edtf):
            expected = value.text
        elif key == "page":
            expected = page_ranges(str(value))
        elif key == "DOI":
            expected = str(value).removeprefix("https://doi.org/")
        else:
            expected = str(value)
        if found != expected:
            yield f"{source.type} {key}: {expected!r}, read as {found!r}"


def test_bibtex_and_back_changes_no_type_and_loses_nothing_in_silence() -> None:
    items = list(from_bibtex("\n".join(map(bibtex, MADE))))
    assert len(items) == len(MADE) > 200
    pairs = zip(MADE, items, strict=True)
    assert [each for source, item in pairs for each in lost(source, item, bibtex_lacks)] == []


def test_ris_and_back_changes_no_type_and_loses_nothing_in_silence() -> None:
    items = list(from_ris("\n".join(map(ris, MADE))))
    assert len(items) == len(MADE) > 200
    pairs = zip(MADE, items, strict=True)
    assert [each for source, item in pairs for each in lost(source, item, ris_lacks)] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_sources_of_shipped_briefings_come_back_whole(path: Path) -> None:
    briefing = load(path).briefing
    assert briefing is not None
    bib, records = exported(path, "bibtex"), exported(path, "ris")
    for read, done, lacks in (
        (from_bibtex, bib, bibtex_lacks),
        (from_ris, records, ris_lacks),
    ):
        items = list(read(done.content.decode()))
        pairs = zip(briefing.sources, items, strict=True)
        assert [each for source, item in pairs for each in lost(source, item, lacks)] == []


def test_what_ris_has_no_type_for_is_named_and_every_other_type_has_one() -> None:
    for type_ in get_args(SourceType):
        [source] = [each for each in MADE if each.type == type_][:1]
        [record] = rispy.loads(ris(source))
        assert record["type_of_reference"] in rispy.config.TYPE_OF_REFERENCE_MAPPING | {"BILL": ""}


def test_losses_say_which_variables_a_format_has_no_field_for() -> None:
    text = """
format = 1
briefing = { title = "T", bluf = "B.", as_of = 2026 }
[[sources]]
id = "s"
type = "motion_picture"
title = "Ebb"
medium = "DVD"
reliability = "Good."
copy = "copies/s.html"
"""
    loaded = load_text(text, "t")
    assert export(Wanted(loaded, "bibtex")).losses == (
        "BibTeX has no field for medium, which 1 source has",
        "what the briefing says of its sources: reliability (1), copy (1)",
    )
    assert export(Wanted(loaded, "ris")).losses[0] == (
        "RIS has no field for medium, which 1 source has"
    )
    assert export(Wanted(loaded, "csl")).losses == (
        "what the briefing says of its sources: reliability (1), copy (1)",
    )


def test_where_a_source_was_seen_goes_along() -> None:
    text = """
format = 1
briefing = { title = "T", bluf = "B [@a].", as_of = 2026 }
[[sources]]
id = "a"
type = "book"
title = "A"
author = [{ family = "Abe", dropping-particle = "von", given = "Al" }]
issued = "-0400~"
via = { source = "b", at = "p. 6" }
[[sources]]
id = "b"
type = "book"
title = "B"
author = [{ family = "Bo" }]
issued = 2020
"""
    loaded = load_text(text, "t")
    records = export(Wanted(loaded, "ris")).content.decode()
    assert records.startswith(
        "TY  - BOOK\nID  - a\nAU  - Abe, Al von\nTI  - A\nDA  - ///-0400~\nN1  - Cited in Bo 2020, p. 6\nER  - \n"
    )
    assert "note = {Cited in Bo 2020, p. 6}" in export(Wanted(loaded, "bibtex")).content.decode()
    assert json.loads(export(Wanted(loaded, "csl")).content)[0]["note"].endswith(
        "cited in Bo 2020, p. 6"
    )


@pytest.mark.parametrize("form", ["csl", "bibtex", "ris", "references"])
def test_an_entry_has_the_sources_that_it_cites_and_a_source_itself(form: str) -> None:
    path = next(each for each in SHIPPED if each.stem == "us-mexico-border-security")
    loaded = load(path)
    assert loaded.briefing is not None
    source = loaded.briefing.sources[3]
    alone = export(Wanted(loaded, form, entry=source.id)).content.decode()
    assert source.title[:20] in alone
    assert loaded.briefing.sources[4].title[:20] not in alone
    event = export(Wanted(loaded, "csl", entry=loaded.briefing.events[0].id))
    assert [item["id"] for item in json.loads(event.content)] == ["davidson-2020", "cnn-1996"]


def test_a_shorter_reading_has_the_sources_that_it_lists() -> None:
    done = exported(SHIPPED[0], "csl", level="3m")
    assert 0 < len(json.loads(done.content)) < len(json.loads(exported(SHIPPED[0], "csl").content))


# --- printed lists ---


@pytest.mark.parametrize("style", ["chicago", *STYLES])
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_printed_list_has_a_paragraph_for_each_source(path: Path, style: str) -> None:
    done = exported(path, "references", style=style)
    briefing = load(path).briefing
    assert briefing is not None
    paragraphs = done.content.decode().strip().split("\n\n")
    assert len(paragraphs) == len(briefing.sources)
    assert done == exported(path, "references", style=style)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_sets_sources_of_every_type_with_all_their_authors(style: str) -> None:
    references, losses = styled(list(MADE), style)
    texts = [inline_text(each) for each in references]
    assert len(texts) == len(MADE)
    assert not [text for text in texts if re.search(r"(?<!\.)\.\.(?!\.)|;\.|,\)|\(\)|  |,,", text)]
    assert losses[0].startswith("of dates that these styles cannot say, all but the first year: ")
    families = [source for source in MADE if source.author and source.author[0].family == "King"]
    assert sum("King" in text for text in texts) >= len(families) - sum(
        source.type in {"bill", "legislation", "regulation", "treaty", "legal_case"}
        for source in families
    )


def test_a_style_keeps_capitals_and_organizations_whole() -> None:
    text = """
format = 1
briefing = { title = "T", bluf = "B.", as_of = 2026 }
[[sources]]
id = "a"
type = "article-newspaper"
title = "iPods deported to the U.S."
author = [{ literal = "Bureau of Alcohol and Tobacco" }, { family = "Berg", given = "Piet", non-dropping-particle = "van der" }]
container-title = "CNN"
issued = "1996-01-16"
URL = "https://example.org/a"
"""
    loaded = load_text(text, "t")
    said = {
        style: export(Wanted(loaded, "references", style=style)).content.decode().strip()
        for style in ("chicago", *STYLES)
    }
    assert said == {
        "chicago": "Bureau of Alcohol and Tobacco and Piet van der Berg. 1996. “iPods deported to the U.S.” *CNN*, January 16. <https://example.org/a>.",
        "apa": "Bureau of Alcohol and Tobacco, \\& van der Berg, P. (1996, January 16). iPods deported to the U.S. *CNN*. <https://example.org/a>",
        "mla": "Bureau of Alcohol and Tobacco, and Piet van der Berg. “iPods deported to the U.S.” *CNN*, 16 Jan. 1996, <https://example.org/a>.",
        "ieee": "\\[1\\] Bureau of Alcohol and Tobacco and P. van der Berg, “iPods deported to the U.S.,” *CNN*, Jan. 16, 1996. \\[Online\\]. Available: <https://example.org/a>",
        "ama": "1\\. Bureau of Alcohol and Tobacco, van der Berg P. iPods deported to the U.S. *CNN*. January 16, 1996. <https://example.org/a>",
        "vancouver": "1\\. Bureau of Alcohol and Tobacco, van der Berg P. iPods deported to the U.S. CNN \\[Internet\\]. 1996 Jan 16. <https://example.org/a>",
    }


def test_an_unknown_style_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ValueError, match="there is no style called `appa`") as refused:
        exported(SHIPPED[0], "references", style="appa")
    assert "apa" in str(refused.value).rpartition(".")[2] or "Did you mean" in str(refused.value)


# --- hostile ---


@pytest.mark.parametrize("style", STYLES)
def test_nothing_in_a_source_is_a_program_for_the_style(style: str) -> None:
    done = export(hostile()._replace(form="references", style=style)).content.decode()
    assert "sys.version" in done
    assert "0.15" not in done
    assert "javascript" not in done
    assert "\a" not in done
    assert "\\<script\\>" in done or "<script" not in done


NASTY = (
    "$x$", "$#panic()$", "{", "}", "\\", "a-b-c", "–", "1e9", "0x10", "~", "null", "[a]", "# x", "'", '"', "\n\n", "\x00",
    "\u202e", "2001/2003", "9" * 30, "a: b", "- a", "<b>&amp;", "http://[::1", "https://a b", "10.1/<>", " ", "*", "@", "IV–X",
)  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_a_style_sets_a_reference_whatever_its_fields_say(style: str) -> None:
    fields = (
        "title", "container-title", "publisher", "publisher-place", "genre", "edition", "number", "volume", "issue", "page",
        "version", "URL", "DOI", "ISBN", "ISSN", "PMID", "archive",
    )  # fmt: skip
    types = get_args(SourceType)
    sources = []
    for turn in range(4 * len(NASTY)):
        said = {
            field: NASTY[(turn * (place + 1) + place) % len(NASTY)]
            for place, field in enumerate(fields)
        }
        names = [{"family": said["genre"], "given": said["page"]}, {"literal": said["DOI"]}]
        raw = {**said, "id": f"s{turn}", "type": types[turn % len(types)], "author": names}
        sources.append(convert(raw, Source))
    references, _ = styled(sources, style)
    assert len(references) == len(sources)
    texts = "".join(map(inline_text, references))
    assert "panic()" in texts
    assert "\x00" not in texts


def test_no_text_of_a_source_ends_its_record() -> None:
    assert len(rispy.loads(export(hostile()._replace(form="ris")).content.decode())) == 1
    library = parse_string(export(hostile()._replace(form="bibtex")).content.decode())
    assert [entry.key for entry in library.entries] == ["s"]
    assert not library.failed_blocks
    [item] = json.loads(export(hostile()._replace(form="csl")).content)
    assert item["title"].startswith("a\nER  - ")
