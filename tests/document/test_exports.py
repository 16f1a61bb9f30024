"""One source as BibTeX and as CSL-JSON, for pasting elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from briefdeck.document.bibliography import bibtex
from briefdeck.document.csl_items import csl, csl_date
from briefdeck.model.briefing import Source
from briefdeck.model.codec import dec_hook
from briefdeck.model.csl import csl_key
from briefdeck.model.edtf import Edtf


def source(**fields: object) -> Source:
    named = {csl_key(name): value for name, value in fields.items()}
    return convert(
        {"id": "doe-2011", "type": "report", "title": "Title", **named}, Source, dec_hook=dec_hook
    )


def test_bibtex_of_a_report() -> None:
    given_source = source(
        title="Costs & Benefits: 50% of $1_000 {sic} #1 ~ ^ \\",
        author=[{"family": "Berg", "given": "Piet", "non-dropping-particle": "van der"}, {"literal": "Bureau of Alcohol and Tobacco"}],
        issued="2017-06-29",
        genre="Testimony",
        number="R41349",
        publisher="Texas A&M",
        page="12–15",
        URL="https://x.gov/a_b?c=1%20&d={e}#f",
        accessed="2020-04-02",
    )  # fmt: skip
    assert bibtex(given_source) == (
        "@techreport{doe-2011,\n"
        "  title = {{Costs \\& Benefits: 50\\% of \\$1\\_000 \\{sic\\} \\#1 \\textasciitilde{} \\textasciicircum{} \\textbackslash{}}},\n"
        "  author = {van der Berg, Piet and {Bureau of Alcohol and Tobacco}},\n"
        "  institution = {Texas A\\&M},\n"
        "  type = {Testimony},\n"
        "  number = {R41349},\n"
        "  pages = {12--15},\n"
        "  year = {2017},\n"
        '  month = jun # "~29",\n'
        "  date = {2017-06-29},\n"
        "  url = {https://x.gov/a_b?c=1\\%20&d=%7Be%7D\\#f},\n"
        "  urldate = {2020-04-02},\n"
        "}\n"
    )


def test_bibtex_of_a_film_has_its_director_as_its_author_and_says_what_it_cannot_say() -> None:
    given_source = source(
        type="motion_picture",
        title="Ebb",
        director=[{"family": "Bo", "given": "Mi"}],
        script_writer=[{"family": "Fox"}],
        medium="DVD",
        original_date="1931",
        archive="Film Archive",
        archive_place="Oslo",
        collection_title="Classics",
        collection_number=4,
        issued="1999",
        citation_key="bo:ebb",
    )
    assert bibtex(given_source) == (
        "% No field for: script-writer, medium.\n"
        "@movie{doe-2011,\n"
        "  title = {{Ebb}},\n"
        "  author = {Bo, Mi},\n"
        "  series = {Classics},\n"
        "  number = {4},\n"
        "  ids = {bo:ebb},\n"
        "  origdate = {1931},\n"
        "  library = {Film Archive, Oslo},\n"
        "  authortype = {director},\n"
        "  year = {1999},\n"
        "}\n"
    )


def test_bibtex_of_a_translation_names_who_compiled_it_too() -> None:
    person = [{"family": "Bo"}]
    given_source = source(
        type="book", translator=person, compiler=person, status="in press", PMID="7"
    )
    assert bibtex(given_source) == (
        "@book{doe-2011,\n"
        "  title = {{Title}},\n"
        "  translator = {Bo},\n"
        "  editora = {Bo},\n"
        "  eprint = {7},\n"
        "  eprinttype = {pubmed},\n"
        "  pubstate = {inpress},\n"
        "  editoratype = {compiler},\n"
        "}\n"
    )


def test_a_source_in_csl_has_all_that_it_has_but_what_is_ours() -> None:
    given_source = source(
        type="motion_picture",
        director=[{"family": "Humboldt", "given": "A.", "dropping-particle": "von"}],
        archive_location="box 7",
        number_of_pages=12,
        event_date="2011-05",
        ISBN="978-0",
        status="forthcoming",
        reliability="Good.",
        copy="copies/doe-2011.pdf",
        sha256="0" * 64,
        copied="2026-03-02",
    )
    assert "No field for" not in bibtex(source(type="report", copy="copies/doe-2011.pdf"))
    assert csl(given_source) == {
        "id": "doe-2011",
        "type": "motion_picture",
        "title": "Title",
        "director": [{"family": "Humboldt", "given": "A.", "dropping-particle": "von"}],
        "archive_location": "box 7",
        "number-of-pages": "12",
        "ISBN": "978-0",
        "status": "forthcoming",
        "event-date": {"date-parts": [[2011, 5]]},
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article-journal", "article"), ("article-newspaper", "article"), ("book", "book"), ("chapter", "incollection"),
        ("song", "music"), ("legal_case", "jurisdiction"), ("map", "misc"), ("review", "article"),
        ("paper-conference", "inproceedings"), ("thesis", "thesis"), ("webpage", "misc"), ("dataset", "misc"), ("standard", "techreport"),
    ],
)  # fmt: skip
def test_bibtex_kinds(kind: str, expected: str) -> None:
    assert bibtex(source(type=kind)).startswith(f"@{expected}{{doe-2011,\n")


def test_bibtex_of_a_journal_names_its_journal_and_issue() -> None:
    entry = bibtex(
        source(type="article-journal", container_title="J", issue=3, number=7, volume=12)
    )
    assert "  journal = {J},\n  number = {3},\n  volume = {12},\n" in entry


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_bibtex_braces_balance_whatever_the_title(title: str) -> None:
    depth, skip = 0, False
    for character in bibtex(source(title=title)):
        if skip:
            skip = False
        elif character == "\\":
            skip = True
        else:
            depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_csl_keeps_what_csl_has() -> None:
    item = csl(
        source(
            author=[{"family": "King", "given": "M. L.", "suffix": "Jr."}],
            container_title="C",
            edition=2,
            issued="2017-06",
            DOI="10.1/x",
        )
    )
    assert item == {
        "id": "doe-2011", "type": "report", "title": "Title", "author": [{"family": "King", "given": "M. L.", "suffix": "Jr."}],
        "collection-title": "C", "edition": "2", "DOI": "10.1/x", "issued": {"date-parts": [[2017, 6]]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "date", "is_whole"),
    [
        ("2017", {"date-parts": [[2017]]}, True),
        ("2017-06-29", {"date-parts": [[2017, 6, 29]]}, True),
        ("2000/2005", {"date-parts": [[2000], [2005]]}, True),
        ("1998~", {"date-parts": [[1998]], "literal": "[ca. 1998]"}, True),
        ("1998?", {"date-parts": [[1998]], "literal": "[1998?]"}, False),
        ("2004-06-XX", {"date-parts": [[2004, 6]]}, False),
        ("199X", {"literal": "[1990s]"}, False),
        ("2017/..", {"literal": "2017–"}, False),
        ("2001-23", {"date-parts": [[2001]], "season": 3}, True),
        ("-0044", {"date-parts": [[-45]]}, True),
    ],
)
def test_csl_dates(text: str, date: dict[str, object], is_whole: bool) -> None:
    assert csl_date(Edtf.parse(text)) == (date, is_whole)


@pytest.mark.parametrize(
    ("fields", "author", "is_left"),
    [
        ({"type": "standard", "editor": [{"family": "Bo"}]}, [{"family": "Bo"}], "editor"),
        ({"type": "interview", "editor": [{"family": "Bo"}]}, [{"family": "Bo"}], "editor"),
        ({"type": "post", "container-title": "Mastodon"}, [{"literal": "Mastodon"}], "container-title"),
        ({"type": "post-weblog", "container-title": "Notes"}, [{"literal": "Notes"}], "container-title"),
        ({"type": "webpage", "publisher": "FBI"}, [{"literal": "FBI"}], "publisher"),
        ({"type": "software", "publisher": "Lab"}, [{"literal": "Lab"}], "publisher"),
    ],
)  # fmt: skip
def test_csl_names_as_author_who_stands_in_the_place_of_one(
    fields: dict[str, object], author: list[dict[str, str]], is_left: str
) -> None:
    item = csl(source(**fields))
    assert item["author"] == author
    assert is_left not in item


def test_csl_says_early_years_as_the_list_does() -> None:
    assert csl_date(Edtf.parse("0476"))[0] == {"date-parts": [[476]], "literal": "AD 476"}


@pytest.mark.parametrize("doi", ["10.1/x", "doi:10.1/x", "https://doi.org/10.1/x"])
def test_a_doi_is_bare_in_every_copy(doi: str) -> None:
    given_source = source(DOI=doi)
    assert csl(given_source)["DOI"] == "10.1/x"
    assert "  doi = {10.1/x},\n" in bibtex(given_source)


def test_csl_says_in_a_note_what_its_dates_cannot() -> None:
    assert csl(source(issued="1998?"))["note"] == "issued: 1998?"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("284-293", "284--293"), ("284–293", "284--293"), ("284--293", "284--293"), ("284—293", "284--293"),
        ("284 – 293, 301", "284--293, 301"), ("e12-e19", "e12--e19"), ("A-12", "A-12"), ("12-1–12-9", "12-1--12-9"), ("xii-xiv", "xii--xiv"),
    ],
)  # fmt: skip
def test_a_range_of_pages_has_one_dash_of_the_right_kind(page: str, expected: str) -> None:
    given_source = source(type="article-journal", page=page)
    assert f"  pages = {{{expected}}},\n" in bibtex(given_source)
    assert csl(given_source)["page"] == expected.replace("--", "–")


def test_names_in_han_kana_and_hangul_are_whole_in_bibtex() -> None:
    names = [
        {"family": "夏目", "given": "漱石"},
        {"family": "김", "given": "철수"},
        {"family": "Nagy", "given": "Ilona"},
    ]
    entry = bibtex(source(author=names))
    assert "  author = {{夏目漱石} and {김철수} and Nagy, Ilona},\n" in entry
    assert csl(source(author=names))["author"] == names
