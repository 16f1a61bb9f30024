"""Inputs for the fuzzer: one seed, one file. Shipped files spoiled, and briefings made from the model's types."""

import random
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Final

import tomli
from msgspec import inspect

from briefdeck.model.briefing import Briefing
from support.briefings import random_raw, spoiled
from support.forms import in_any_form

SHIPPED: Final = Path(__file__).parents[2] / "briefings"
Raw = dict[str, Any]

SIGNS: Final = (
    "\x00", "\x1b[2J", "\x1b]52;c;eA==\x07", "\x9b31m", "\x7f", "\r", "\t", "\n\n", "\u202e", "\u2066x\u2069", "\u200b", "\ufeff",
    "\u0301" * 9, "e\u0301", "👩\u200d👧\u200d👦", "🇲🇽🇺", "1\ufe0f\u20e3", "❤\ufe0f", "\U000e0041", "\uffff", "काल", "ประเทศไทย",
    "ខ្មែរ", "မြန်မာ", "தமிழ்", "বাংলা", "العربية", "עברית", "国境", "ｶﾞ", "한국어", "ﷺ", "ß", "İ", "ﬁ", "Ǆ", "\u00a0", "\u2028", "⟨", "—",
)  # fmt: skip
MARKUP: Final = (
    "[@source-0]", "[@source-0, p. 1; @nobody]", "[[event-0]]", "[[x|y]]", "[@", "[[", "]]", "*", "**", "_a_", "`", "```\n", "- ", "1. ",
    "999999999. a", "> ", "# ", "<b>", "<!--", "&#0;", "&copy;", "\\", "![a](b)", "[a](javascript:x)", "<https://e.example/" + "x" * 90 + ">",
    "| a | b |\n|---|---|", "$x$", "{{x}}", "%s", "[bold]", "[/]", "about 5%", "1,234.5", "2*3", "$5 million", "TODO", "p. 999", "June 2019",
)  # fmt: skip
DATES: Final = (
    "2001", "2001-02", "2001-02-30", "2001-09-11T23:59:60Z", "2025-10-21T21:45Z", "2001~", "2001?/..", "../2001", "199X", "-0044-03-15",
    "-13800000000", "Y-13800000001", "Y17E8", "2001-21", "{1960,1961..1963}", "[1667,1668]", "156u-12-25", "1984?~", "2008-Q3", "-1200/-400",
    "0000", "9999-12-31", "99999", "2001/1999", "T12:00", "12:30", "2001-02-03/2001-02-03T04:05", "", " ", "/", "..", "open", "1966/68",
)  # fmt: skip
NUMBERS: Final = (
    0, -0.0, -1, 1, 7, 0.1, 0.30000000000000004, 1e-9, 1e15, 1e300, -1e300, 5e-324, float("inf"), float("nan"), 2**63, -(2**63) - 1, 10**40,
    1919, 1_000_000, 99.95, 36818181818082,
)  # fmt: skip
OTHERS: Final[tuple[Any, ...]] = (
    True, [], {}, [[]], [{}], [[[[1]]]], {"a": {"b": {"c": {}}}}, date(2000, 2, 29), datetime(2000, 1, 1, 0, 0, tzinfo=UTC), time(23, 59, 59),
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), ["a", 1, {}], [1] * 60, "x" * 900, "国" * 300, " ".join(["word"] * 300),
)  # fmt: skip


def fuzz_input(seed: int) -> bytes:
    """The input of a seed."""
    dice = random.Random(seed)
    make = dice.choice(_MAKERS)
    content = make(dice)
    if dice.random() < 0.15:
        content = _bytes_spoiled(content, dice)
    return content


def query(dice: random.Random) -> str:
    """A query of search."""
    parts = ("aid", "border", "कुल", "ไทย", '"', "(", ")", "OR", "AND", "NOT", "-", "-band", "C++", "1234.5", "title:", "year:1999..2001", "*",
             "kind:event", "source:x", "國", "\x1b[2J", "\u202e", "a" * 300, "NEAR", "^", ":", "''", "\\", "cited:", "é", " ")  # fmt: skip
    return " ".join(dice.choices(parts, k=dice.randint(0, 5)))


def _pieces_of_shipped(dice: random.Random) -> str:
    """A few entries of a shipped file, in its own words."""
    front, entries = dice.choice(_shipped())
    return "\n[[".join([front, *dice.sample(entries, k=min(len(entries), dice.randint(0, 9)))])


@cache
def _shipped() -> list[tuple[str, list[str]]]:
    """Each shipped file's front matter, and its entries without their first brackets."""
    files: list[tuple[str, list[str]]] = []
    for path in sorted(SHIPPED.glob("*.toml")):
        front, *entries = re.split(r"\n\[\[(?=\w+\]\]\n)", path.read_text(encoding="utf-8"))
        files.append((front, entries))
    return files


def _spoiled_text(dice: random.Random) -> bytes:
    return spoiled(_pieces_of_shipped(dice), dice, 12).encode("utf-8", "replace")


def _spoiled_lines(dice: random.Random) -> bytes:
    """Lines doubled, taken away, moved, cut."""
    lines = _pieces_of_shipped(dice).split("\n")
    for _ in range(dice.randint(1, 6)):
        place, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(5):
            case 0:
                lines.insert(other, lines[place])
            case 1:
                lines[place] = ""
            case 2:
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                lines[place] = lines[place][: dice.randint(0, 40)]
            case _:
                lines[place] += dice.choice((*SIGNS, *MARKUP))
    return "\n".join(lines).encode("utf-8", "replace")


