"""Timelines and figures as SVG: nothing overlaps, everything is escaped, the geometry is the terminal's."""

import random
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from briefdeck.document import summary
from briefdeck.document.blocks import Figure, Timeline
from briefdeck.draw.axis import Scale, Viewport, labelled, ticks
from briefdeck.draw.items import LANES, TimelineIndex
from briefdeck.draw.legend import COLUMNS, TIME_SIGNS
from briefdeck.draw.lettering import CELLS, Lettering
from briefdeck.draw.packing import packed
from briefdeck.export import Wanted, export
from briefdeck.export.glyphs import PIXELS
from briefdeck.export.svg import SVG_STYLE, figure_svg, timeline_svg
from briefdeck.export.svg_signs import SHAPES
from briefdeck.export.svg_style import DARK, LIGHT
from briefdeck.loader import load
from briefdeck.model.briefing import Point, Series
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.edtf import Edtf
from support.drawn import era, event, program, series, yearly
from support.pictures import (
    HOSTILE,
    SVG,
    assert_apart,
    parsed,
    random_figure,
    random_timeline,
    text_boxes,
)

SHIPPED = sorted(Path(__file__).parents[2].glob("briefings/*.toml"))
WIDTHS = (240, 320, 640, 960, 1400)


def figure_of(*points: Point, **fields: object) -> Figure:
    return Figure(series=series(points, **fields))  # type: ignore[arg-type]  # tests name real fields


HEDGED = (Point(value=3, qualifier="about", category="x"), Point(value=4, category="y"))


def is_drawn(each: Series) -> bool:
    return each.chart != "none" and len(each.points) > 1


def texts(picture: str) -> list[str]:
    return [box.text for box in text_boxes(parsed(picture))]


@pytest.mark.parametrize("part", range(8))
def test_no_labels_overlap_in_a_thousand_random_timelines(part: int) -> None:
    for seed in range(part * 125, (part + 1) * 125):
        picture = timeline_svg(random_timeline(seed), width=WIDTHS[seed % len(WIDTHS)])
        if picture:
            assert_apart(picture)


@pytest.mark.parametrize("part", range(4))
def test_no_labels_overlap_in_random_figures(part: int) -> None:
    for seed in range(part * 100, (part + 1) * 100):
        picture = figure_svg(random_figure(seed), width=WIDTHS[seed % len(WIDTHS)])
        if picture:
            assert_apart(picture)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [320, 960])
def test_no_labels_overlap_in_what_is_shipped(path: Path, width: int) -> None:
    for block in summary(load(path), level="all").blocks:
        if isinstance(block, Timeline):
            assert_apart(timeline_svg(block, width=width))
        if isinstance(block, Figure) and is_drawn(block.series):
            assert_apart(figure_svg(block, width=width))


