"""Citations of many sources break between two of them, never inside a number."""

import pytest

from briefdeck.draw.lines import flow, line_text
from briefdeck.model.briefing import Cite
from briefdeck.output.prose_lines import citation_spans, freed


@pytest.mark.parametrize("width", range(8, 60))
def test_no_number_is_broken(width: int) -> None:
    names = [f"s{number}" for number in range(11, 29)]
    numbers = {name: number for number, name in enumerate(names, start=11)}
    lines = freed(flow(citation_spans([Cite(source=name) for name in names], numbers), width))
    said = [line_text(line).strip() for line in lines]
    assert " ".join(said) == "[" + "; ".join(str(number) for number in range(11, 29)) + "]"
