import csv
import io
from pathlib import Path

import pytest

from briefdeck.document.chicago_labels import year_words
from briefdeck.document.lookup import Lookup
from briefdeck.loader import load, load_text
from briefdeck.output import takeaway
from support.cited import look_alikes

SAMPLE = Path(__file__).with_name("harbor-tunnel.toml")
SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))


@pytest.fixture
def lookup() -> Lookup:
    return Lookup(load(SAMPLE))


def text(lookup: Lookup, name: str) -> str:
    return takeaway.entry_text(lookup, lookup.links.entries[name])


def form(lookup: Lookup, name: str, what: str, note: str = "") -> str:
    found = takeaway.forms(lookup, lookup.links.entries[name])
    (said,) = [each.text for each in found if each.what == what and note in each.note]
    return said


def offered(lookup: Lookup, name: str) -> list[str]:
    found = takeaway.forms(lookup, lookup.links.entries[name])
    return [f"{each.what}, {each.note}" for each in found]


def changed(before: str, after: str) -> Lookup:
    plain = SAMPLE.read_text(encoding="utf-8")
    assert before in plain
    return Lookup(load_text(plain.replace(before, after), "harbor-tunnel"))


def test_a_statement_is_its_words_and_then_its_citations_with_their_places(lookup: Lookup) -> None:
    assert text(lookup, "key-traffic") == (
        "Traffic is twice what was planned. Some 48,000 vehicles a day pass, against 24,000"
        " planned. (State Audit Office 2019, p. 4; Harbor Authority, n.d.)\n"
    )


def test_a_quotation_has_its_speaker_and_its_place(lookup: Lookup) -> None:
    assert text(lookup, "quote-mayor") == (
        "“We were told it could not be done.”"
        " (Ruth Example, 14 May 2004; van der Berg and Doe 2002, p. A1)\n"
    )
    assert form(lookup, "quote-mayor", "The quotation alone") == (
        "“We were told it could not be done.”\n"
    )


def test_a_speaker_who_is_the_source_is_not_named_twice() -> None:
    lookup = changed('speaker = "ruth-example"\n', 'speaker = "gazette-2002"\n')
    assert "” (van der Berg and Doe 2002, p. A1)\n" in text(lookup, "quote-mayor")


def test_an_opinion_says_whose_argument_it_is_and_how_likely(lookup: Lookup) -> None:
    said = text(lookup, "key-second-tube")
    assert said.startswith("A second tube will probably be dug within ten years, as the Harbor")
    assert "since 2018. (argued by State Audit Office 2019, pp. 30–31)\n" in said
    assert "\nLikely (55–80%); moderate confidence: two audits, of which one" in said
    assert "\nCaveat: The audit's own forecast of 2012 was wrong by half.\n" in said


def test_an_opinion_of_somebody_who_is_no_source_names_them() -> None:
    lookup = changed('voice = "audit-2019"\nlikelihood', 'voice = "ruth-example"\nlikelihood')
    cited = "(argued by Ruth Example; State Audit Office 2019, pp. 30–31)"
    assert cited in text(lookup, "key-second-tube")


def test_a_voice_that_is_cited_too_is_named_once() -> None:
    lookup = changed(
        'id = "option-wait"', 'id = "option-wait"\nvoice = "audit-2012"\ncites = ["audit-2012"]'
    )
    assert "Count again in five years. (argued by State Audit Office 2012)\n" in text(
        lookup, "option-wait"
    )


def test_a_statement_without_a_source_says_so(lookup: Lookup) -> None:
    assert text(lookup, "event-opening") == "The tunnel opens, 14 May 2004. (no source given)\n"
    assert text(lookup, "harbor-authority") == "Harbor Authority (HA), owner of the tunnel.\n"


