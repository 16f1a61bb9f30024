"""Time to cells: to scale whatever the view, and views that move without losing the time they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.axis import LONGEST_VIEW, Scale, Viewport, center, pan, reveal, zoom
from briefdeck.model.calendar import DAY_SECONDS, civil_to_day

FIRST, LAST = (civil_to_day(year) * DAY_SECONDS for year in (-9999, 9999))
SECONDS = st.integers(FIRST, LAST)
VIEWS = st.tuples(SECONDS, SECONDS).map(lambda ends: Viewport(min(ends), max(ends)))
WIDTHS = st.integers(1, 300)


@given(VIEWS, WIDTHS, st.data())
def test_a_day_is_drawn_where_it_is(view: Viewport, width: int, data: st.DataObject) -> None:
    second = data.draw(st.integers(view.first, view.last))
    scale = Scale(view, width)
    assert 0 <= scale.cell(second) <= scale.last_cell(second) < width
    assert (
        scale.cell(second)
        <= (second - view.first) / view.length * width
        < scale.cell(second) + 1 + 1e-9
    )
    assert (
        scale.last_cell(second)
        < (second + 1 - view.first) / view.length * width + 1e-9
        <= scale.last_cell(second) + 1 + 1e-6
    )


@given(VIEWS, WIDTHS, st.integers(0, 299))
def test_the_first_day_of_a_cell_begins_in_it(view: Viewport, width: int, cell: int) -> None:
    scale = Scale(view, width)
    second = scale.first_second(cell)
    assert scale.cell(second) >= cell
    assert scale.cell(second - 1) < cell


@given(VIEWS, st.floats(0.01, 100), st.data())
def test_zooming_keeps_the_day_in_place(view: Viewport, factor: float, data: st.DataObject) -> None:
    second = data.draw(st.integers(view.first, view.last))
    zoomed = zoom(view, factor, second)
    assert zoomed.first <= second <= zoomed.last
    before, after = (second - view.first) / view.length, (second - zoomed.first) / zoomed.length
    assert abs(before - after) <= 1 / zoomed.length


@given(VIEWS)
def test_zooming_in_and_out_always_does_something(view: Viewport) -> None:
    assert zoom(view, 0.999).length == max(
        view.length - max(1, view.length - int(view.length * 0.999)), 1
    )
    assert zoom(view, 1.001).length > view.length
    assert zoom(view, 1) == view


def test_zoom_ends_at_a_minute() -> None:
    view = Viewport.of_days(0, 27)
    for _ in range(40):
        view = zoom(view, 0.5)
    assert view.length == 60


def test_zoom_has_ends() -> None:
    assert zoom(Viewport(5, 5), 0.1) == Viewport(5, 5)
    widest = Viewport(0, LONGEST_VIEW - 1)
    assert zoom(widest, 10).length == LONGEST_VIEW


@given(VIEWS, st.floats(-3, 3))
def test_panning_keeps_the_length(view: Viewport, fraction: float) -> None:
    moved = pan(view, fraction)
    assert moved.length == view.length
    assert (moved.first > view.first) == (fraction > 0)


@given(VIEWS, SECONDS)
def test_centering_and_revealing_keep_the_length(view: Viewport, second: int) -> None:
    assert center(view, second).length == view.length
    assert abs(center(view, second).middle - second) <= 1
    assert reveal(view, second, second).covers(second, second)
    assert reveal(view, second, second).length == view.length


@pytest.mark.parametrize("second", [FIRST, 0, LAST])
def test_what_is_in_view_is_not_moved(second: int) -> None:
    view = Viewport(second - 10, second + 10)
    assert reveal(view, second, second + 100) == view
