"""A figure in one line: the first value and the last with their hedges, and never a change that may not be given."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefdeck.draw.figure_line import figure_lines, figure_words
from briefdeck.draw.lines import Line, line_text, line_width
from briefdeck.loader import load
from briefdeck.model.briefing import Point, Series
from briefdeck.model.edtf import Edtf
from support.drawn import aid, apprehensions, killed, parts, series, spans, yearly

BRIEFINGS = Path(__file__).parents[2] / "briefings"
NUMBERS = {"crs": 28, "cbp": 34, "betz": 4}


def extraditions(**fields: object) -> Series:
    points = [
        Point(at=Edtf.parse("2012"), value=115, cites=("crs",)),
        Point(at=Edtf.parse("2013"), value=54, cites=("crs",)),
    ]
    return series(points, title="Extraditions", unit="extraditions", **fields)


def drawn(figure: Series, width: int = 80) -> str:
    return line_text(one(figure, width))


def one(figure: Series, width: int = 80) -> Line:
    (line,) = figure_lines([figure], NUMBERS, width)
    return line


def test_first_and_last_value_their_change_and_course_and_who_says_so() -> None:
    assert drawn(extraditions()) == "Extraditions  115 → 54 (2012–2013)  −53%  █▄  ◐[28]"
    warned = replace(extraditions(), caveat="Counts differ.")
    assert drawn(warned) == "Extraditions  115 → 54 (2012–2013)  −53%  █▄  ◐⚠[28]"
    assert figure_words(warned, NUMBERS) == (
        "Extraditions: From 115 extraditions (2012) to 54 extraditions (2013): down 53%."
        " One source [28]. It has a caveat."
    )


def test_every_span_leads_to_the_figure_or_to_a_source() -> None:
    targets = {span.target for span in one(extraditions()) if span.target}
    assert targets == {"figure", "crs"}


def test_the_support_that_is_given_stands_before_the_one_that_is_counted() -> None:
    (line,) = figure_lines([extraditions()], NUMBERS, 80, supports={"figure": "cited"})
    assert line_text(line).endswith("●[28]")


def test_hedges_are_words_where_there_is_room_and_signs_where_there_is_not() -> None:
    figure = replace(killed(), title="Killed", points=killed().points[1:2])
    assert "more than 120,000 homicides (Calderón, 2006–2012)" in drawn(figure)
    assert "> 120,000 homicides" in drawn(figure, 40)


def test_no_change_stands_where_none_can_be_given() -> None:
    first, last = extraditions().points
    apart = replace(extraditions(), points=(first, replace(last, comparable=False)))
    assert drawn(apart) == "Extraditions  54 (2013)  ◐[28]"
    low, high = replace(first, qualifier="at least"), replace(last, value=70, qualifier="at least")
    unknown = drawn(replace(extraditions(), points=(low, high)))
    assert "at least 115 → at least 70" in unknown
    assert "%" not in unknown


def test_a_course_is_the_last_stretch_that_may_be_compared() -> None:
    points = yearly([10, 20, 500, 600])
    broken = (*points[:2], replace(points[2], comparable=False), points[3])
    assert drawn(series(broken, title="Cases")) == (
        "Cases  500 → 600 people (2002–2003)  +20%  ▇█  ○"
    )


def test_categories_have_the_least_and_the_most_and_no_change() -> None:
    points = [Point(category=name, value=value) for name, value in (("A", 3), ("B", 9), ("C", 1))]
    assert drawn(series(points, title="Blocks")) == ("Blocks  1 (C) to 9 people (B)  ▃█▁  ○")


def test_parts_are_added_up_where_none_is_missing() -> None:
    assert drawn(replace(parts(), title="Aid")) == "Aid  $81M → $141M (FY2008–10)  +74%  ▅▆█  ○"


def test_nothing_is_drawn_of_values_below_zero_or_of_one() -> None:
    below = series(yearly([-1, 2, 3]), title="Balance")
    assert drawn(below) == "Balance  −1 → 3 people (2000–2002)  +4  ○"
    assert drawn(series(yearly([None, None]), title="Lost")) == "Lost  no figure  ○"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("figure", [aid, apprehensions, killed, parts, spans])
def test_a_line_fits_and_cuts_no_number(figure: Callable[[], Series], width: int) -> None:
    made = figure()
    long = replace(made, title="数字の題名がとても長い場合にはどうなるのか" * 3)
    for each in (made, long):
        line = one(each, width)
        assert line_width(line) <= width
        values = [span.text for span in line if span.style == "value"]
        assert not any("…" in text for text in values)


def test_titles_of_several_lines_stand_in_a_column() -> None:
    first, second = extraditions(), replace(aid(), id="aid", title="Aid")
    lines = [line_text(line) for line in figure_lines([first, second], NUMBERS, 80)]
    assert lines == [
        "Extraditions  115 → 54 (2012–2013)  −53%  █▄  ◐[28]",
        "Aid           $48M → $76.3M (FY2007–20)  +59%  ▁▅█·▂▁  ◐[28]",
    ]


def shipped() -> Iterator[Series]:
    for path in sorted(BRIEFINGS.glob("*.toml")):
        briefing = load(path).briefing
        assert briefing is not None
        yield from briefing.series


def test_days_far_apart_are_said_by_their_years() -> None:
    points = [
        Point(at=Edtf.parse(date), value=value)
        for date, value in (("2018-01", 15), ("2026-03-28", 42))
    ]
    assert "15 → 42 people (2018–2026)" in drawn(series(points, title="Shares"))
    near = [replace(points[0]), replace(points[1], at=Edtf.parse("2018-03-28"))]
    assert "(Jan 2018 – 28 Mar 2018)" in drawn(series(near, title="Shares"))


def test_every_figure_that_ships_fits_with_its_numbers_whole() -> None:
    for each in shipped():
        for width in (40, 80, 120):
            line = one(each, width)
            assert line_width(line) <= width
            assert "…" not in "".join(span.text for span in line if span.style == "value")


def test_values_without_a_course_are_said_and_where_they_cannot_be_compared() -> None:
    points = [
        Point(at=Edtf.parse("2008"), value=10),
        Point(at=Edtf.parse("2011"), value=20, comparable=False),
    ]
    said = figure_words(series(points, title="Homicides", unit="homicides"), NUMBERS)
    assert said.startswith("Homicides: 10 homicides (2008); 20 homicides (2011). Values from 2011")
