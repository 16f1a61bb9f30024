"""What stands at a place of a text that is being typed, whether it parses or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.lsp.cursor import Cursor, _Walk, cursor_at
from briefdeck.lsp.outline import Outline
from support.language_client import FERRY, marked


def cursor(text: str) -> Cursor:
    text, offset = marked(text)
    return cursor_at(Outline(text), offset)


def word(text: str) -> str:
    found = cursor(text)
    return marked(text)[0][found.start : found.end]


@pytest.mark.parametrize(
    ("text", "part", "keys", "replaced"),
    [
        ("[[ev‸", "header", (), "[[ev"),
        ("[[‸]]\n", "header", (), "[[]]"),
        ("format = 1\n[br‸\n[[events]]\n", "header", (), "[br"),
        ("[[events]]‸", "header", (), "[[events]]"),
        ("[[events]]  # past‸", "nothing", (), ""),
        ("fo‸", "key", (), "fo"),
        ("[[events]]\nti‸", "key", (), "ti"),
        ("[[events]]\n‸", "key", (), ""),
        ("[[events]]\nti‸ = 1\n", "key", (), "ti"),
        ("[[events]]\ntitle ‸", "nothing", (), ""),
        ("[[events]]\nkind = ‸", "value", ("kind",), ""),
        ("[[events]]\nkind = fa‸", "value", ("kind",), "fa"),
        ('[[events]]\nkind = "‸"', "text", ("kind",), ""),
        ('[[events]]\nkind = "fa‸ct"', "text", ("kind",), "fact"),
        ("[[events]]\nkind = '‸'", "text", ("kind",), ""),
        ('[[events]]\nkind = ""‸', "nothing", (), ""),
        ('[[events]]\nkind = "fact" ‸', "nothing", (), ""),
        ("[[events]]\n# kind = ‸", "nothing", (), ""),
        ('[[events]]\nkind = "a" # ‸', "nothing", (), ""),
        ('[[events]]\nsee = ["a", "b‸"]', "text", ("see",), "b"),
        ('[[events]]\nsee = [\n  "a",\n  ‸\n]', "value", ("see",), ""),
        ('[[events]]\ncites = [{ ‸ }]', "key", ("cites",), ""),
        ('[[events]]\ncites = [{ source = "‸" }]', "text", ("cites", "source"), ""),
        ('[[events]]\ncites = [{ source = "a", at = "p. 1" }, { so‸', "key", ("cites",), "so"),
        ('[[series]]\npoints = [\n  { at = 1, cites = ["‸"] },\n]', "text", ("points", "cites"), ""),
        ('[[series]]\npoints = [\n  { at = 1, cites = ["a"], ‸ },\n]', "key", ("points",), ""),
        ('[[tables]]\nrows = [["a", "‸"]]', "text", ("rows",), ""),
        ('[[events]]\nvoice.so‸ = "a"', "key", ("voice",), "so"),
        ('[[events]]\nvoice.source = "‸"', "text", ("voice", "source"), ""),
        ('[[events]]\ntext = """\nfirst\n[[se‸\nlast\n"""\n', "text", ("text",), "se"),
        ('[[events]]\ntext = "‸""x"""', "nothing", (), ""),
    ],
)  # fmt: skip
def test_what_stands_at_a_place(text: str, part: str, keys: tuple[str, ...], replaced: str) -> None:
    found = cursor(text)
    assert (found.part, found.keys, word(text)) == (part, keys, replaced)


@pytest.mark.parametrize(
    "before",
    [
        'see = ["a", ',
        'see = ["a"',
        'see = [\n  "a",\n  "b"',
        'cites = [{ source = "a',
        'cites = [{ source = "a"',
        'cites = [{ source = "a" }',
        'title = "left open',
        "title = ",
        "title",
        "caveat = { text = ",
        'title = "a" what is this',
        '"""',
        "[[unknown",
    ],
)  # fmt: skip
def test_what_was_left_unfinished_ends_with_its_line(before: str) -> None:
    if before == '"""':
        # A text of several lines may go on over any number of them.
        assert cursor(f'[[events]]\ntext = {before}\nera = "‸"').keys == ("text",)
        return
    found = cursor(f'[[events]]\n{before}\nera = "‸"\ndate = "2019"\n')
    assert (found.table, found.part, found.keys) == ("events", "text", ("era",))


