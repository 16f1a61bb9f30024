"""Defects to seed into a good briefing, each with the rule that must find it and the line that it must name.

A defect is a few entries of its own; a line that ends with `⟪rule⟫` is where that rule must find it. `{n}` makes its ids
unique. Defects are put between the entries of a briefing, in any order, many at once.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Expected = Counter[tuple[str, int]]
"""(rule, line) → how often."""

_MARK = re.compile(r" ?⟪([a-z-]+)⟫")
_ENTRY = re.compile(r"^\[\[[a-z_]+\]\]", re.MULTILINE)


@dataclass(frozen=True)
class Defect:
    """Lines to put between entries, or (in_front) below `[briefing]`."""

    name: str
    lines: str
    in_front: bool = False

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that must find it."""
        return tuple(_MARK.findall(self.lines))


def seed(text: str, defects: Iterable[Defect], rng: random.Random) -> tuple[str, Expected]:
    """A briefing's text with the defects in it, and what must be found where."""
    pieces = _pieces(text)
    front: list[str] = []
    for number, defect in enumerate(defects):
        lines = defect.lines.strip("\n").replace("{n}", str(number)) + "\n"
        if defect.in_front:
            front.append(lines)
        else:
            pieces.insert(rng.randrange(1, len(pieces) + 1), lines + "\n")
    marked = "".join(pieces).replace("[briefing]\n", "[briefing]\n" + "".join(front), 1)
    expected: Expected = Counter()
    for line, words in enumerate(marked.split("\n"), 1):
        expected.update((rule, line) for rule in _MARK.findall(words))
    return _MARK.sub("", marked), expected


def found(problems: Iterable[object]) -> Expected:
    """(rule, line) of problems, counted."""
    return Counter((each.rule, each.place.line if each.place else 0) for each in problems)  # type: ignore[attr-defined]  # Problem


def names(defects: Sequence[Defect]) -> list[str]:
    """The defects' names, for test ids."""
    return [defect.name for defect in defects]


