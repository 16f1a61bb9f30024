"""Sources made at random with numbers in many shapes, and briefings that state them.

Each number is stated as its source has it, and also wrongly, in the ways in which numbers go wrong:
another digit, another year, row or column, another scale, unit, sign or hedge.
"""

import json
import random
import textwrap
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

import typst

from briefdeck.evidence.numbers.cited_numbers import cited_numbers
from briefdeck.evidence.numbers.stated import StatedNumber
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.texts.texts import text_of
from briefdeck.loader import load_text

FORMS = ("text", "markdown", "html", "pdf")
NOUNS = (
    "apprehensions", "cases", "visas", "arrests", "deaths", "claims", "permits", "flights",
    "pupils", "complaints", "inspections",
)  # fmt: skip
GROUPS = ("Adults", "Minors", "Families", "Women", "Students")
PLACES = ("Tucson", "El Paso", "Laredo", "Yuma", "San Diego", "Del Rio", "Big Bend")
AGENCIES = ("Agency", "Bureau", "Region", "Sector", "Station")
MONTHS = "January February March April May June July August September October November December"
HEDGED = {
    "about": ("roughly", "nearly"),
    "more than": ("over", "less than"),
    "nearly": ("almost", "at least"),
    "at least": ("no fewer than", "at most"),
    "at most": ("up to", "more than"),
}
"""A hedge, how a source says it, and another one."""
SPELLED = (
    (800_000, "eight hundred thousand", 600_000), (12, "a dozen", 15), (21, "twenty-one", 27),
    (500_000, "half a million", 600_000), (40, "forty", 60), (200, "two hundred", 300),
)  # fmt: skip
MONEY = (
    ("$1.6bn", "$1.6 billion", "$1.6 million"), ("US$2.4 billion", "$2.4 billion", "$2.4 trillion"),
    ("3.1 thousand million dollars", "$3.1 billion", "$3.1 million"),
    ("$1,602,300,000", "$1.6 billion", "$1.7 billion"), ("€35m", "€35 million", "$35 million"),
    ("$851,508", "$851,508", "€851,508"), ("USD 77 million", "$77 million", "$77 billion"),
)  # fmt: skip
FILLERS = (
    "Officials warned that the figures would be revised, as Resolution 1540 asks.",
    "Table 4 in the annex has further details (see p. 12).",
    "On March 14, 2017, a second report appeared, as H.R. 3547 had asked for.",
    "Two of the three ministers resigned within weeks [12].",
)

Table = tuple[str, list[list[str]]]
"""A title, and rows of cells, of which the first are the heads."""
Block = str | list[str] | Table
Shape = Callable[["Source"], None]


class Planted(NamedTuple):
    """A number that a briefing states, in a copy of its source; what it is a trial of."""

    number: StatedNumber
    copy: CopyText
    trial: str
    is_true: bool


