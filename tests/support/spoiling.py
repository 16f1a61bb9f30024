"""Good briefings, spoiled as authors spoil them, where the exact repair is known: the good file, to the byte.

First comments are put everywhere, whose words look like TOML; then some statements are written wrongly. Each maker yields what
can be spoiled about one statement.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefdeck.check.fixing import fixed
from briefdeck.loader.scan import Spot, Spots, scan
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.problem import KeyPath
from support.briefings import random_toml

TESTS = Path(__file__).parents[1]
SMALL = (
    TESTS / "support" / "good.toml",
    TESTS / "support" / "condensed.toml",
    TESTS / "output" / "harbor-tunnel.toml",
)
SHIPPED = tuple(sorted((TESTS.parent / "briefings").glob("*.toml")))
COMMENTS = (
    "# a comment",
    "#",
    '# title = "x", [[events]]',
    "# It's “quoted”, and ends with ]",
    '# """',
    "# a = 1,000 }",
    "#\t国境 — Mérida",
)
NOT_A_WORD = r"(?i:true|false|yes|no|on|off|null|none|nil|nan|inf|undefined)"
NEXT_STATEMENT = r"\n+(?:[\w-]+ = |\[|#|\Z)|\Z"
LOOKED_AT = 400
"""Statements of a file that are looked at, at most."""


class Spoil(NamedTuple):
    """What is written in the place of a part of a good text."""

    name: str
    start: int
    end: int
    text: str


class Statement(NamedTuple):
    """A statement of a good text, with where it stands in that, and where all else does."""

    text: str
    spots: Spots
    path: KeyPath
    spot: Spot

    @property
    def key(self) -> str:
        return str(self.path[-1])

    @property
    def raw(self) -> str:
        return self.text[self.spot.start : self.spot.end]

    @property
    def words(self) -> str:
        """What a string of one line says, where it is written without escapes; else nothing."""
        return plain(self.raw)

    @property
    def behind(self) -> str:
        """All that follows the value."""
        return self.text[self.spot.end :]

    @property
    def items(self) -> list[Spot]:
        """The items of a list."""
        paths = [(*self.path, number) for number in range(99)]
        return [self.spots[path] for path in paths if path in self.spots]

    def spoil(self, name: str, text: str) -> Spoil:
        """What is written for the value."""
        return Spoil(name, self.spot.start, self.spot.end, text)


def plain(raw: str) -> str:
    found = re.fullmatch(r'"([^"\\\n]+)"', raw)
    return found[1] if found else ""


def good_text(rng: random.Random, paths: tuple[Path, ...]) -> str:
    """A briefing in which nothing is left to fix, with comments everywhere: one of the files, or a random one."""
    text = random_toml(rng.randrange(10**6), 3)
    if rng.random() < 0.7:
        text = rng.choice(paths).read_text(encoding="utf-8")
    return fixed(with_comments(text, rng).encode(), "example").state.loaded.text


def with_comments(text: str, rng: random.Random) -> str:
    """The text with comments behind statements and items, and between lines."""
    places: dict[int, str] = {}
    for path, spot in scan(text).items():
        begins_a_line = text.rfind("\n", 0, spot.key_start) + 1 == spot.key_start
        ends_a_line = text[spot.end : spot.end + 1] in {"\n", ""}
        if begins_a_line and ends_a_line and rng.random() < 0.3:
            below = f"\n{rng.choice(COMMENTS)}" if rng.random() < 0.3 else ""
            places[spot.end] = f" {rng.choice(COMMENTS)}{below}"
        if isinstance(path[-1], int) and text.startswith(",\n", spot.end) and rng.random() < 0.3:
            places[spot.end + 1] = f"  {rng.choice(COMMENTS)}"
    for place in sorted(places, reverse=True):
        text = text[:place] + places[place] + text[place:]
    return text


def spoiled(good: str, rng: random.Random, most: int) -> tuple[str, list[str]]:
    """The text with some of its statements spoiled, two lines at least apart, and the names of how."""
    statements = list(_statements(good))
    rng.shuffle(statements)
    found: dict[str, list[Spoil]] = {}
    for make in MAKERS:
        for statement in statements[:LOOKED_AT]:
            for spoil in make(statement, rng):
                found.setdefault(spoil.name, []).append(spoil)
    names = rng.sample(list(found), min(most, len(found)))
    chosen: list[Spoil] = []
    for spoil in [rng.choice(found[name]) for name in names]:
        if all(_are_apart(good, spoil, other) for other in chosen):
            chosen.append(spoil)
    text = good
    for spoil in sorted(chosen, key=lambda spoil: spoil.start, reverse=True):
        text = text[: spoil.start] + spoil.text + text[spoil.end :]
    return text, [spoil.name for spoil in chosen]