def _pieces(text: str) -> list[str]:
    """A briefing's text cut before each entry; the first piece is its front matter."""
    starts = [0, *(match.start() for match in _ENTRY.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _event(
    lines: str,
    *,
    title: str = 'title = "Seeded"',
    date: str = "date = 2001",
    entry_id: str = 'id = "seeded-{n}"',
) -> str:
    return "\n".join(line for line in ("[[events]]", entry_id, title, date, lines) if line)


def _series(points: str, more: str = "") -> str:
    return f'[[series]]\nid = "seeded-{{n}}"\ntitle = "Seeded"\nunit = "people"\n{more}points = [\n{points}\n]'


def _table(rows: str) -> str:
    return f'[[tables]]\nid = "seeded-{{n}}"\ntitle = "Seeded"\ncolumns = ["a", "b"]\nrows = [\n["x", 1],\n{rows}\n]'


def _source(name: str, more: str) -> str:
    return f'[[sources]]\nid = "{name}-{{n}}"\ntype = "report"\ntitle = "Seeded"\n{more}'


SYNTAX_DEFECTS: tuple[Defect, ...] = (
    Defect("bare-date", _event("", date="date = 2001-02 ⟪syntax⟫")),
    Defect("bare-interval", _event("", date="date = 2001/2002 ⟪syntax⟫")),
    Defect("bare-word", _event("place = Pier ⟪syntax⟫")),
    Defect("open-text", _event('place = "Pier ⟪syntax⟫\ntags = ["a"]')),
    Defect("open-long-text", _event('text = """ ⟪syntax⟫\nSome words.\n')),
    Defect("open-list", _event('tags = ["a", ⟪syntax⟫\n"b"\nplace = "x"')),
    Defect("missing-comma", _event('tags = ["a" "b"] ⟪syntax⟫')),
    Defect("missing-equals", _event('place "Pier" ⟪syntax⟫')),
    Defect("colon", _event('place: "Pier" ⟪syntax⟫')),
    Defect("no-value", _event("place = ⟪syntax⟫")),
    Defect("curly-quotes", _event("place = “Pier” ⟪syntax⟫")),
    Defect("quote-inside", _event('place = "the "old" pier" ⟪syntax⟫')),
    Defect("backslash", _event('place = "C:\\Pier" ⟪syntax⟫')),
    Defect("commas-in-number", _series("{ at = 2001, value = 1,000 }, ⟪syntax⟫")),
    Defect("capital-truth", _table("[True, 1], ⟪syntax⟫")),
    Defect("accent-in-key", _event('título = "x" ⟪syntax⟫')),
    Defect("merge-conflict", _event("<<<<<<< HEAD ⟪syntax⟫")),
    Defect("stray-prose", _event("The boat left. ⟪syntax⟫")),
    Defect("open-header", '[[events] ⟪syntax⟫\nid = "seeded-{n}"\ntitle = "Seeded"\ndate = 2001'),
    Defect("two-on-a-line", _event('place = "x" tags = ["a"] ⟪syntax⟫')),
    Defect("duplicate-key", _event('place = "x"\nplace = "y" ⟪duplicate-key⟫')),
    Defect("nested", _event("x = " + "[" * 500 + " ⟪nesting⟫")),
)
"""Defects that keep their entry from being parsed."""

TYPE_DEFECTS: tuple[Defect, ...] = (
    Defect("unknown-key", _event('plase = "x" ⟪unknown-key⟫')),
    Defect("unknown-key-in-front", 'colour = "red" ⟪unknown-key⟫', in_front=True),
    Defect("unknown-table", '[[evvents_{n}]] ⟪unknown-table⟫\nid = "x"'),
    Defect("missing-required", '[[events]] ⟪missing-key⟫\nid = "seeded-{n}"\ntitle = "Seeded"'),
    Defect("misspelled-required", _event("", title='titel = "x" ⟪unknown-key⟫')),
    Defect("wrong-type", _event("", title="title = 5 ⟪wrong-type⟫")),
    Defect("text-for-list", _event('tags = "x" ⟪wrong-type⟫')),
    Defect("number-in-list", _event("tags = [\n1, ⟪wrong-type⟫\n]")),
    Defect("author-as-text", _source("seeded", 'author = ["Pia Berg"] ⟪wrong-type⟫')),
    Defect("nameless-author", _source("seeded", "author = [\n{}, ⟪missing-key⟫\n]")),
    Defect("wrong-word", _event('kind = "facts" ⟪unknown-value⟫')),
    Defect("bad-date", _event("", date='date = "May 2001" ⟪bad-date⟫')),
    Defect("impossible-date", _event("", date='date = "2001-02-30" ⟪bad-date⟫')),
    Defect(
        "backward-interval",
        '[[eras]]\nid = "seeded-{n}"\ntitle = "x"\nspan = "2005/2001" ⟪bad-date⟫',
    ),
    Defect("bad-id", _event("", entry_id='id = "Seeded {n}" ⟪bad-id⟫')),
    Defect("bad-digest", _source("seeded", 'sha256 = "9F86" ⟪bad-digest⟫')),
    Defect("missing-id", _event("", entry_id="").replace("[[events]]", "[[events]] ⟪missing-key⟫")),
    Defect("blank-title", _event("", title='title = " " ⟪empty-value⟫')),
    Defect("silent-key-point", '[[key_points]] ⟪missing-key⟫\nid = "seeded-{n}"'),
    Defect("no-points", _series("").replace("points = [", "points = [ ⟪too-few⟫")),
    Defect("point-without-place", _series("{ at = 2001, value = 1 },\n{ value = 1 }, ⟪bad-point⟫")),
    Defect("point-with-both", _series('{ at = 2001, category = "x", value = 1 }, ⟪bad-point⟫')),
    Defect("point-without-value", _series("{ at = 2001 }, ⟪bad-point⟫")),
    Defect("number-in-quotes", _series('{ at = 2001, value = "1" }, ⟪wrong-type⟫')),
    Defect("not-a-number", _series("{ at = 2001, value = nan }, ⟪bad-number⟫")),
    Defect("huge-number", _series("{ at = 2001, value = 1e30 }, ⟪bad-number⟫")),
    Defect("swapped-range", _series("{ at = 2001, low = 2, high = 1 }, ⟪bad-point⟫")),
    Defect(
        "mixed-points",
        _series(
            '{ at = 2001, value = 1 },\n{ at = 2002, value = 1 },\n{ category = "x", value = 1 }, ⟪mixed-points⟫'
        ),
    ),
    Defect("bad-measure", _series("{ at = 2001, value = 1 },", more='measure = "A B" ⟪bad-id⟫\n')),
    Defect("short-row", _table('["x"], ⟪table-row⟫')),
    Defect("long-row", _table('["x", 1, 2], ⟪table-row⟫')),
    Defect("date-in-cell", _table('["x", 2001-01-01], ⟪wrong-type⟫')),
    Defect(
        "priority-zero",
        '[[recommendations]]\nid = "seeded-{n}"\ntext = "x"\npriority = 0 ⟪out-of-range⟫',
    ),
    Defect("reasonless", '[[exceptions]]\nrule = "x"\nreason = "" ⟪empty-value⟫'),
    Defect("sourceless-cite", _event('cites = [\n{ at = "p. 1" }, ⟪missing-key⟫\n]')),
)
"""Defects that parse, and are not what the types want."""

LINK_DEFECTS: tuple[Defect, ...] = (
    Defect(
        "duplicate-id",
        _event("") + "\n\n" + _event("", entry_id='id = "seeded-{n}" ⟪duplicate-id⟫'),
    ),
    Defect("dangling-cite", _event('cites = ["nobody-{n}"] ⟪unknown-id⟫')),
    Defect(
        "dangling-cite-in-prose",
        _event('text = """\nSome words\n[@nobody-{n}, p. 1]. ⟪unknown-id⟫\n"""'),
    ),
    Defect(
        "dangling-link-in-prose",
        _event('text = """\nSome words\nand [[nothing-{n}|more]]. ⟪unknown-id⟫\n"""'),
    ),
    Defect("dangling-see", _event('see = [\n"nothing-{n}", ⟪unknown-id⟫\n]')),
    Defect("dangling-era", _event('era = "nothing-{n}" ⟪unknown-id⟫')),
    Defect(
        "dangling-in-broken-entry",
        _event('era = "nothing-{n}" ⟪unknown-id⟫', date='date = "x" ⟪bad-date⟫'),
    ),
    Defect("era-that-is-an-event", _event('era = "seeded-{n}" ⟪wrong-kind-of-id⟫')),
    Defect("cite-of-an-event", _event('cites = ["seeded-{n}"] ⟪wrong-kind-of-id⟫')),
    Defect("voice-of-an-event", _event('voice = "seeded-{n}" ⟪wrong-kind-of-id⟫')),
    Defect("own-origin", _source("seeded", 'origin = "seeded-{n}" ⟪circular⟫')),
    Defect(
        "unknown-in-exception",
        '[[exceptions]]\nrule = "x"\nreason = "y"\nentries = ["nothing-{n}"] ⟪unknown-id⟫',
    ),
)
"""Defects between entries."""

CIRCLE = Defect(
    "circle",
    _source("one", 'origin = "two-{n}"') + "\n\n" + _source("two", 'origin = "one-{n}" ⟪circular⟫'),
)
"""Its parts must stay in this order, which they do as one block."""

LOAD_DEFECTS: tuple[Defect, ...] = (*SYNTAX_DEFECTS, *TYPE_DEFECTS, *LINK_DEFECTS, CIRCLE)