def _swapped_values(dice: random.Random) -> bytes:
    """Data of shipped entries with values swapped by hostile ones, written in any form."""
    data = tomli.loads(_pieces_of_shipped(dice))
    return _written(_harmed(data, dice), dice)


def _random_briefing(dice: random.Random) -> bytes:
    data = random_raw(dice.randrange(2**32), dice.randint(0, 4))
    return _written(_harmed(data, dice), dice)


def _from_types(dice: random.Random) -> bytes:
    """A briefing by the model's types, of nothing but hostile values."""
    author = _Author(dice)
    data = {"format": 1, **author.table(inspect.type_info(Briefing), 0)}
    return _written(data, dice)


def _written(data: Raw, dice: random.Random) -> bytes:
    return in_any_form(data, dice).encode("utf-8", "replace")


def _bytes_spoiled(content: bytes, dice: random.Random) -> bytes:
    """Single bytes changed, cut out, doubled; an end cut off."""
    spoilt = bytearray(content or b"x")
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(spoilt))
        match dice.randrange(4):
            case 0:
                spoilt[place] = dice.randrange(256)
            case 1:
                spoilt[place : place + dice.randint(1, 30)] = b""
            case 2:
                spoilt[place:place] = spoilt[place : place + dice.randint(1, 200)]
            case _:
                spoilt[place:place] = dice.choice(
                    (b"\xef\xbb\xbf", b"\r\n", b"\xff", b"'''", b'"""', b"[[", b"\xe2\x80")
                )
        spoilt = spoilt or bytearray(b"x")
    return bytes(spoilt)


def _harmed(data: Raw, dice: random.Random) -> Raw:
    """The data with some values made hostile, and some entries doubled, taken away or moved."""
    spots = list(_spots(data))
    for _ in range(dice.randint(0, 6)):
        if not spots:
            break
        holder, key = dice.choice(spots)
        if isinstance(holder, dict):
            if key in holder:
                _harm_table(holder, key, dice)
        elif key < len(holder):
            _harm_list(holder, key, dice)
    return data


def _harm_table(holder: Raw, key: str, dice: random.Random) -> None:
    match dice.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key + dice.choice(("s", "_", "é", " x"))] = holder[key]
        case _:
            holder[key] = _hostile(holder[key], dice)


def _harm_list(holder: list[Any], place: int, dice: random.Random) -> None:
    match dice.randrange(5):
        case 0:
            del holder[place]
        case 1:
            holder.append(holder[place])
        case 2:
            dice.shuffle(holder)
        case _:
            holder[place] = _hostile(holder[place], dice)


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Each place of a value in the data: its holder, and its key there."""
    found: list[tuple[Any, Any]] = []
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, each in pairs:
        found.append((value, key))
        found += _spots(each)
    return found


def _hostile(value: Any, dice: random.Random) -> Any:
    """A value in the place of another one: mostly of its own kind."""
    if dice.random() < 0.15:
        return dice.choice((*NUMBERS, *OTHERS, *DATES))
    if isinstance(value, str):
        if re.fullmatch(r"-?\d{1,4}(-\d\d)*|\d{4}.*", value):
            return dice.choice(DATES)
        return _text(value, dice)
    if isinstance(value, int | float):
        return dice.choice(NUMBERS)
    return dice.choice((*OTHERS, value))


def _text(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 4)):
        place = dice.randint(0, len(text))
        text = (
            text[:place]
            + dice.choice((*SIGNS, *MARKUP)) * dice.choice((1, 1, 1, 2, 40))
            + text[place:]
        )
    return text


class _Author:
    """Writes values of the model's types."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.ids = [
            f"{word}-{number}" for word in ("event", "source", "era") for number in range(3)
        ]

    def table(self, kind: Any, depth: int) -> Raw:
        odds = self.dice.choice((0.3, 0.6, 1.0))
        return {
            field.encode_name: self.value(field.type, field.encode_name, depth + 1)
            for field in kind.fields
            if field.required or self.dice.random() < odds
        }

    def value(self, kind: Any, name: str, depth: int) -> Any:
        match kind:
            case inspect.Metadata():
                return self.value(kind.type, name, depth)
            case inspect.UnionType():
                types = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
                return self.value(self.dice.choice(types), name, depth)
            case inspect.StructType():
                return self.table(kind, depth)
            case inspect.VarTupleType():
                most = 3 if depth < 4 else 2
                return [
                    self.value(kind.item_type, name, depth + 1)
                    for _ in range(self.dice.randint(0, most))
                ]
            case inspect.LiteralType():
                return self.dice.choice(kind.values)
            case inspect.BoolType():
                return self.dice.random() < 0.5
            case inspect.IntType() | inspect.FloatType():
                return self.dice.choice(NUMBERS)
            case inspect.StrType():
                return self.text(name)
            case _:
                return self.dice.choice(DATES)

    def text(self, name: str) -> str:
        if name == "id" or self.dice.random() < 0.3:
            return self.dice.choice(self.ids)
        return " ".join(
            self.dice.choices((*SIGNS, *MARKUP, *DATES, "word", "aid"), k=self.dice.randint(0, 8))
        )


_MAKERS: Final[tuple[Callable[[random.Random], bytes], ...]] = (
    _spoiled_text,
    _spoiled_lines,
    _swapped_values,
    _random_briefing,
    _from_types,
)