def test_a_text_that_is_left_open_ends_with_its_entry() -> None:
    found = cursor('[[events]]\ntext = """\nfirst\n\n[[eras]]\nspan = "‸"\n')
    assert (found.table, found.part, found.keys) == ("eras", "text", ("span",))


ITEMS = (
    "  { at = 1, value = 2 },",
    '  { at = 1, cites = [{ source = "a, b", at = "p. {1}" }] },  # so',
    '  ["a", 1, \'b "c\'],',
    "  { at = 1,",
    "    value = 2 },",
    '  "a",',
    "",
    "  # { at = 1 },",
    "  { at = 1 }",
    "  ,",
    '  { at = "1, },',
)
"""Lines of a list; the last lacks a quote."""


@given(st.lists(st.sampled_from(ITEMS), max_size=8))
def test_whole_items_are_passed_over_like_any_others(items: list[str]) -> None:
    """What stands behind them is the same as behind items that are read one by one."""
    lines = "\n".join(items)
    text = f'[[series]]\npoints = [\n{lines}\n  {{ qualifier = "‸" }},\n]\n'
    found = cursor(text)
    # Two blanks in front of a comma keep a line from being passed over.
    slow = cursor(text.replace("},\n", "}  ,\n").replace("],\n", "]  ,\n"))
    assert (found.part, found.keys, found.used) == (slow.part, slow.keys, slow.used)


def test_a_figure_of_many_values_takes_no_longer_than_its_last_line() -> None:
    value = '  { at = 2019, value = 1, cites = [{ source = "a", at = "p. 1" }] },\n'
    text, offset = marked(
        "[[series]]\npoints = [\n" + value * 20_000 + '  { qualifier = "‸" },\n]\n'
    )
    read = 0

    class Counted(_Walk):
        def _take(self, piece: str, start: int) -> None:
            nonlocal read
            read += 1
            super()._take(piece, start)

    outline = Outline(text)
    assert Counted(text, outline.at(offset), offset).cursor().keys == ("points", "qualifier")
    assert read < 20


def test_keys_of_the_table_are_known_before_and_behind() -> None:
    found = cursor('[[events]]\nid = "a"\n‸\ntitle = "b"\n\n[[eras]]\nspan = "1"\n')
    assert found.used == {"id", "title"}
    assert not found.has_value
    found = cursor('[[events]]\ncites = [{ source = "a", ‸, at = "p. 1" }, { quote = "c" }]\n')
    assert found.used == {"source", "at"}
    assert cursor("[[events]]\nti‸tle = 1").has_value


def test_a_string_says_what_it_lacks() -> None:
    assert cursor('[[events]]\nera = "tr‸\ndate = "x"').quote == '"'
    assert cursor("[[events]]\nera = 'tr‸").quote == "'"
    assert cursor('[[events]]\nera = "tr‸"').quote == ""
    found = cursor('[[events]]\nlikelihood = "very un‸likely"  # so')
    assert (
        marked("very un‸likely")[0]
        == '[[events]]\nlikelihood = "very unlikely"'[found.text_start : found.text_end]
    )


@given(st.integers(0, len(FERRY)), st.integers(0, 40))
def test_every_place_has_something(offset: int, cut: int) -> None:
    """Whatever is cut out of a text, every place in it can be asked for."""
    text = FERRY[:offset] + FERRY[offset + cut :]
    found = cursor_at(Outline(text), offset)
    assert found.start <= offset <= found.end or found.part == "nothing"
    assert "\n" not in text[found.start : found.end]
    assert found.text_start <= found.text_end


@given(st.text(alphabet="[]{}=\"'\\#.,\n ae1@|", max_size=60), st.integers(0, 60))
def test_no_text_breaks_it(noise: str, offset: int) -> None:
    text = f"[[events]]\n{noise}"
    found = cursor_at(Outline(text), min(offset, len(text)))
    assert 0 <= found.start <= found.end <= len(text)
