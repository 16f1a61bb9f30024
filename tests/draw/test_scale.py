"""Days to cells: to scale whatever the view, and views that move without losing the day they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.draw.axis import LONGEST_VIEW, Scale, Viewport, center, pan, reveal, zoom
from briefdeck.model.calendar import civil_to_day

FIRST, LAST = civil_to_day(-9999), civil_to_day(9999, 12, 31)
DAYS = st.integers(FIRST, LAST)
VIEWS = st.tuples(DAYS, DAYS).map(lambda days: Viewport(min(days), max(days)))
WIDTHS = st.integers(1, 300)


@given(VIEWS, WIDTHS, st.data())
def test_a_day_is_drawn_where_it_is(view: Viewport, width: int, data: st.DataObject) -> None:
    day = data.draw(st.integers(view.first, view.last))
    scale = Scale(view, width)
    assert 0 <= scale.cell(day) <= scale.last_cell(day) < width
    assert scale.cell(day) <= (day - view.first) / view.days * width < scale.cell(day) + 1 + 1e-9
    assert (
        scale.last_cell(day)
        < (day + 1 - view.first) / view.days * width + 1e-9
        <= scale.last_cell(day) + 1 + 1e-6
    )


@given(VIEWS, WIDTHS, st.integers(0, 299))
def test_the_first_day_of_a_cell_begins_in_it(view: Viewport, width: int, cell: int) -> None:
    scale = Scale(view, width)
    day = scale.first_day(cell)
    assert scale.cell(day) >= cell
    assert scale.cell(day - 1) < cell


@given(VIEWS, st.floats(0.01, 100), st.data())
def test_zooming_keeps_the_day_in_place(view: Viewport, factor: float, data: st.DataObject) -> None:
    day = data.draw(st.integers(view.first, view.last))
    zoomed = zoom(view, factor, day)
    assert zoomed.first <= day <= zoomed.last
    before, after = (day - view.first) / view.days, (day - zoomed.first) / zoomed.days
    assert abs(before - after) <= 1 / zoomed.days


@given(VIEWS)
def test_zooming_in_and_out_always_does_something(view: Viewport) -> None:
    assert zoom(view, 0.999).days == max(view.days - max(1, view.days - int(view.days * 0.999)), 1)
    assert zoom(view, 1.001).days > view.days
    assert zoom(view, 1) == view


def test_zoom_has_ends() -> None:
    assert zoom(Viewport(5, 5), 0.1) == Viewport(5, 5)
    widest = Viewport(0, LONGEST_VIEW - 1)
    assert zoom(widest, 10).days == LONGEST_VIEW


@given(VIEWS, st.floats(-3, 3))
def test_panning_keeps_the_length(view: Viewport, fraction: float) -> None:
    moved = pan(view, fraction)
    assert moved.days == view.days
    assert (moved.first > view.first) == (fraction > 0)


@given(VIEWS, DAYS)
def test_centering_and_revealing_keep_the_length(view: Viewport, day: int) -> None:
    assert center(view, day).days == view.days
    assert abs(center(view, day).middle - day) <= 1
    assert reveal(view, day, day).covers(day, day)
    assert reveal(view, day, day).days == view.days


@pytest.mark.parametrize("day", [FIRST, 0, LAST])
def test_what_is_in_view_is_not_moved(day: int) -> None:
    view = Viewport(day - 10, day + 10)
    assert reveal(view, day, day + 100) == view
