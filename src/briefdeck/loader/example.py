"""A worked example of every field, for the starting file, the schema and the remedies.

It is one small, invented briefing about a ferry: its ids refer to each other, so that the starting
file is sound with all its lines in use. Values are TOML.
"""

from typing import Final

from briefdeck.model.briefing import (
    Actor,
    Allowance,
    Briefing,
    Caveat,
    Cite,
    Column,
    Entry,
    Era,
    Event,
    Finding,
    FrontMatter,
    KeyPoint,
    Name,
    Point,
    Program,
    Quotation,
    Recommendation,
    Section,
    Series,
    Source,
    Table,
    Term,
    Via,
    Voice,
)

_CITED: Final = '[{ source = "port-authority-2025", at = "p. 9" }]'

EXAMPLES: Final[dict[type, dict[str, str]]] = {
    Briefing: {"format": "1"},
    FrontMatter: {
        "title": '"The harbor ferry after ten years"',
        "subtitle": '"What it costs, and whom it carries"',
        "bluf": '"""\nKeep the harbor ferry and run it later in the evening:'
        " it carries twice the passengers that were\nforecast,"
        ' and the bridge cannot be widened before 2030.\n"""',
        "ask": '"The council should vote on the later crossings by May 2026."',
        "as_of": '"2026-03"',
        "draft": "true",
        "authors": '["Ana Lima"]',
        "publisher": '"Institute for Transport Studies"',
        "language": '"en"',
        "stance": '"advocacy"',
        "condenses": '"port-authority-2025"',
        "source_summary": '"One annual report, complete and audited, and one newspaper article;'
        " both rest on the operator's own counts.\"",
        "likelihood_scale": '"icd203"',
        "tags": '["transport", "harbor"]',
        "supersedes": '"harbor-ferry-2024"',
        "license": '"CC-BY-4.0"',
    },
    Entry: {
        "cites": _CITED,
        "kind": '"fact"',
        "voice": '{ source = "port-authority-2025", at = "p. 9" }',
        "likelihood": '"likely"',
        "confidence": '"moderate"',
        "confidence_basis": '"Two counts agree; neither covers the winter."',
        "caveat": '{ text = "Table 2 gives 1.9 million for the same year.", grade = "differs",'
        ' cites = [{ source = "port-authority-2025", at = "table 2" }] }',
        "weight": "2",
        "see": '["ridership"]',
        "tags": '["passengers"]',
    },
    KeyPoint: {
        "id": '"twice-the-forecast"',
        "title": '"Twice the forecast"',
        "text": '"""\nThe ferry carried 2.1 million passengers in 2024, about twice what was'
        ' forecast\n[@port-authority-2025, p. 9].\n"""',
    },
    Finding: {
        "id": '"evening-demand"',
        "title": '"Demand in the evening"',
        "text": '"One passenger in five asks for a later last crossing'
        ' [@port-authority-2025, p. 14]."',
        "era": '"first-contract"',
        "programs": '["ferry-contract"]',
        "actors": '["port-authority"]',
    },
    Era: {
        "id": '"first-contract"',
        "title": '"The first contract"',
        "span": '"2015/2024"',
        "text": '"A private operator ran two boats under a contract with the [[port-authority]]'
        ' [@port-authority-2025, p. 3]."',
    },
    Event: {
        "id": '"first-crossing"',
        "title": '"The first crossing"',
        "date": '"2015-05-01"',
        "text": '"Service began with one boat [@port-authority-2025, p. 3]."',
        "era": '"first-contract"',
        "place": '"North Pier"',
        "programs": '["ferry-contract"]',
        "actors": '["port-authority"]',
        "leads_to": '["evening-demand"]',
        "duration": '"PT45M"',
    },
    Program: {
        "id": '"ferry-contract"',
        "title": '"Ferry service contract"',
        "abbreviation": '"FSC"',
        "type": '"agreement"',
        "span": '"2015/2024"',
        "status": '"ended"',
        "parties": '["port-authority"]',
        "text": '"The contract paid for each crossing, full or empty'
        ' [@port-authority-2025, p. 4]."',
        "outcome": '"Crossings were kept in all but three weeks of ten years'
        ' [@port-authority-2025, p. 5]."',
    },
    Actor: {
        "id": '"port-authority"',
        "name": '"Port Authority"',
        "abbreviation": '"PA"',
        "type": '"organization"',
        "role": '"owns the piers and pays for the crossings"',
        "text": '"It answers to the city council [@port-authority-2025, p. 2]."',
    },
    Cite: {
        "source": '"port-authority-2025"',
        "at": '"p. 9"',
        "quote": '"2.1 million passengers"',
        "via": '{ source = "port-authority-2025", at = "p. 9" }',
    },
    Caveat: {
        "text": '"The gates were out of order in June."',
        "grade": '"note"',
        "cites": _CITED,
    },
    Voice: {"source": '"port-authority-2025"', "at": '"p. 9"'},
    Via: {"source": '"port-authority-2025"', "at": '"p. 9"'},
    Point: {
        "at": '"2024"',
        "category": '"summer"',
        "part": '"evening"',
        "value": "2.1",
        "low": "2.0",
        "high": "2.2",
        "qualifier": '"about"',
        "comparable": "false",
        "cites": _CITED,
        "text": '"counted at the gates"',
        "caveat": '"The gates were out of order in June."',
    },
    Series: {
        "id": '"ridership"',
        "title": '"Passengers a year"',
        "unit": '"people"',
        "scale": '"million"',
        "calendar": '"gregorian"',
        "measure": '"ferry-passengers"',
        "chart": '"line"',
        "era": '"first-contract"',
        "programs": '["ferry-contract"]',
        "with": '["ridership"]',
        "points": '[\n  { at = "2023", value = 1.9, cites = ["port-authority-2025"] },\n'
        '  { at = "2024", value = 2.1, qualifier = "about", cites = ["port-authority-2025"] },\n]',
        "text": '"Counted at the gates of both piers."',
    },
    Column: {
        "title": '"Crossings"',
        "align": '"right"',
        "unit": '"a day"',
        "format": '"integer"',
        "priority": "1",
    },
    Table: {
        "id": '"timetable"',
        "title": '"Crossings a day"',
        "columns": '["Season", { title = "Crossings", align = "right" }]',
        "rows": '[\n  ["Summer", 24],\n  ["Winter", 16],\n]',
        "era": '"first-contract"',
        "text": '"As published for 2024."',
    },
    Recommendation: {
        "id": '"later-crossings"',
        "title": '"Run until midnight"',
        "type": '"recommendation"',
        "text": '"Run the last crossing at midnight from May to September."',
        "to": '"port-authority"',
        "status": '"open"',
        "status_note": '"The council has it on its list for May."',
        "owner": '"port-authority"',
        "due": '"2026-05"',
        "url": '"https://example.org/later-crossings"',
        "priority": "1",
        "rests_on": '["evening-demand"]',
        "conditions": '["A second crew is hired."]',
        "for": '["The boats lie idle after nine."]',
        "against": '["Noise at the [[port-authority]]\'s north pier."]',
    },
    Quotation: {
        "id": '"quote-bridge"',
        "text": '"The bridge is full, and it stays full."',
        "speaker": '"port-authority"',
        "date": '"2025-02"',
        "era": '"first-contract"',
    },
    Section: {
        "id": '"method"',
        "title": '"How this was made"',
        "text": '"We read the annual report for 2024 and compared it with'
        " the operator's counts"
        ' [@port-authority-2025]."',
    },
    Term: {
        "id": '"crossing"',
        "term": '"crossing"',
        "meaning": '"One trip of one boat from pier to pier."',
        "text": '"Empty trips count."',
    },
    Name: {
        "family": '"Berg"',
        "given": '"Pia"',
        "literal": '"Port Authority"',
        "suffix": '"Jr."',
        "non-dropping-particle": '"van den"',
    },
    Source: {
        "id": '"port-authority-2025"',
        "type": '"report"',
        "title": '"Annual report 2024"',
        "author": '[{ literal = "Port Authority" }]',
        "editor": '[{ family = "Berg", given = "Pia" }]',
        "issued": '"2025-02"',
        "container-title": '"Reports of the City"',
        "publisher": '"Port Authority"',
        "publisher-place": '"North Pier"',
        "genre": '"Annual report"',
        "edition": '"2nd"',
        "number": '"PA-25-7"',
        "volume": "12",
        "issue": "3",
        "page": '"1-40"',
        "version": '"1.1"',
        "language": '"en"',
        "URL": '"https://example.org/report-2024"',
        "DOI": '"10.1000/182"',
        "accessed": '"2026-03-02"',
        "origin": '"gate-counts"',
        "via": '"gate-counts"',
        "reliability": '"The operator counts its own passengers;'
        ' the audit office checks the counts each year."',
        "status": '"current"',
        "note": '"The tables are at the end."',
        "text": '"What the port did in 2024, with counts of passengers and the accounts."',
    },
    Allowance: {
        "rule": '"single-origin"',
        "entries": '["twice-the-forecast"]',
        "reason": '"Nobody else counts passengers."',
    },
}


def example(owner: type, name: str) -> str:
    """Return the example of a field as TOML; empty where there is none."""
    own = EXAMPLES.get(owner, {})
    if name in own:
        return own[name]
    return EXAMPLES[Entry].get(name, "") if issubclass(owner, Entry) else ""


def assignment(owner: type, name: str) -> str:
    """Return `name = value` as an example file has it; empty where there is no example."""
    value = example(owner, name)
    return f"{name} = {value}" if value else ""
