"""Entries are sorted with their comments, and white space is put in order; what a file says stays."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.editing.changes import changed
from briefdeck.editing.document import EditError, read
from briefdeck.editing.layout import laid_out
from briefdeck.editing.sorting import in_order

UNSORTED = """\
format = 1

# ── Events ──

# about c
[[events]] # third
id = "c"
date = "2003"
# text = "…"

[[events]]
id = "a"
date = "2001/.."
[events.caveat]
text = "x"

[[sources]]
id = "z"
title = "The last"
author = [{ literal = "Zimmer" }]
# about b
[[events]]
id = "b"
date = 2002-01-01

# By others

[[events]]
id = "undated"
[[events]]
id = "old"
date = "1900"
[[sources]]
id = "y"
title = "A first"
[[sources]]
id = "x"
title = "The last"
author = [{ family = "álvarez", given = "Zoe" }]
issued = "1999"""


def after_sort(text: str) -> str:
    return changed(text, in_order(read(text)))


def after_fmt(text: str) -> str:
    return changed(text, laid_out(read(text)))


def test_entries_move_with_the_comments_that_touch_them() -> None:
    new = after_sort(UNSORTED + '"\n')
    assert new.startswith(
        """\
format = 1

# ── Events ──

[[events]]
id = "a"
date = "2001/.."
[events.caveat]
text = "x"

# about b
[[events]]
id = "b"
date = 2002-01-01

[[sources]]
"""
    )
    assert (
        """\
# about c
[[events]] # third
id = "c"
date = "2003"
# text = "…"

# By others

[[events]]
id = "old"
date = "1900"
[[events]]
id = "undated"
[[sources]]
"""
        in new
    )
    assert [entry["id"] for entry in tomli.loads(new)["sources"]] == ["y", "x", "z"]
    assert after_sort(new) == new


def test_lists_of_inline_tables_are_sorted_too() -> None:
    text = 'terms = [{ term = "é" },\n  {term="D"}, { term = "a" }]\neras = [{ span = "x" }]\n'
    assert after_sort(text) == (
        'terms = [{ term = "a" },\n  {term="D"}, { term = "é" }]\neras = [{ span = "x" }]\n'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events = [{ date = 2 }, # two\n{ date = 1 }]", "Comments stand between"),
        ('[[events]]\ndate = 2\n[briefing]\n[events.caveat]\ntext = "x"', "in several places"),
    ],
)
def test_what_cannot_be_told_apart_is_not_sorted(text: str, message: str) -> None:
    with pytest.raises(EditError, match=message):
        in_order(read(text))


def test_only_white_space_is_put_in_order() -> None:
    untidy = '''

#  head  \t
  format=1# one

[ briefing ]

title="T"\t # kept
bluf   = """
  as   it is
"""


# about a
[[events]]
  id = "a"
  cites=[ "x" ,{source="y",at="p. 1"} ,[ ]]
  points = [
# first
      {at=1,value=2}
    , [


    1,
  2]   ]
[events.caveat]
a . b =  { }
# end'''
    assert (
        after_fmt(untidy)
        == '''\
#  head
format = 1  # one

[briefing]
title = "T"\t # kept
bluf = """
  as   it is
"""

# about a
[[events]]
id = "a"
cites = ["x", { source = "y", at = "p. 1" }, []]
points = [
  # first
  { at = 1, value = 2 }
  , [
    1,
    2]]

[events.caveat]
a . b = {}
# end
'''
    )


@given(st.text(" \t\n#=[]{},.a1\"'", max_size=30))
def test_any_toml_is_laid_out_once(text: str) -> None:
    try:
        document = read(text)
    except EditError:
        return
    new = changed(text, laid_out(document))
    assert after_fmt(new) == new