def test_citations_inside_a_text_stay_where_they_stand() -> None:
    words = "The heading floods [@audit-2012, p. 7]; nobody is hurt [@audit-2019]."
    lookup = changed("The heading floods; nobody is hurt.", words)
    assert (
        "The heading floods (State Audit Office 2012, p. 7); nobody is hurt."
        " (State Audit Office 2019; van der Berg and Doe 2002)\n\nCaveat: The paper says 2002.\n"
    ) in text(lookup, "event-flood")


def test_where_a_source_was_seen_goes_along() -> None:
    lookup = changed(
        '{ source = "audit-2012", at = "p. 2" }',
        '{ source = "audit-2012", at = "p. 2", via = { source = "audit-2019", at = "p. 6" } }',
    )
    seen = "(State Audit Office 2012, p. 2, cited in State Audit Office 2019, p. 6)"
    assert seen in text(lookup, "event-contract")
    assert form(lookup, "event-contract", "A footnote").endswith(
        "/2012?a=1&b=2, cited in State Audit Office 2019, p. 6.\n"
    )


def test_the_voice_in_which_a_source_was_seen_is_named_once() -> None:
    via = 'via = { source = "audit-2019", at = "p. 6" }'
    lookup = changed(
        'cites = [{ source = "gazette-2002", at = "p. A1" }]',
        f'voice = {{ source = "audit-2019", at = "p. 6" }}\n'
        f'cites = [{{ source = "gazette-2002", at = "p. A1", {via} }}]',
    )
    assert text(lookup, "quote-mayor").endswith(
        "” (Ruth Example, 14 May 2004; van der Berg and Doe 2002, p. A1,"
        " cited in State Audit Office 2019, p. 6)\n"
    )


def test_what_a_programs_outcome_cites_is_not_cited_for_its_text(lookup: Lookup) -> None:
    assert text(lookup, "toll-plan") == (
        "Toll plan (TP), 2004–2019. One price for all, whatever the hour."
        " (State Audit Office 2019)\n"
    )


def test_arguments_of_a_recommendation_keep_their_headings(lookup: Lookup) -> None:
    said = text(lookup, "rec-second-tube")
    assert said.startswith("Dig a second tube. With money from the state, and after a new count")
    for words in ("Judgment.", "Conditions:", "- The state pays half.", "For:", "Against:"):
        assert f"\n{words}\n" in said


def test_a_figure_is_copied_with_its_table(lookup: Lookup) -> None:
    said = text(lookup, "series-traffic")
    assert said.startswith(
        "Vehicles a day. Counted at the northern portal. (Harbor Authority, n.d.)\n\n| period |"
    )
    assert "| 2005 | 24 |  | State Audit Office 2012, table 1 |" in said


def test_as_markdown_a_citation_leads_to_its_source(lookup: Lookup) -> None:
    said = form(lookup, "event-contract", "The words, linked to their sources")
    link = "[State Audit Office 2012, p. 2](<https://audit.example/2012?a=1&b=2>)"
    assert said == f"The contract is signed, 2 Mar 1998. ({link})\n"
    bare = changed('URL = "https://audit.example/2012?a=1&b=2"', 'URL = "javascript:alert(1)"')
    said = form(bare, "event-contract", "The words, linked to their sources")
    assert said.endswith("(State Audit Office 2012, p. 2)\n")