def saved(rng: random.Random) -> Callable[[str], bytes]:
    """How a text is saved: with which line ends, with a mark of byte order or without."""
    end, mark = rng.choice(["\n", "\r\n"]), rng.choice([b"\xef\xbb\xbf", b"", b""])
    return lambda text: mark + text.replace("\n", end).encode()


def _are_apart(text: str, one: Spoil, other: Spoil) -> bool:
    first, second = sorted((one, other), key=lambda spoil: spoil.start)
    return first.end < second.start and text.count("\n", first.end, second.start) > 2


def _statements(text: str) -> Iterator[Statement]:
    """The headers, and the statements that begin a line."""
    spots = scan(text)
    for path, spot in spots.items():
        begins_a_line = text.rfind("\n", 0, spot.start) + 1 in {spot.start, spot.key_start}
        if begins_a_line and not text.startswith("{", spot.start):
            yield Statement(text, spots, path, spot)


def _keys(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    key, spot = given.key, given.spot
    if given.text[spot.key_end : spot.start] != " = ":
        return
    other = key.replace("_", "-") if "_" in key else key.replace("-", "_")
    habits = {"see": "related", "cites": "citations", "URL": "link", "container-title": "journal"}
    if given.path[0] in {"findings", "events", "eras", "programs"}:
        habits["text"] = "description"
    for name, wrong in (
        ("key-in-capitals", key.capitalize()),
        ("key-with-the-other-sign", other),
        ("habit", habits.get(key, key) if len(given.path) == 3 else key),
    ):
        if wrong != key:
            yield Spoil(name, spot.key_start, spot.key_end, wrong)
    yield Spoil("colon", spot.key_end, spot.start, ": ")
    if re.match(r'["\[{\d]', given.raw):
        yield Spoil("no-equals", spot.key_end, spot.start, " ")
    yield Spoil("odd-blank", spot.start - 1, spot.start, "\u00a0")
    yield Spoil("fullwidth-equals", spot.key_end + 1, spot.key_end + 2, "\uff1d")


def _quotes(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    words, (start, end) = given.words, (given.spot.start, given.spot.end)
    if not words:
        return
    if not set("“”‘’«»„") & set(words):
        yield given.spoil("curly-quotes", f"“{words}”")
    is_word = re.fullmatch(r"[A-Za-z][^#,;\[\]{}=\"'\\$€£@]*[\w.]", words)
    is_dated = given.key in {"date", "span", "as_of", "issued", "accessed"}
    if is_word and not is_dated and not re.fullmatch(NOT_A_WORD, words):
        yield given.spoil("no-quotes", words)
        yield Spoil("no-opening-quote", start, start + 1, "")
    is_closed_by_its_line = re.match(NEXT_STATEMENT, given.behind)
    if is_closed_by_its_line and words[-1] not in "\"'”’]},;" and "#" not in words:
        yield Spoil("no-closing-quote", end - 1, end, "")


def _texts(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    words, spot = given.words, given.spot
    if not words:
        return
    yield Spoil("trailing-comma", spot.end, spot.end, ",")
    yield Spoil("trailing-semicolon", spot.end, spot.end, ";")
    yield given.spoil("text-in-a-list", f'["{words}"]')
    line_end = given.text.find("\n", spot.end)
    if line_end == spot.end:
        yield Spoil("key-twice", line_end, line_end, f"\n{given.key} = {given.raw}")
        yield Spoil("key-by-habit-too", line_end, line_end, f"\n{given.key.upper()} = {given.raw}")
        yield Spoil("nothing", line_end, line_end, "\nplace = null")
    if re.match(r"\n[\w-]+ = ", given.behind):
        yield Spoil("two-on-a-line", spot.end, spot.end + 1, "  ")
    letters = [at for at in range(1, len(words)) if words[at - 1 : at + 1].isalpha()]
    if letters and given.key in {"text", "title", "bluf", "publisher"} and words.isascii():
        at = spot.start + 1 + rng.choice(letters)
        unseen = rng.choice(["\u200b", "\u202e", "\u00ad", "\\u200b"])
        yield Spoil("unseen-character", at, at, unseen)
        yield Spoil("control-character", at, at, "\x07")


def _words(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    words, raw, start = given.words, given.raw, given.spot.start
    types = {
        "article-journal": "journalArticle",
        "webpage": "website",
        "chapter": "incollection",
        "thesis": "phdthesis",
        "paper-conference": "inproceedings",
    }
    if given.key == "DOI":
        yield Spoil("doi-with-address", start + 1, start + 1, "https://doi.org/")
    if given.key == "language" and "-" in words:
        yield given.spoil("language-with-underscore", f'"{words.replace("-", "_")}"')
    if given.key == "kind":
        yield given.spoil("word-in-capitals", f'"{words.capitalize()}"')
    if given.key == "type" and given.path[0] == "sources" and words in types:
        yield given.spoil("type-of-others", f'"{types[words]}"')
    if given.key == "priority":
        yield given.spoil("whole-number-in-quotes", f'"{raw}"')
    if raw in {"true", "false"}:
        yield given.spoil("truth-in-capitals", raw.capitalize())
    if hours := re.fullmatch(r'"PT(\d+)H"', raw):
        yield given.spoil("duration-in-words", f'"{hours[1]} hours"')
    if re.fullmatch(r'"[^"\\\n#,;=]*\\"[^"\\\n#,;=]+\\"[^"\\\n#,;=]+"', raw):
        yield given.spoil("quotes-inside", raw.replace('\\"', '"'))
    yield from _ids(given)


def _ids(given: Statement) -> Iterator[Spoil]:
    """An id with capitals and blanks, to which nothing else refers."""
    words = given.words
    if given.key == "id" and re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)+", words):
        uses = re.findall(rf"(?<![\w-]){words}(?![\w-])", given.text)
        if len(uses) == 1:
            yield given.spoil("bad-id", f'"{words.replace("-", " ").title()}!"')


def _prose(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    raw, start = given.raw, given.spot.start
    if given.key != "text" or given.path[0] not in {"findings", "events", "key_points"}:
        return
    for cite in re.finditer(r"\[@[a-z0-9-]+(?:, p\. \d+)?\](?=[.\n])", raw):
        rest = raw[cite.end() :].removesuffix('"""').removesuffix('"')
        if "`" not in raw and re.match(r"[.,]*(?:\s[^\[\]]*)?(?:\[|\Z)", rest):
            yield Spoil("open-citation", start + cite.end() - 1, start + cite.end(), "")
    for bold in re.finditer(r"(?<![*\w])\*\*([\w ,]+)\*\*(?![*\w])", raw):
        yield Spoil("html", start + bold.start(), start + bold.end(), f"<b>{bold[1]}</b>")


def _dates(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    words = given.words
    if given.key not in {"date", "span", "issued", "accessed", "as_of"}:
        return
    if re.fullmatch(r"\d{4}-\d\d|\d{4}/\d{4}|\d{4}[~?]|\d{3}X|\d{4}/\.\.", words):
        yield given.spoil("bare-date", words)
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", words):
        said = date_words(Edtf.parse(words))
        yield given.spoil("date-in-words", f'"{said}"')
        yield given.spoil("date-in-words-without-quotes", said)
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        yield given.spoil("german-date", f'"{day[3]}.{day[2]}.{day[1]}"')
    if span := re.fullmatch(r"(\d{4})/(\d{4})", words):
        yield given.spoil("span-with-a-dash", f'"{span[1]}–{span[2]}"')
        yield given.spoil("span-in-words", f'"from {span[1]} to {span[2]}"')
    if re.fullmatch(r"\d{4}~", words):
        yield given.spoil("circa", f'"c. {words[:-1]}"')


def _lists(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    raw, items = given.raw, given.items
    written = [given.text[item.start : item.end] for item in items]
    is_one_line = "\n" not in raw and raw == f"[{', '.join(written)}]"
    if not written or not is_one_line:
        return
    if len(items) == 1 and not written[0].startswith("["):
        yield given.spoil("item-without-brackets", written[0])
    if re.match(r"\n+(?:[\w-]+ = |\[\[|\[[a-z])", given.behind):
        yield given.spoil("open-list", raw[:-1])
    if len(items) > 1:
        number = rng.randrange(1, len(items))
        yield given.spoil(
            "missing-comma", f"[{', '.join(written[:number])} {', '.join(written[number:])}]"
        )
        if (
            all(re.fullmatch(r'"[\w-]+(?: [\w-]+)?"', text) for text in written)
            and given.key != "cites"
        ):
            yield given.spoil("items-in-one-text", f'"{", ".join(map(plain, written))}"')


def _cites(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    for item in given.items if given.key == "cites" else ():
        raw = given.text[item.start : item.end]
        if words := plain(raw):
            yield Spoil("id-in-capitals", item.start, item.end, f'"{words.upper()}"')
            yield Spoil("id-with-at", item.start, item.end, f'"@{words}"')
        if found := re.fullmatch(r'\{ source = "([\w-]+)", at = "([^"\\,]+)" \}', raw):
            yield Spoil("place-in-a-text", item.start, item.end, f'"{found[1]}, {found[2]}"')
            yield Spoil("place-in-brackets", item.start, item.end, f'"[@{found[1]}, {found[2]}]"')
            comma = item.start + raw.index(",")
            yield Spoil("missing-comma-in-table", comma, comma + 1, "")
            if not given.text.startswith(', "', item.end):
                yield Spoil("open-table", item.end - 2, item.end, "")


def _points(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    for number in range(len(given.items) if given.key == "points" else 0):
        value, low, high = (
            given.spots.get((*given.path, number, key)) for key in ("value", "low", "high")
        )
        if value is not None:
            raw = given.text[value.start : value.end]
            yield Spoil("number-in-quotes", value.start, value.end, f'"{raw}"')
            if re.fullmatch(r"\d{4,9}", raw):
                yield Spoil("commas-in-a-number", value.start, value.end, f"{int(raw):,}")
                yield Spoil("commas-in-quotes", value.start, value.end, f'"{int(raw):,}"')
            if raw.startswith("0."):
                yield Spoil("no-zero", value.start, value.start + 1, "")
        if low is not None and high is not None and low.start < high.start:
            lowest, highest = (given.text[spot.start : spot.end] for spot in (low, high))
            between = given.text[low.end : high.start]
            if lowest != highest:
                yield Spoil("swapped-range", low.start, high.end, highest + between + lowest)


def _order(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    """Points in another order, or there twice."""
    items = given.items
    if (
        given.key != "points"
        or len(items) < 2
        or re.search("#|comparable|part|category", given.raw)
    ):
        return
    first, second = items[0], items[1]
    one, other = (given.text[item.start : item.end] for item in (first, second))
    between = given.text[first.end : second.start]
    dates = [re.findall(r'at = "(\d{4})"', item) for item in (one, other)]
    if all(dates) and dates[0] != dates[1]:
        yield Spoil("order", first.start, second.end, other + between + one)
        yield Spoil("point-twice", first.end, first.end, between + one)


def _headers(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    raw, spot, table = given.raw, given.spot, str(given.path[0])
    if len(given.path) != 2 or not raw.startswith("[["):
        return
    if given.behind.startswith("\n"):
        yield given.spoil("half-a-header", raw[:-1])
        yield given.spoil("open-header", raw[:-2])
    if re.match(r"\n[\w-]+ = ", given.behind):
        yield Spoil("header-and-key", spot.end, spot.end + 1, " ")
    yield given.spoil("half-an-opening", raw[1:])
    if (table, 1) not in given.spots:
        yield given.spoil("single-brackets", raw[1:-1])
        if table in {"findings", "events", "eras", "terms", "sources", "tables", "sections"}:
            yield given.spoil("table-in-the-singular", f"[[{table[:-1]}]]")


def _file(given: Statement, rng: random.Random) -> Iterator[Spoil]:
    """What there is once in a file, and comments."""
    text = given.text
    if given.path == ("format",) and text.startswith("format = 1\n\n"):
        yield Spoil("no-format", 0, len("format = 1\n\n"), "")
        yield given.spoil("format-in-quotes", '"1"')
        yield given.spoil("format-as-fraction", "1.0")
        exception = '\n[[exceptions]]\nrule = "long-bluf"\nreason = "so"\n'
        yield Spoil("useless-exception", len(text), len(text), exception)
    if given.path == ("briefing", "title") and text[: given.spot.key_start].endswith(
        "[briefing]\n"
    ):
        end = text.find("\n", given.spot.end) + 1
        line = text[given.spot.key_start : end]
        yield Spoil(
            "key-at-the-top", given.spot.key_start - len("[briefing]\n"), end, f"{line}[briefing]\n"
        )
    if given.behind.startswith("\n# a comment\n"):
        at = given.spot.end + 1
        yield Spoil("other-comment", at, at + 1, rng.choice(["//", "--", ";"]))
    if re.match(r"\n(?!\n)", given.behind):
        yield Spoil("carriage-return", given.spot.end, given.spot.end + 1, "\r")


MAKERS: tuple[Callable[[Statement, random.Random], Iterator[Spoil]], ...] = (
    *(_keys, _quotes, _texts, _words, _prose, _dates, _lists),
    *(_cites, _points, _order, _headers, _file),
)