class Source:
    """A source that is being made, and the statements on it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.blocks: list[Block] = []
        self._entries: list[str] = []
        self._trials: dict[str, tuple[str, bool]] = {}

    def number(self, least: int = 2, most: int = 6) -> int:
        """Return a number of so many digits."""
        digits = self.random.randint(least, most)
        return self.random.randint(10 ** (digits - 1) + 1, 10**digits - 1)

    def numbers(self, count: int, least: int = 3, most: int = 6) -> list[int]:
        """Return different numbers."""
        found: dict[int, None] = {}
        while len(found) < count:
            found[self.number(least, most)] = None
        return list(found)

    def year(self) -> int:
        """Return a year."""
        return self.random.randint(2001, 2016)

    def two(self, count: int) -> list[int]:
        """Return two different numbers below a count."""
        return self.random.sample(range(count), 2)

    def state(self, trial: str, said: str, *, is_true: bool) -> None:
        """Add a statement of a briefing, cited in its text or by its entry."""
        name = self._named(trial, is_true)
        entry = f'[[findings]]\nid = "{name}"\ntext = "{said}'
        is_in_text = self.random.random() < 0.5
        end = ' [@s]."' if is_in_text else '."\ncites = ["s"]'
        self._entries.append(f"{entry}{end}\n")

    def chart(self, trial: str, fields: str, point: str, *, is_true: bool) -> None:
        """Add a figure of one point."""
        name = self._named(trial, is_true)
        self._entries.append(
            f'[[series]]\nid = "{name}"\n{fields}\ncites = ["s"]\npoints = [{{ {point} }}]\n'
        )

    def tabulate(self, trial: str, heads: list[str], row: list[str], *, is_true: bool) -> None:
        """Add a table of one row."""
        name = self._named(trial, is_true)
        self._entries.append(
            f'[[tables]]\nid = "{name}"\ntitle = "Cases"\ncolumns = {json.dumps(heads)}\n'
            f'rows = [{json.dumps(row)}]\ncites = ["s"]\n'
        )

    def planted(self, form: str) -> Iterator[Planted]:
        """Yield the stated numbers with the copy in one of the forms."""
        front = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2021"\n'
        source = '[[sources]]\nid = "s"\ntype = "report"\ntitle = "S"\n'
        loaded = load_text(front + "".join(self._entries) + source)
        assert not loaded.errors, loaded.errors
        copy = text_of(*FILES[form](self.blocks))
        stated = list(cited_numbers(loaded))
        assert {each.entry for each in stated} == set(self._trials)
        for each in stated:
            yield Planted(each, copy, *self._trials[each.entry])

    def _named(self, trial: str, is_true: bool) -> str:
        name = f"n{len(self._trials)}"
        self._trials[name] = trial, is_true
        return name


def altered(source: Source, value: int) -> int:
    """Return a number with another digit, or with two digits that have changed places."""
    digits = str(value)
    pairs = [at for at in range(1, len(digits)) if "0" != digits[at] != digits[at - 1]]
    if pairs and source.random.random() < 0.5:
        at = source.random.choice(pairs)
        return int(digits[: at - 1] + digits[at] + digits[at - 1] + digits[at + 1 :])
    at = source.random.randrange(len(digits))
    other = source.random.choice([each for each in "123456789" if each != digits[at]])
    return int(digits[:at] + other + digits[at + 1 :])


def sentence(source: Source) -> None:
    """One number of one year, hedged or not, with others around it."""
    noun, place = source.random.choice(NOUNS), source.random.choice(PLACES)
    value, year = source.number(3, 7), source.year()
    hedge = source.random.choice(["", *HEDGED])
    said, wrong = HEDGED.get(hedge, ("", "more than"))
    groups = source.random.choice([",", ",", "\u00a0", "\u202f", ""])
    written = f"{said} {value:,}".replace(",", groups).strip()
    kinds = (
        f"In {year} the office recorded {written} {noun} in {place}.",
        f"By {year}, the number of {noun} in {place} had reached {written}.",
        f"Of the {noun} that the office recorded in {year}, {written} were in {place}.",
    )
    around = source.random.sample(FILLERS, 2)
    source.blocks.append(f"{around[0]} {source.random.choice(kinds)} {around[1]}")
    rest = f"{noun} in {place} in {year}"
    source.state("sentence", f"There were {hedge} {value:,} {rest}", is_true=True)
    source.state("hedge", f"There were {wrong} {value:,} {rest}", is_true=False)
    source.state("digits", f"There were {hedge} {altered(source, value):,} {rest}", is_true=False)
    source.state("scale", f"There were {hedge} {value * 1000:,} {rest}", is_true=False)


def years(source: Source) -> None:
    """Several years in one sentence."""
    noun, year, values = source.random.choice(NOUNS), source.year(), source.numbers(3)
    a, b, c = (f"{value:,}" for value in values)
    kinds = (
        f"{noun.capitalize()} numbered {a} in {year}, {b} in {year + 1} and {c} in {year + 2}.",
        f"In {year} there were {a} {noun}; in {year + 1}, {b}; and in {year + 2}, {c}.",
    )
    source.blocks.append(source.random.choice(kinds))
    one, other = source.two(3)
    for trial, value in (("years", values[one]), ("other year", values[other])):
        said = f"In {year + one} there were {value:,} {noun}"
        source.state(trial, said, is_true=trial == "years")


def change(source: Source) -> None:
    """Two years of which one is only named by the other, or both together."""
    noun, year, (a, b) = source.random.choice(NOUNS), source.year(), source.numbers(2)
    kinds = (
        f"{noun.capitalize()} came to {a:,} in {year}, down from {b:,} a year earlier.",
        f"{noun.capitalize()} came to {a:,} in {year}; the year before it was {b:,}.",
        f"In {year - 1} and {year} there were {b:,} and {a:,} {noun}, respectively.",
        f"Between {year - 1} and {year}, {noun} went from {b:,} to about {a:,}.",
    )
    place = source.random.randrange(4)
    source.blocks.append(kinds[place])
    hedge = "about " if place == 3 else ""
    source.state("change", f"In {year} {noun} came to {hedge}{a:,}", is_true=True)
    source.state("other end", f"In {year} {noun} came to {b:,}", is_true=False)


def agencies(source: Source) -> None:
    """The same sentence of several agencies."""
    kind, noun, year = source.random.choice(AGENCIES), source.random.choice(NOUNS), source.year()
    names = source.random.sample([*"ABCDEFGH", *map(str, range(1, 30))], 5)
    values = source.numbers(5, 2)
    told = [f"In {year} {kind} {a} had {b:,} {noun}." for a, b in zip(names, values, strict=True)]
    source.blocks.append(" ".join(told))
    one, other = source.two(5)
    for trial, value in (("agency", values[one]), ("other agency", values[other])):
        said = f"{kind} {names[one]} counted {value:,} {noun} in {year}"
        source.state(trial, said, is_true=trial == "agency")


def places_by_year(source: Source) -> None:
    """A table whose columns are years or places, in thousands or millions or neither."""
    noun, first, places = (
        source.random.choice(NOUNS),
        source.year(),
        source.random.sample(PLACES, 3),
    )
    factor, note = source.random.choice(
        ((1, ""), (1000, " (in thousands)"), (10**6, " (millions)"))
    )
    values = source.numbers(12)
    of = {
        (place, year): values[4 * n + year] for n, place in enumerate(places) for year in range(4)
    }
    heads = ["Sector", *(f"FY{first + year}" for year in range(4))]
    rows = [[place, *(f"{of[place, year]:,}" for year in range(4))] for place in places]
    if source.random.random() < 0.4:
        heads = ["Year", *places]
        rows = [
            [f"{first + year}", *(f"{of[each, year]:,}" for each in places)] for year in range(4)
        ]
    source.blocks.append((f"Table 2. {noun.capitalize()} recorded{note}", [heads, *rows]))
    (one, other), (year, last) = source.two(3), source.two(4)
    for trial, where in (
        ("table", (places[one], year)), ("other row", (places[other], year)),
        ("other column", (places[one], last)),
    ):  # fmt: skip
        said = f"In {first + year} there were {of[where] * factor:,} {noun} in {places[one]}"
        source.state(trial, said, is_true=trial == "table")


def measures(source: Source) -> None:
    """A table with a row for each year and columns of different things."""
    nouns, first, values = source.random.sample(NOUNS, 3), source.year(), source.numbers(9)
    rows = [
        [f"{first + row}", *(f"{value:,}" for value in values[3 * row : 3 * row + 3])]
        for row in range(3)
    ]
    source.blocks.append(("Indicators", [["Year", *(noun.capitalize() for noun in nouns)], *rows]))
    row, (one, other) = source.random.randrange(3), source.two(3)
    for trial, column in (("measure", one), ("other measure", other)):
        said = f"In {first + row} there were {values[3 * row + column]:,} {nouns[one]}"
        source.state(trial, said, is_true=trial == "measure")
    for trial, column in (("cell", one), ("other cell", other)):
        cells = [f"{first + row}", f"{values[3 * row + column]:,}"]
        heads = ["Year", nouns[one].capitalize()]
        source.tabulate(trial, heads, cells, is_true=trial == "cell")


def months(source: Source) -> None:
    """A table of months by year."""
    noun, first, values = source.random.choice(NOUNS), source.year(), source.numbers(24, 3, 5)
    names = MONTHS.split()
    rows = [
        [f"{first + row}", *(f"{value:,}" for value in values[12 * row : 12 * row + 12])]
        for row in range(2)
    ]
    heads = ["Year", *(name[:3] for name in names)]
    source.blocks.append((f"{noun.capitalize()} by month", [heads, *rows]))
    row, (one, other) = source.random.randrange(2), source.two(12)
    fields = f'title = "{noun.capitalize()} by month"\nunit = "{noun}"'
    for trial, month in (("month", one), ("other month", other)):
        point = f'at = "{first + row}-{one + 1:02}", value = {values[12 * row + month]}'
        source.chart(trial, fields, point, is_true=trial == "month")


def groups(source: Source) -> None:
    """A table of groups with a total, charted by parts."""
    noun, first = source.random.choice(NOUNS), source.year()
    names, values = source.random.sample(GROUPS, 3), source.numbers(6)
    rows = [
        [name, f"{a:,}", f"{b:,}"] for name, a, b in zip(names, values, values[3:], strict=False)
    ]
    total = ["Total", f"{sum(values[:3]):,}", f"{sum(values[3:]):,}"]
    heads = ["Group", f"FY{first}", f"FY{first + 1}"]
    source.blocks.append((f"{noun.capitalize()} by group", [heads, *rows, total]))
    one, other = source.two(3)
    fields = f'title = "{noun.capitalize()}"\nunit = "{noun}"\ncalendar = "us-fiscal"'
    for trial, group in (("group", one), ("other group", other)):
        point = f'at = "{first}", part = "{names[one]}", value = {values[group]}'
        source.chart(trial, fields, point, is_true=trial == "group")
    source.state("total", f"In FY{first} there were {total[1]} {noun} in all", is_true=True)


def accounts(source: Source) -> None:
    """A table with negative numbers in brackets."""
    first, values = source.year(), source.numbers(4, 3, 5)
    rows = [["Balance", f"({values[0]:,})", f"{values[1]:,}"]]
    rows += [["Lending", f"{values[2]:,}", f"({values[3]:,})"]]
    source.blocks.append(("Accounts ($ millions)", [["Item", str(first), str(first + 1)], *rows]))
    fields = 'title = "Balance"\nunit = "USD"\nscale = "million"'
    for trial, value in (("negative", -values[0]), ("sign", values[0])):
        point = f'at = "{first}", value = {value}'
        source.chart(trial, fields, point, is_true=trial == "negative")


def shares(source: Source) -> None:
    """A table with counts and shares, and a change in points."""
    noun, values = source.random.choice(NOUNS), source.numbers(3)
    countries = source.random.sample(["Chile", "Kenya", "Norway", "Peru", "Japan", "Malta"], 3)
    parts = [f"{value / 10}" for value in source.numbers(3, 3, 3)]
    rows = [list(row) for row in zip(countries, map("{:,}".format, values), parts, strict=True)]
    heads = ["Country", noun.capitalize(), "Percent of total"]
    source.blocks.append((f"{noun.capitalize()} by country", [heads, *rows]))
    source.blocks.append(f"The refused share of {noun} rose by {parts[0]} percentage points.")
    one, other = source.two(3)
    said = f"{countries[one]} had {{}} {noun}"
    source.state("count", said.format(f"{values[one]:,}"), is_true=True)
    source.state("share as count", said.format(parts[one]), is_true=False)
    source.state("share", said.format(f"{parts[one]} percent of all"), is_true=True)
    source.state("other share", said.format(f"{parts[other]} percent of all"), is_true=False)
    points = f"The refused share of {noun} rose by {parts[0]} "
    source.state("points", f"{points}percentage points", is_true=True)
    source.state("points as percent", f"{points}percent", is_true=False)


def units(source: Source) -> None:
    """Lengths and shares in cells, with their units."""
    names = source.random.sample(["Northern", "Southern", "Harbor", "Valley", "Coast"], 3)
    lengths, parts = source.numbers(3, 2, 3), source.numbers(3, 2, 2)
    told = zip(names, lengths, parts, strict=True)
    rows = [[f"{name} line", f"{length} km", f"{part}%"] for name, length, part in told]
    source.blocks.append(("The network", [["Line", "Length", "Share electrified"], *rows]))
    one, other = source.two(3)
    line = f"{names[one]} line"
    source.state("unit", f"The {line} is {lengths[one]} km long", is_true=True)
    source.state("other unit", f"The {line} is {lengths[one]} miles long", is_true=False)
    part = f"On the {line}, {parts[other]} percent is electrified"
    source.state("other line", part, is_true=False)


def ranges(source: Source) -> None:
    """A range in a sentence, charted by its ends."""
    noun, year = source.random.choice(NOUNS), source.year()
    low, high = sorted(source.numbers(2, 2, 3))
    kinds = ("between {} and {} {}", "from {} to {} {}", "{}–{} {}", "{}-{} {}")
    said = source.random.choice(kinds).format(low, high, noun)
    source.blocks.append(f"In {year} the valley lost {said} a month, observers said.")
    fields = f'title = "{noun.capitalize()} lost in the valley"\nunit = "{noun}"'
    point = f'at = "{year}", low = {low}, high = {high}'
    source.chart("range", fields, point, is_true=True)
    wrong = altered(source, high)
    source.chart("range", fields, f'at = "{year}", high = {wrong}', is_true=wrong in {low, high})


def words(source: Source) -> None:
    """Numbers in words, money by its signs, marks of footnotes, signs as hedges."""
    noun, year, value = source.random.choice(NOUNS), source.year(), source.number(4, 7)
    number, said, wrong = source.random.choice(SPELLED)
    source.blocks.append(f"Some said that {said} {noun} were pending in {year}; nobody knew.")
    source.state("words", f"In {year}, {number:,} {noun} were pending", is_true=True)
    source.state("other words", f"In {year}, {wrong:,} {noun} were pending", is_true=False)
    written, stated, other = source.random.choice(MONEY)
    source.blocks.append(f"The fund was worth {written} at the end of {year}.")
    source.state("money", f"At the end of {year} the fund had {stated}", is_true=True)
    source.state("other money", f"At the end of {year} the fund had {other}", is_true=False)
    mark = source.random.choice(["3", "12", "¹", "[4]"])
    source.blocks.append(f"In {year} the county had {value:,}{mark} {noun} on its books.")
    source.state("mark", f"In {year} the county had {value:,} {noun}", is_true=True)


SHAPES: tuple[Shape, ...] = (
    sentence, years, change, agencies, places_by_year, measures, months, groups, accounts, shares,
    units, ranges, words,
)  # fmt: skip


def _as_text(blocks: list[Block]) -> tuple[bytes, str]:
    def said(block: Block) -> str:
        if isinstance(block, str):
            return textwrap.fill(block, 74, break_on_hyphens=False)
        if isinstance(block, list):
            return "\n".join(f"- {line}" for line in block)
        title, rows = block
        return "\n".join([title, *("".join(cell.ljust(20) for cell in row) for row in rows)])

    return "\n\n".join(map(said, blocks)).encode(), "source.txt"


def _as_markdown(blocks: list[Block]) -> tuple[bytes, str]:
    def said(block: Block) -> str:
        if isinstance(block, str):
            return block.replace("$", "\\$")
        if isinstance(block, list):
            return "\n".join(f"- {line}" for line in block)
        title, (heads, *rows) = block
        lines = [heads, ["---"] * len(heads), *rows]
        return f"**{title}**\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)

    return "\n\n".join(map(said, blocks)).encode(), "source.md"


def _as_html(blocks: list[Block]) -> tuple[bytes, str]:
    def said(block: Block) -> str:
        if isinstance(block, str):
            return f"<p>{escape(block)}</p>"
        if isinstance(block, list):
            return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in block) + "</ul>"
        title, (heads, *rows) = block
        cells = "".join(f"<th>{head}</th>" for head in heads)
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table><caption>{escape(title)}</caption><tr>{cells}</tr>{body}</table>"

    return f"<html><body>{''.join(map(said, blocks))}</body></html>".encode(), "source.html"


def _as_pdf(blocks: list[Block]) -> tuple[bytes, str]:
    def safe(text: str) -> str:
        return "".join(f"\\{sign}" if sign in "#$*_[]<>@`\\~-" else sign for sign in text)

    def said(block: Block) -> str:
        if isinstance(block, str):
            return safe(block)
        if isinstance(block, list):
            return "\n".join(f"- {safe(line)}" for line in block)
        title, rows = block
        cells = ", ".join(f"[{safe(cell)}]" for row in rows for cell in row)
        return f"{safe(title)}\n\n#table(columns: {len(rows[0])}, {cells})"

    page = "#set page(width: 24cm, height: 26cm)\n#set text(size: 9pt)\n"
    return typst.compile((page + "\n\n".join(map(said, blocks))).encode()), "source.pdf"


FILES: dict[str, Callable[[list[Block]], tuple[bytes, str]]] = {
    "text": _as_text, "markdown": _as_markdown, "html": _as_html, "pdf": _as_pdf,
}  # fmt: skip


def planted(seed: int, form: str) -> Iterator[Planted]:
    """Yield the numbers of one made source: of every second shape."""
    source = Source(seed)
    for shape in source.random.sample(SHAPES, 6):
        shape(source)
    yield from source.planted(form)
