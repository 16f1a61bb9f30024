"""Marks of references that few styles have, such as halves of quotations, and dates of decades."""

from typing import Any

import pytest

from briefdeck.intake.paper.blocks import Run
from briefdeck.intake.paper.dates import Calendar
from briefdeck.intake.paper.reference import reference
from briefdeck.intake.paper.styled import styled


def fields(*parts: str) -> dict[str, Any]:
    """The fields of a reference; what stands between stars is in italics."""
    found = reference(styled([Run(part.strip("*"), italic=part.startswith("*")) for part in parts]))
    assert found is not None
    return dict(found.fields)


@pytest.mark.parametrize(
    ("when", "issued"),
    [
        ("2007 (Nov. 28th)", "2007-11-28"),
        ("2006 (Oct 31st)", "2006-10-31"),
        ("2008 (May)", "2008-05"),
        ("2003 (Autumn)", "2003-23"),
        ("2008 (Dec.)/2009 (Jan.)", "2008-12/2009-01"),
        ("2008/2009 (Winter)", "2008/2009"),
        ("2008a (Aug. 6th)", "2008-08-06"),
        ("undated", ""),
    ],
)
def test_a_month_in_parentheses_belongs_to_the_year(when: str, issued: str) -> None:
    said = fields(f"Lind, Ada, {when}. Ferries at Sea. ", "*Quay Times*", ". p. 4.")
    assert said["author"] == [{"family": "Lind", "given": "Ada"}]
    assert said["title"] == "Ferries at Sea"
    assert said["container-title"] == "Quay Times"
    assert said.get("issued", "") == issued


def test_who_translated_is_not_in_the_title() -> None:
    said = fields("Ek, Bo, 2009. Boats of War, Translated by Open Ferry Centre. Oslo: ", "*Havn*")
    assert said["title"] == "Boats of War"
    assert said["container-title"] == "Havn"


def test_a_name_in_italics_may_begin_a_title() -> None:
    said = fields("Ek, B., 2008. ", "*Quay Today*", " Sinks Again. ", "*Infopier*", ".")
    assert (said["title"], said["container-title"]) == ("Quay Today Sinks Again", "Infopier")


def test_a_subtitle_behind_italics_belongs_to_them() -> None:
    said = fields("United Ports, 1945. ", "*Charter of Ports*", ": Article 1. Oslo.")
    assert said["title"] == "Charter of Ports: Article 1"


def test_a_quotation_whose_first_mark_was_forgotten() -> None:
    said = fields("Abel, E., 2001. Great flood in Oslo harbour,” (Pier.com, May 10, 2001)")
    assert (said["title"], said["publisher"]) == ("Great flood in Oslo harbour", "Pier.com")
    assert said["issued"] == "2001-05-10"


def test_others_in_italics_do_not_begin_the_title() -> None:
    said = fields("M. Schmidt ", "*et al.*", ", “The Data of Ports.” Harbour House, 2024.")
    assert said["title"] == "The Data of Ports"
    assert said["author"] == [{"family": "Schmidt", "given": "M."}]


def test_initials_with_accents_end_no_sentence() -> None:
    said = fields("É. Archer and V. Lavoie, “A History of Piers,” ", "*Quays*", ", 2009.")
    assert [name["family"] for name in said["author"]] == ["Archer", "Lavoie"]


def test_editors_without_in_before_the_publisher() -> None:
    said = fields("J. Glass, “Ports,” G. Cato, C. Dara-Li, and G. Rocco, Eds., Pier House, 2019.")
    assert [name["family"] for name in said["editor"]] == ["Cato", "Dara-Li", "Rocco"]
    assert said["publisher"] == "Pier House"


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("http://ports.org/studies/ list.do?language=EN;", "http://ports.org/studies/list.do?language=EN"),
        ("http://ports.com /news/articles/18038/;", "http://ports.com/news/articles/18038/"),
        ("http://ports.org/geo/ en.html;", "http://ports.org/geo/en.html"),
        ("http://ports.org/geo/ Oslo.", "http://ports.org/geo/"),
    ],
)  # fmt: skip
def test_an_address_with_a_blank_in_it_is_whole(printed: str, url: str) -> None:
    said = fields(f"Ek, B., 2009. Ports. Pier House. {printed} (accessed February 19th, 2009).")
    assert (said["URL"], said["accessed"]) == (url, "2009-02-19")


def test_places_in_a_book_and_numbers_of_documents_are_no_publishers() -> None:
    book = fields("Verne, D., 2003. ", "*Black Sea*", ". Oslo, NO: Pier House. 32-33; 248.")
    assert (book["publisher"], book["publisher-place"]) == ("Pier House", "Oslo, NO")
    report = fields(
        "Harbour Board, undated. ", "*Clean Net*", ". Harbour House. Document ID CEP20090406."
    )
    assert (report["publisher"], report["number"]) == ("Harbour House", "CEP20090406")
    office = fields("Census Office, “Facts,” Census Office, Washington, D.C., 2020.")
    assert (office["publisher"], office["publisher-place"]) == ("Census Office", "Washington, D.C.")


def test_a_month_is_no_number_of_an_issue() -> None:
    said = fields("Josh Rogan, “Harbour Down,” ", "*Port Week*", ", 30 November 2006, 7-8.")
    assert said["issued"] == "2006-11-30"
    assert "issue" not in said


def test_where_its_reader_had_it_from_is_not_where_it_was_published() -> None:
    said = fields(
        "Ek Bo, “Ships,” ", "*Port Week*", ", 4 April 2000, 6, as translated and downloaded from the"
        " Harbour Web site, 6 April 2000."
    )  # fmt: skip
    assert (said["issued"], said["container-title"]) == ("2000-04-04", "Port Week")
    assert "publisher" not in said


def test_a_number_of_an_issue_before_its_month() -> None:
    said = fields("Ek, B., ‘Quays’, ", "*Commonwealth*", ", no. 454 (August 2010).")
    assert (said["issue"], said["issued"]) == ("454", "2010-08")
    assert said["container-title"] == "Commonwealth"


def test_a_sub_thesis_is_a_thesis() -> None:
    said = fields("Ek, B., ‘Quays’, MA Sub-thesis, University of Oslo, March 2005.")
    assert (said["type"], said["publisher"]) == ("thesis", "University of Oslo")


def test_decades_are_dates_and_lend_no_year_to_months() -> None:
    calendar = Calendar()
    told = "Sweden sold its ferries in the early 1980s and the 1990’s. In May it sold the quays."
    assert [dated.date for dated in calendar.dates(told)] == ["198X", "199X"]
