from hypothesis import given
from hypothesis import strategies as st

from briefdeck.reading.geometry import Shape, boxes

SHAPES = st.builds(
    Shape,
    width=st.integers(1, 300),
    height=st.integers(1, 100),
    has_list=st.booleans(),
    has_ribbon=st.booleans(),
    has_drawing=st.booleans(),
    has_peek=st.booleans(),
    list_wish=st.tuples(st.integers(0, 300), st.integers(0, 100)),
    is_reading=st.booleans(),
    list_width=st.integers(0, 400),
)


@given(SHAPES)
def test_parts_lie_on_the_screen_and_never_on_each_other(shape: Shape) -> None:
    seen: set[tuple[int, int]] = set()
    for part, box in boxes(shape).items():
        assert box.x >= 0, part
        assert box.x + box.width <= shape.width, part
        assert box.y + box.height <= max(shape.height, 2), part
        cells = {
            (x, y)
            for x in range(box.x, box.x + box.width)
            for y in range(box.y, box.y + box.height)
        }
        if shape.height > 3:
            assert not cells & seen, part
        seen |= cells


@given(SHAPES.filter(lambda shape: shape.width >= 40 and shape.height >= 15))
def test_a_usable_screen_is_filled_and_has_room_to_read(shape: Shape) -> None:
    found = boxes(shape)
    assert sum(box.width * box.height for box in found.values()) == shape.width * shape.height
    if shape.is_wide:
        assert found["reader"].width >= 29
        assert ("list" in found) == shape.has_list
        assert ("sections" in found) == shape.has_rail
    elif "between" in found:
        assert {"list", "reader"} <= found.keys()
        assert found["list"].height >= 3
    else:
        assert ("list" in found) != ("reader" in found)


def test_the_list_takes_what_is_wished_as_far_as_there_is_room() -> None:
    assert boxes(Shape(width=120, height=36, list_width=50))["list"].width == 50
    assert boxes(Shape(width=120, height=36, list_width=500))["reader"].width >= 29