def test_footnotes_are_in_chicagos_notes_style(lookup: Lookup) -> None:
    assert form(lookup, "key-traffic", "A footnote") == (
        "State Audit Office, The Harbor Tunnel: A Second Audit (State Audit Office, 2019), 4;"
        " Harbor Authority, “Traffic Counts,” version 3, n.d., https://harbor.example/counts.\n"
    )
    assert form(lookup, "quote-mayor", "A footnote") == (
        "Ruth Example, quoted in Piet van der Berg and Ann Doe, “Water in the ‘Heading,’”"
        " Harbor Gazette, January 9, 2002, A1.\n"
    )


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            'type = "article-journal"\ncontainer-title = "Tides"\nvolume = 12\nissue = 3',
            "Ada Bo, “Deep,” Tides 12, no. 3 (2001): 9.",
        ),
        ('type = "book"\npublisher = "Sea Press"', "Ada Bo, Deep (Sea Press, 2001), 9."),
        (
            'type = "chapter"\ncontainer-title = "All"\neditor = [{ literal = "C" }]',
            "Ada Bo, “Deep,” in All, edited by C (2001), 9.",
        ),
        ('type = "book"', "Ada Bo, Deep (2001), 9."),
        ('type = "legislation"\nnumber = "110-252"', "Deep, Pub. L. No. 110-252 (2001), 9."),
    ],
)
def test_each_sort_of_source_has_its_footnote(fields: str, note: str) -> None:
    source = (
        '[[sources]]\nid = "deep"\ntitle = "Deep"\nissued = "2001"\n'
        f'author = [{{ family = "Bo", given = "Ada" }}]\n{fields}\n\n[[sources]]\nid = "audit-2019"'
    )
    plain = SAMPLE.read_text(encoding="utf-8").replace('[[sources]]\nid = "audit-2019"', source)
    cited = plain.replace('cites = ["gazette-2002"]', 'cites = [{ source = "deep", at = "p. 9" }]')
    assert form(Lookup(load_text(cited, "t")), "event-flood", "A footnote") == f"{note}\n"


def test_each_form_is_offered_only_where_it_gives_something(lookup: Lookup) -> None:
    assert offered(lookup, "harbor-authority") == [
        "The words with their citation, text",
        "The words, linked to their sources, Markdown",
        "The entry's id, harbor-authority",
    ]
    assert offered(lookup, "key-second-tube")[1] == "The quotation alone, text"
    assert form(lookup, "key-second-tube", "The quotation alone") == (
        "“a second tube is to be expected”\n"
    )
    assert offered(lookup, "gazette-2002") == [
        "The reference, text",
        "A citation for the text, author and year",
        "A footnote, Chicago",
        "The words, linked to their sources, Markdown",
        "The references, BibTeX",
        "The entry's id, gazette-2002",
    ]
    assert "The table, CSV" in offered(lookup, "table-tolls")
    assert "The table, CSV" not in offered(lookup, "key-traffic")


def test_references_and_bibtex_are_those_of_all_sources_cited(lookup: Lookup) -> None:
    assert form(lookup, "series-traffic", "The references", "BibTeX").count("@") == 2
    bibtex = form(lookup, "gazette-2002", "The references", "BibTeX")
    assert bibtex.startswith("@article{gazette-2002,")
    assert len(form(lookup, "series-traffic", "The full references").splitlines()) == 2


def test_a_series_as_csv_keeps_every_value_hedge_and_source(lookup: Lookup) -> None:
    rows = list(csv.reader(io.StringIO(form(lookup, "series-traffic", "The table", "CSV"))))
    assert rows[0] == ["period", "value (thousand vehicles)", "hedge", "sources", "text", "caveat"]
    assert rows[2] == ["2010", "31", "about", "State Audit Office 2012", "", ""]
    assert rows[3][4] == "not counted"


def test_a_cell_cannot_break_a_table(lookup: Lookup) -> None:
    cell = "truck, \\*large\\* \\| wide"
    assert cell in form(lookup, "table-tolls", "The table", "Markdown")


def test_citations_and_references_have_the_same_letters() -> None:
    lookup = Lookup(look_alikes(3))
    years = {
        year_words(source, lookup.short_forms.letter(source))
        for source in lookup.briefing.sources
        if lookup.short_forms.letter(source) and source.issued
    }
    assert years
    for said in (text(lookup, "n"), form(lookup, "n", "The full references")):
        assert all(year in said for year in years)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_all_of_a_briefing_can_be_copied_in_every_form(path: Path) -> None:
    lookup = Lookup(load(path))
    for entry in lookup.links.entries.values():
        for each in takeaway.forms(lookup, entry):
            assert each.text.strip()
            assert "One source." not in each.text
            assert "[@" not in each.text
