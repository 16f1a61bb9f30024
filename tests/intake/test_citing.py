"""Citations by keys of other programs become our own; nothing else changes."""

import pytest
import tomli

from briefdeck.editing.changes import changed
from briefdeck.editing.document import read
from briefdeck.intake.citing import cited_by_id, citing

CALLED = {
    "Smith:2001": "smith-2001",
    "Smith2001b": "smith-2001-boat",
    "https://x.org/1": "net-2001",
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[@Smith:2001]", "[@smith-2001]"),
        ("[@Smith:2001, p. 3; @Smith2001b; @own]", "[@smith-2001, p. 3; @smith-2001-boat; @own]"),
        ("[see @Smith:2001, p. 3]", "see [@smith-2001, p. 3]"),
        (
            "[@Smith:2001; see also @Smith2001b, ch. 2]",
            "[@smith-2001]; see also [@smith-2001-boat, ch. 2]",
        ),
        ("[-@Smith:2001]", "[@smith-2001]"),
        ("[@{https://x.org/1}, § 2]", "[@net-2001, § 2]"),
        ("@Smith:2001 says", "[@smith-2001] says"),
        ("@Smith:2001 [p. 33] says", "[@smith-2001, p. 33] says"),
        ("@Smith:2001.", "[@smith-2001]."),
        ("(@{https://x.org/1})", "([@net-2001])"),
        ("[@Nobody; @Smith:2001]", "[@Nobody; @smith-2001]"),
    ],
)
def test_pandocs_forms_are_known(words: str, expected: str) -> None:
    assert cited_by_id(words, CALLED) == expected


@pytest.mark.parametrize(
    "words",
    [
        "[@nobody]",
        "me@Smith:2001 at home",
        "`[@Smith:2001]`",
        "``a ` [@Smith:2001]``",
        "[mail](http://a/@Smith:2001)",
        r"\@Smith:2001",
        "[@Smith:20011]",
        "@@Smith:2001",
        "no key",
    ],
)
def test_all_else_stays(words: str) -> None:
    assert cited_by_id(words, CALLED) == words


FILE = """\
[briefing]
title = "@Smith:2001"
bluf = "Keep \\u2014 it [see @Smith:2001, p. \\"3\\"]."
[[findings]]
id = "f"
text = \'\'\'
It is [@Smith:2001;
  @Smith2001b].\'\'\'
cites = [
  "Smith:2001",  # the first
  { source = 'Smith2001b', at = "p. 1" },
]
[[tables]]
id = "t"
rows = [["[@Smith2001b]", 1]]
"""


def test_a_file_is_changed_where_it_cites() -> None:
    changes, keys = citing(read(FILE), CALLED)
    assert set(keys) == {"Smith:2001", "Smith2001b"}
    assert changed(FILE, changes) == (
        FILE.replace("[see @Smith:2001", "see [@smith-2001")
        .replace("[@Smith:2001;\n  @Smith2001b]", "[@smith-2001;\n  @smith-2001-boat]")
        .replace('"Smith:2001",  #', '"smith-2001",  #')
        .replace("'Smith2001b'", "'smith-2001-boat'")
        .replace('"[@Smith2001b]"', '"[@smith-2001-boat]"')
    )
    assert tomli.loads(changed(FILE, changes))["briefing"]["title"] == "@Smith:2001"
