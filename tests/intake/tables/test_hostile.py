"""Files that are broken, or meant to break something: nothing runs, nothing hangs, all is said."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.joining import entries_text, joined, new_briefing
from briefdeck.intake.taken import Options
from briefdeck.loader import load_text
from support.importing import entries, series, taken, values

FORMS = ("csv", "tsv", "md-tables", "xlsx")


@given(form=st.sampled_from(FORMS), content=st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(form: str, content: bytes) -> None:
    done = take(BY_NAME[form], content, Options(form=form, name="x"))
    assert done.items or done.refused
    tomli.loads(entries_text(done.items))


CELLS = st.text(alphabet="0123456789.,-–~><$€% abé\"'\n\t;|*[]()=+@\x00\x1b\u202e", max_size=12)


@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=6), sign=st.sampled_from(",;\t|"))
def test_whatever_is_taken_is_sound(rows: list[list[str]], sign: str) -> None:
    text = "\n".join([sign.join(row) for row in rows])
    done = taken(text)
    assert done.items or done.refused
    every = joined(load_text(new_briefing([done], ["x"]), "x"), [done])
    assert every.refused == done.refused
    tomli.loads(entries_text(every.items))


def test_formulas_stay_text() -> None:
    text = 'Name,Note\na,"=HYPERLINK(""http://x"",""y"")"\nb,@SUM(A1)\nc,\'+1+1\n'
    rows = entries(taken(text))["tables"][0]["rows"]
    assert [row[1] for row in rows] == ['=HYPERLINK("http://x","y")', "@SUM(A1)", "+1+1"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read_and_said(encoding: str) -> None:
    done = taken("Año,Niños\n2008,5\n2009,6\n".encode(encoding), "n.csv")
    assert values(series(done)[0]) == [5, 6]
    assert series(done)[0]["unit"] == "niños"
    said = [sentence for sentence in done.said if "not UTF-8" in sentence]
    assert bool(said) == (encoding != "utf-8-sig")


def test_quotation_marks_that_are_never_closed() -> None:
    done = taken('Year,Deaths\n2008,5\n2009,"6\n2010,7\n', "d.csv")
    assert values(series(done)[0]) == [5]
    assert done.refused == ("d, line 3: a quotation mark is never closed",)
    done = taken('Year,Deaths\n2008,5\n2009,"6"x\n2010,7\n', "d.csv")
    assert values(series(done)[0]) == [5, 7]
    assert done.refused == ("d, line 3: a quotation mark stands where none can",)


def test_what_is_no_text_is_refused() -> None:
    assert taken(b"\x00\x01\x02" * 50, "d.csv").refused == ("d: it has NUL characters and is no text",)  # fmt: skip
    assert taken(b"", "d.csv").refused == ("d: there is nothing in it",)
    assert taken(b"\n\n , ,\n", "d.csv").refused == ("d: there is nothing in it",)


def test_control_characters_speak_to_nobody() -> None:
    done = taken("Name,Note\n\x1b[31ma,b\x07\n# \x1b]0;x\x07,\n", "d.csv")
    text = entries_text(done.items)
    assert "\x1b" not in text
    assert "\x07" not in text
    (table,) = tomli.loads(text)["tables"]
    assert table["rows"][0] == ["\x1b[31ma", "b\x07"]


def test_a_long_line_and_a_long_cell() -> None:
    wide = ",".join(map(str, range(300)))
    assert "200 columns" in taken(f"{wide}\n{wide}\n", "d.csv").refused[0]
    done = taken("Name,Note\na,%s\nb,c\n" % ("x" * 200_000), "d.csv")
    assert done.refused == ("d, line 2: a cell has more than 100,000 characters",)
