"""The short starting files: sound, short, true to the types, and with what their kind needs."""

import re
from datetime import date
from importlib.resources import files

import pytest

from briefdeck.check import check
from briefdeck.loader import load_text
from briefdeck.loader.format_texts import FieldInfo, briefing_schema, table_infos
from briefdeck.loader.starting import KINDS, examples, short_starter
from briefdeck.model.briefing import STATUSES, Briefing

WIDTH = 100
TWO_SCREENS = 115
"""Lines that a tall window shows in two pages."""


def lines_of(kind: str) -> list[str]:
    return short_starter("harbor", kind, today=date(2026, 3, 1)).splitlines()


def briefing(kind: str) -> Briefing:
    loaded = load_text("\n".join(lines_of(kind)), "harbor")
    assert loaded.problems == ()
    assert loaded.briefing is not None
    return loaded.briefing


def test_each_kind_has_a_file_and_each_file_is_a_kind() -> None:
    names = [each.name for each in (files("briefdeck") / "loader" / "kinds").iterdir()]
    assert sorted(names) == sorted(f"{kind}.toml" for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_file_is_short_and_takes_title_and_day(kind: str) -> None:
    lines = lines_of(kind)
    assert lines[0] == "#:schema ./briefing.schema.json"
    assert 60 <= len(lines) <= TWO_SCREENS
    assert max(map(len, lines)) <= WIDTH
    assert "{name}" not in "".join(lines)
    assert "`briefdeck check harbor.toml`" in "".join(lines)
    front = briefing(kind).front
    assert (front.title, front.as_of.text, front.draft) == ("Harbor", "2026-03-01", True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_file_is_named_for_nothing_but_being_unfinished(kind: str) -> None:
    problems = check(load_text("\n".join(lines_of(kind)), "harbor"))
    assert {each.severity for each in problems} == {"note"}
    assert {each.rule for each in problems} == {"unedited-example", "unfinished-draft"}


def test_each_kind_shows_the_tables_that_it_lives_on() -> None:
    incident, policy, country, literature = map(briefing, KINDS)
    assert all("T" in event.when.text and "+" in event.when.text for event in incident.events)
    assert any(event.leads_to for event in incident.events)
    assert incident.series
    assert all(each.owner and each.due and each.status for each in incident.recommendations)
    assert policy.front.ask
    options = [each for each in policy.recommendations if each.type == "option"]
    assert options
    assert all(each.arguments_for and each.arguments_against for each in options)
    assert any(point.likelihood for point in policy.key_points)
    assert country.eras
    assert country.actors
    assert country.programs
    assert country.series
    assert any(finding.has_warning for finding in country.findings)
    assert all(source.note for source in literature.sources)
    assert all(finding.voice for finding in literature.findings)
    grades = {each.warning.grade for each in literature.findings if each.warning}
    assert grades == {"differs", "confirmed"}


def allowed_of() -> dict[str, set[frozenset[str]]]:
    """The words that fields take, by key; one key may take other words in another table."""
    fields: list[FieldInfo] = [field for table in table_infos() for field in table.fields]
    found: dict[str, set[frozenset[str]]] = {}
    for field in fields:
        if len(field.allowed) > 1:
            found.setdefault(field.key, set()).add(frozenset(field.allowed))
    found["status"].add(frozenset(STATUSES))
    found["grade"] = {
        frozenset(briefing_schema()["$defs"]["Caveat"]["properties"]["grade"]["enum"])
    }
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_comments_that_list_what_a_field_takes_list_all_of_it(kind: str) -> None:
    explained = " ".join(line[3:] for line in lines_of(kind) if line.startswith("##"))
    for key, choices in allowed_of().items():
        said = re.search(rf"(?<!\w){key}: (.*?)(?:\.(?: |$)|$)", explained)
        if said:
            assert any(all(word in said[1] for word in words) for words in choices), key


def test_an_entry_of_the_starting_files_is_known_by_its_table_and_id() -> None:
    known = [(entry.table, entry.id) for each in examples() for entry in each.entries()]
    assert len(known) == len(set(known))