def test_a_picture_and_a_terminal_pack_rows_and_name_ticks_alike() -> None:
    # Letters of eight units each are cells, in other units; every date begins where a cell does.
    eighths = Lettering(
        8, lambda text: 8 * CELLS.width(text), lambda text, room: CELLS.cut(text, room // 8)
    )
    for seed in range(200):
        dice = random.Random(seed)
        days = [dice.randint(1, 110) for _ in range(dice.randint(1, 60))]
        events = [
            event("An event " * dice.randint(1, 4), date_of(day), entry=f"e{number}")
            for number, day in enumerate(days)
        ]
        programs = [program("A program", f"{date_of(day)}/{date_of(day + 9)}") for day in days[:9]]
        index = TimelineIndex.of([], programs, events)
        view = Viewport.of_days(0, 119)
        scales = (Scale(view, 120), Scale(view, 960, letters=eighths))
        cells, units = ([(tick.cell, tick.label) for tick in ticks(each)] for each in scales)
        assert [(cell * 8, label) for cell, label in cells] == units
        starts = [
            [(start, tick.label) for start, tick in labelled(ticks(each), each)] for each in scales
        ]
        assert [(start * 8, label) for start, label in starts[0]] == starts[1]
        for lane in LANES:
            items = index.tracks[lane].within(view)
            found = [packed(items, each, 12) for each in scales]
            assert found[0].named == found[1].named
            assert [row.places for row in found[0].rows] == [row.places for row in found[1].rows]
            names = [
                [naming.name for row in each.rows for naming in row.fitted(scale)]
                for each, scale in zip(found, scales, strict=True)
            ]
            assert names[0] == names[1]


def date_of(day: int) -> str:
    year, month, number = day_to_civil(day)
    return f"{year:04}-{month:02}-{number:02}"


def test_an_entry_of_the_timeline_leads_where_the_page_says() -> None:
    block = Timeline(eras=(era("An era", "2000/2005"),), events=(event("An event", "2003"),))
    root = parsed(timeline_svg(block, link=lambda name: f"#{name}" if name == "an-event" else ""))
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["#an-event"]
    assert root.get("role") == "group"
    assert parsed(timeline_svg(block)).get("role") == "img"


def test_ids_begin_as_the_page_says_and_name_the_picture() -> None:
    root = parsed(figure_svg(figure_of(*HEDGED), ids="f1-"))
    ids = [each.get("id", "") for each in root.iter() if each.get("id")]
    assert ids
    assert all(name.startswith("f1-") for name in ids)
    title = root.find(f"{SVG}title")
    assert title is not None
    assert root.get("aria-labelledby") == title.get("id")
    assert "url(#f1-" in figure_svg(figure_of(*HEDGED), ids="f1-")


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_file_says_stays_text(words: str) -> None:
    timeline = Timeline(
        eras=(era(words, "2000/2005"),),
        events=(event(words, "2003"),),
        programs=(program(words, "2001/2002"),),
    )
    figure = figure_of(
        Point(category=words, value=1.0), Point(category="b", value=2.0), title=words
    )
    for picture in (timeline_svg(timeline, link=lambda _: f'#"{words}'), figure_svg(figure)):
        tags = {each.tag.removeprefix(SVG) for each in parsed(picture).iter()}
        assert "script" not in tags
        assert not {
            name for each in parsed(picture).iter() for name in each.attrib if name.startswith("on")
        }
        assert "\x1b" not in picture
        assert "\u202e" not in picture


def test_dates_are_drawn_as_sure_as_they_are() -> None:
    def kinds(date: str) -> set[str]:
        picture = parsed(
            timeline_svg(Timeline(eras=(), events=(event("It", date), event("End", "2010"))))
        )
        return {each.get("class", "") for each in picture.iter(f"{SVG}circle")}

    assert kinds("2003-05-01") == {"bd-full"}
    assert "bd-hollow" in kinds("2003-05-01?")
    assert "bd-hollow" in kinds("2003-05-01~")
    assert "bd-hollow bd-dashed" in kinds("200X")


def test_what_goes_on_or_is_only_possible_is_drawn_open_or_dashed() -> None:
    block = Timeline(
        eras=(),
        events=(),
        programs=(program("On", "2001/.."), program("Perhaps", "199X/2004")),
        until=Edtf.parse("2010"),
    )
    picture = timeline_svg(block)
    assert "bd-perhaps" in picture
    said = texts(picture)
    assert "goes on" in said
    assert "perhaps" in said


def test_many_events_are_drawn_by_height_and_counted() -> None:
    events = tuple(
        event(f"Event {number} of very many", "2003-05-01", entry=f"e{number}")
        for number in range(400)
    )
    picture = timeline_svg(Timeline(eras=(), events=events))
    assert_apart(picture)
    assert any("more events, drawn only as columns" in text for text in texts(picture))
    assert "bd-bar" in picture


def test_what_lies_outside_the_eras_is_said() -> None:
    block = Timeline(eras=(era("An era", "2000/2005"),), events=(event("Long before", "1500"),))
    assert "1500: Long before" in texts(timeline_svg(block))


def classes(root: Element) -> set[str]:
    return {kind for each in root.iter() for kind in (each.get("class") or "").split()}


def test_hedges_are_hatched_and_said() -> None:
    points = (
        Point(category="A", value=10.0, qualifier="more than"),
        Point(category="B", value=20.0),
    )
    picture = figure_svg(figure_of(*points))
    assert "more than 10" in texts(picture)
    assert "hedged" in texts(picture)
    assert len(re.findall("<pattern", picture)) == 2


def test_points_that_must_not_be_compared_are_parted() -> None:
    few = yearly([1.0, 2.0])
    many = yearly([float(number) for number in range(12)])
    for points in (few, many):
        apart = (*points[:-1], Point(at=points[-1].at, value=3.0, comparable=False))
        picture = figure_svg(figure_of(*apart))
        assert "bd-break" in picture
        assert "not comparable with the points before" in texts(picture)
        assert "bd-break" not in figure_svg(figure_of(*points))


@pytest.mark.parametrize(
    "values",
    [
        [-3.0, 2.0],
        [1e15, 3.0],
        [1e-9, 2e-9],
        [0.0, 0.0],
        [-1e12] * 12,
        [1.0] * 12,
        [0.0] * 9,
    ],
)
@pytest.mark.parametrize("width", [240, 640])
def test_values_of_any_size_stay_in_the_picture(values: list[float], width: int) -> None:
    for first in (2000, -3000):
        points = tuple(
            Point(
                at=Edtf.parse(f"{first + number}" if first > 0 else f"{first + number:05}"),
                value=value,
            )
            for number, value in enumerate(values)
        )
        assert_apart(figure_svg(figure_of(*points), width=width))
        assert_apart(figure_svg(figure_of(*points, chart="line"), width=width))


def test_without_anything_to_compare_or_dated_there_is_no_picture() -> None:
    assert figure_svg(figure_of()) == ""
    assert figure_svg(figure_of(Point(category="A"), Point(category="B"))) == ""
    assert figure_svg(figure_of(Point(category="A", value=3.0))) == ""
    assert timeline_svg(Timeline(eras=(), events=())) == ""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_picture_alone_is_the_same_twice_and_has_its_own_colours(path: Path) -> None:
    loaded = load(path)
    once = export(Wanted(loaded, "svg")).content
    assert once == export(Wanted(load(path), "svg")).content
    root = parsed(once.decode())
    style = root.find(f"{SVG}style")
    assert style is not None
    assert "prefers-color-scheme:dark" in (style.text or "")
    assert_apart(once.decode())


def test_every_figure_and_era_that_is_shipped_is_a_picture_alone() -> None:
    for path in SHIPPED:
        loaded = load(path)
        assert loaded.briefing is not None
        drawn = [each for each in loaded.briefing.series if is_drawn(each)]
        for entry in (*loaded.briefing.eras, *drawn):
            done = export(Wanted(loaded, "svg", entry=entry.id))
            assert_apart(done.content.decode())


def test_what_has_no_picture_says_so() -> None:
    loaded = load(SHIPPED[-1])
    assert loaded.briefing is not None
    with pytest.raises(ValueError, match="figures and eras have one"):
        export(Wanted(loaded, "svg", entry=loaded.briefing.events[0].id))


def test_a_picture_of_pixels_is_the_same_twice() -> None:
    pytest.importorskip("resvg_py")
    loaded = load(SHIPPED[0])
    once = export(Wanted(loaded, "png")).content
    assert once.startswith(b"\x89PNG")
    assert once == export(Wanted(loaded, "png")).content


def test_every_class_that_is_painted_has_a_rule() -> None:
    used: set[str] = set()
    for seed in range(60):
        for picture in (timeline_svg(random_timeline(seed)), figure_svg(random_figure(seed))):
            used |= classes(parsed(picture)) if picture else set()
    # A name in a bar looks as any text does.
    assert {kind for kind in used if f".{kind}" not in SVG_STYLE} <= {"bd-era", "bd-inside"}
    assert all(kind.startswith("bd-") for kind in used)


def test_every_sign_of_dates_has_a_shape() -> None:
    assert {*TIME_SIGNS} - {*SHAPES} == {COLUMNS}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_its_ground(colours: dict[str, str]) -> None:
    ground = luminance(colours["ground"])
    for name, colour in colours.items():
        if name not in {"ground", "rule"}:
            lighter, darker = sorted((ground, luminance(colour)), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, name


def test_texts_are_cut_and_measured_in_whole_letters() -> None:
    assert PIXELS.cut("A short one", 200) == "A short one"
    assert PIXELS.width(PIXELS.cut("A very long name " * 9, 100)) <= 100
    assert PIXELS.cut("Anything", 5) == ""
    assert "\u200d…" not in PIXELS.cut("👩‍👩‍👧‍👦" * 9, 60)
