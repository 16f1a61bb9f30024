"""What has changed, as lines: marked words, ids for print, any width."""

import pytest

from briefdeck.draw.changes import change_lines
from briefdeck.draw.lines import line_text, line_width
from briefdeck.library.diff import Changes, diff
from briefdeck.loader import load_text

FRONT = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2020"\n'
LONG = " ".join(f"w{number}" for number in range(100))
OLD = f"""{FRONT}
[[events]]
id = "one"
title = "First things"
date = "2007-10"
text = "Aid was first promised then."
[[events]]
id = "gone"
title = "It went"
date = "2008"
text = "Away."
[[findings]]
id = "long"
text = "{LONG}"
"""
NEW = (
    OLD.replace("first promised", "at last promised")
    .replace(
        'id = "gone"\ntitle = "It went"\ndate = "2008"\ntext = "Away."',
        'id = "come"\ntitle = "Other"\ndate = "2009"',
    )
    .replace("w50", "new")
)


@pytest.fixture
def changes() -> Changes:
    """Words changed, an entry gone, another one come."""
    old, new = load_text(OLD.encode(), "x").briefing, load_text(NEW.encode(), "x").briefing
    assert old is not None
    assert new is not None
    return diff(old, new)


def test_words_are_marked_and_ids_given_for_print(changes: Changes) -> None:
    lines = [line_text(line) for line in change_lines(changes, 100, ids=True)]
    start = lines.index("Δ reworded · event  First things")
    assert lines[start : start + 3] == [
        "Δ reworded · event  First things",
        "  one",
        "  text: Aid was [-first-] {+at last+} promised then.",
    ]
    assert "Δ removed · event  It went" in lines
    assert "  gone" in lines
    assert "  come" in lines


def test_what_stayed_is_shortened(changes: Changes) -> None:
    (line,) = [line_text(line) for line in change_lines(changes, 200) if "w49" in line_text(line)]
    assert line.startswith("  text: … w38 w39")
    assert "w49 [-w50-] {+new+} w51" in line
    assert line.endswith("w62 …")


def test_what_is_there_is_followed_and_what_is_gone_is_not(changes: Changes) -> None:
    targets = {span.text: span.target for line in change_lines(changes, 100) for span in line}
    assert targets["First things"] == "one"
    assert targets["It went"] is None
    assert not any(span.target for line in change_lines(changes, 100, ids=True) for span in line)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_fit(changes: Changes, width: int) -> None:
    assert all(line_width(line) <= width for line in change_lines(changes, width, ids=True))
