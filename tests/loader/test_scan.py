"""The scanner sees what tomli sees: the same keys, and each value where it stands."""

import random
import string
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.loader.scan import ScanError, repeated, scan, string_offset, string_value
from briefdeck.model.problem import KeyPath
from briefdeck.text.visible import is_clean
from support.briefings import random_toml, spoiled

MIXED = '''# comment with [brackets] and "quotes"
format = 1 # one
"quoted \\u0041" = 'x'
'lit.eral' = "a#b"
a . b."c" = [1, 2.0, {x = 1, y.z = """
multi "" line\\
   cont"""}, [
 # c ]
 [], 1979-05-27 07:32:00 , '\\',
]]
empty = ""
emptier = \'\'\'\'\'\'
dates = [1979-05-27T07:32:00Z, 07:32:00, 1979-05-27,]
numbers = [+1_000, -0.5e-3, 0xDEAD_beef, inf, -nan, true]
[[ev]]
id = "one"
pts = [{ at = 1, v = 2 }, {
 at = 3, # TOML 1.1
 v = 4,
 },]
[[ev.sub]]
k = 1
[[ev.sub]]
[ev.sub.deep."er one"]
s = """a""""
[[ev]]
id = 'two'
q.r.s = """"quoted"""""
q.r.t = \'\'\'it's \'\' fine\'\'\'\'
[later.on]
x = {}
[later]
y = { "a b" = [[{}]], c.d = 1 }
'''


def paths(data: Any, path: KeyPath = ()) -> set[KeyPath]:
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return {here for key, value in items for here in ({(*path, key)} | paths(value, (*path, key)))}


def value_at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data[key]
    return data


def check(text: str) -> None:
    """The scan of a text against tomli's data: keys, and every plain value read again from where it stands."""
    data = tomli.loads(text)
    text = text.replace("\r\n", "\n")
    spots = scan(text)
    assert set(spots) == paths(data)
    for path, spot in spots.items():
        value = value_at(data, path)
        if not isinstance(value, dict | list):
            assert repr(tomli.loads(f"x = {text[spot.start : spot.end]}")["x"]) == repr(value)
            key = text[spot.key_start : spot.key_end]
            if key:
                assert tomli.loads(f"{key} = 1") == {path[-1]: 1}


def test_all_of_toml() -> None:
    check(MIXED)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_mutations(seed: int) -> None:
    """Whatever tomli takes of a text with a few random changes, the scanner reads alike; the rest raises nothing else."""
    rng = random.Random(seed)
    text = rng.choice((MIXED, random_toml(seed % 50, 2)))
    start = rng.randrange(len(text))
    part = text[start : start + 2000] if rng.random() < 0.5 else text
    mutated = spoiled(part, rng, 5)
    try:
        tomli.loads(mutated)
    except (ValueError, RecursionError):
        try:
            scan(mutated)
        except ScanError:
            return
        return
    check(mutated)


KEYS = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=5)
STRINGS = st.text(max_size=12).filter(lambda text: is_clean(text) and "\n" not in text)


def toml_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def to_toml(data: Any) -> str:
    match data:
        case dict():
            return (
                "{ "
                + ", ".join(f"{toml_string(key)} = {to_toml(value)}" for key, value in data.items())
                + " }"
            )
        case list():
            return "[" + ", ".join(map(to_toml, data)) + "]"
        case str():
            return toml_string(data)
        case bool():
            return str(data).lower()
        case _:
            return str(data)


VALUES = st.recursive(
    st.one_of(STRINGS, st.integers(-(10**9), 10**9), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(STRINGS, inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(KEYS, VALUES, max_size=4),
    st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=3),
)
def test_random_documents(top: dict[str, Any], entries: list[dict[str, Any]]) -> None:
    lines = [f"{key} = {to_toml(value)}" for key, value in top.items()]
    for entry in entries:
        lines += [
            "[[entries-here]]",
            *(f"{key} = {to_toml(value)}" for key, value in entry.items()),
        ]
    check("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(STRINGS, st.data())
def test_offsets_in_strings(text: str, data: st.DataObject) -> None:
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    literal = f'x = """\n{written}"""'
    assert string_value(literal[4:]) == text
    if text:
        offset = data.draw(st.integers(0, len(text) - 1))
        position = string_offset(literal, 4, len(literal), offset)
        assert (
            literal[position] == text[offset]
            or literal[position : position + 2] == "\\" + text[offset]
        )


def test_offset_behind_escapes_and_line_continuations() -> None:
    literal = '"""\\\n   a\\u00e9\\tb\\\n  c"""'
    assert string_value(literal) == "aé\tbc"
    assert [literal[string_offset(literal, 0, len(literal), offset)] for offset in range(5)] == [
        "a",
        "\\",
        "\\",
        "b",
        "c",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a =",
        "a = [",
        "a = {b",
        '"x',
        "[a",
        "[[a]",
        "a = 1 b = 2",
        "=",
        "a = ]",
        "\0",
        'a = """x',
        "a.=1",
        "[]",
    ],
)
def test_what_is_no_toml_is_an_error(text: str) -> None:
    with pytest.raises(ScanError):
        scan(text)


def test_depth_and_length_have_limits() -> None:
    for text in ("a = " + "[" * 100_000, "a = " + "{a=" * 100_000, "a." * 100_000 + "a = 1"):
        with pytest.raises(ScanError):
            scan(text)


def test_repeated_keys_and_tables() -> None:
    text = "a = 1\nb = 2\na = 3\n[t]\nx = 1\nx = 2\n[t]\n[[e]]\nx = 1\n[[e]]\nx = 1"
    assert [each.path for each in repeated(text)] == [("a",), ("t", "x"), ("t",)]
