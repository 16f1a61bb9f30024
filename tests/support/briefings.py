# ruff: noqa: ARG002 - the writers of all tables share a signature
"""Random briefings, valid and varied, the same for the same seed: as raw data, as TOML text, as Structs."""

import json
import random
from collections.abc import Mapping
from typing import Any

import msgspec
from hypothesis import strategies as st

from briefdeck.model.briefing import TABLES, Briefing
from briefdeck.model.codec import BUILTIN_TYPES, dec_hook

Raw = dict[str, Any]
Counts = Mapping[str, int]

_WORDS = (
    "aid", "agreement", "border", "budget", "commission", "congress", "corridor", "cooperation", "court",
    "customs", "data", "delay", "drug", "election", "export", "extradition", "figure", "force", "funding",
    "homicide", "initiative", "intelligence", "judge", "law", "minister", "murder", "office", "operation",
    "police", "policy", "port", "president", "program", "reform", "report", "review", "risk", "security",
    "share", "strategy", "summit", "task", "threat", "trade", "training", "treaty", "trust", "visit",
    "weapon", "year", "Mérida", "Peña", "Nieto", "México", "Ñuñoa", "Straße", "国境", "Ελλάδα", "Київ",
)  # fmt: skip
_WITH_TEXT = frozenset(
    {"key_points", "findings", "recommendations", "quotations", "sections", "eras"}
)
_ERAS = 10
_LOCATORS = ("p. 1", "p. 9", "pp. 12–14", "table 2", "§3", "fig. 4", "note 7", None, None)
_TAGS = ("aid", "drugs", "migration", "trade", "courts", "police")
_PROGRAM_TYPES = ("agreement", "law", "strategy", "aid", "operation", "force", "policy")
_SPOILERS = (
    "", "\n", "\r", '"', "'", '"""', "[", "]", "{", "}", "=", ".", ",", "#", "\\", " ", "1", "9" * 30,
    "“", "\x1b", "\u202e", "\0",
)  # fmt: skip
_SOURCE_TYPES = (
    "report",
    "article-journal",
    "article-newspaper",
    "book",
    "webpage",
    "legislation",
    "thesis",
)


def random_raw(seed: int, size: int = 6) -> Raw:
    """A valid briefing as `tomllib` would give it; `size` is about how many entries each table has (0 to size)."""
    return _Author(random.Random(seed), size).briefing()


def random_briefing(seed: int, size: int = 6) -> Briefing:
    """A random briefing, decoded."""
    return decode(random_raw(seed, size))


def random_toml(seed: int, size: int = 6) -> str:
    """A random briefing as the text of its file."""
    return to_toml(random_raw(seed, size))


def spoiled(text: str, dice: random.Random, most: int) -> str:
    """The text with one to `most` of its characters doubled, taken away or replaced by TOML's signs and controls."""
    chars = list(text)
    for _ in range(dice.randint(1, most)):
        place = dice.randrange(len(chars))
        chars[place] = dice.choice((*_SPOILERS, chars[place] * 2))
    return "".join(chars)


def briefings(*, max_size: int = 6) -> st.SearchStrategy[Briefing]:
    """Random briefings for property tests."""
    return st.builds(random_briefing, st.integers(0, 2**32 - 1), st.integers(0, max_size))


def raw_briefings(*, max_size: int = 6) -> st.SearchStrategy[Raw]:
    """Random briefings as raw data for property tests."""
    return st.builds(random_raw, st.integers(0, 2**32 - 1), st.integers(0, max_size))


def big_briefing_toml(size: int) -> str:
    """A briefing of at least `size` bytes (and less than two entries more), varied, always the same for the same size."""
    author = _Author(random.Random(size), 0)
    front, *tables = to_toml(author.front(["source-0"])).split("\n\n[[")
    parts = [front]
    assert not tables, "the front matter has no tables"
    written = len(front.encode())
    by_table: dict[str, list[str]] = {table: [] for table in TABLES}
    counts = dict.fromkeys(TABLES, 0)
    order = (*TABLES, "events", "events", "findings", "sources", "sources", "events", "programs")
    while written < size:
        for table in order:
            if table == "eras" and counts["eras"] == _ERAS:
                continue
            entry = author.entry(table, counts[table], counts)
            counts[table] += 1
            text = _table_text(table, entry)
            by_table[table].append(text)
            written += len(text.encode()) + 1
    for table in TABLES:
        parts += by_table[table]
    return "\n".join(parts)


def decode(raw: Mapping[str, Any]) -> Briefing:
    """Raw data as a Briefing; msgspec's error where it is none."""
    return msgspec.convert(raw, Briefing, builtin_types=BUILTIN_TYPES, dec_hook=dec_hook)


def to_toml(raw: Mapping[str, Any]) -> str:
    """Raw data as TOML text: the front matter, then one `[[table]]` an entry; inner tables inline."""
    parts = [f"format = {raw['format']}\n\n[briefing]\n{_pairs(raw['briefing'])}"]
    for table in (*TABLES, "exceptions"):
        parts += [_table_text(table, entry) for entry in raw.get(table, ())]
    return "\n".join(parts)


def _table_text(table: str, entry: Mapping[str, Any]) -> str:
    return f"[[{table}]]\n{_pairs(entry)}"


def _pairs(entry: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in entry.items())


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(_value(each) for each in value) + "]"
        case _:
            return str(value)


class _Author:
    """Writes entries that refer to each other by the ids that the tables' counts give."""

    def __init__(self, rng: random.Random, size: int) -> None:
        self.rng = rng
        self.size = size

    def briefing(self) -> Raw:
        counts = {table: self.rng.randint(0, self.size) for table in TABLES}
        sources = [f"source-{index}" for index in range(counts["sources"])]
        raw = self.front(sources)
        for table in TABLES:
            entries = [self.entry(table, index, counts) for index in range(counts[table])]
            if entries:
                raw[table] = entries
        return raw

    def front(self, sources: list[str]) -> Raw:
        front: Raw = {
            "title": self.words(4),
            "bluf": self.words(20) + ".",
            "as_of": "2021-06",
            "authors": [self.words(2)],
        }
        if sources and self.rng.random() < 0.5:
            front |= {
                "condenses": self.rng.choice(sources),
                "stance": "advocacy",
                "tags": self.some(_TAGS),
            }
        return {"format": 1, "briefing": front}

    def entry(self, table: str, index: int, counts: Counts) -> Raw:
        """The entry of a table at an index; it refers to entries that the counts say exist."""
        stem = {"series": "series", "key_points": "key-point"}.get(table, table.removesuffix("s"))
        entry: Raw = {"id": f"{stem}-{index}"}
        entry |= getattr(self, f"_{table}")(index, counts)
        if table in _WITH_TEXT or self.rng.random() < 0.9:
            entry["text"] = self.prose(counts)
        if (
            table not in {"sources", "terms", "actors"}
            and counts["sources"]
            and self.rng.random() < 0.9
        ):
            entry["cites"] = self.cites(counts)
        for key, chance, value in (
            ("caveat", 0.1, self.prose(counts)),
            ("tags", 0.3, self.some(_TAGS)),
        ):
            if self.rng.random() < chance:
                entry[key] = value
        if self.rng.random() < 0.2 and (others := self.ids("events", counts)):
            entry["see"] = self.some(others)
        return entry

    def _key_points(self, index: int, counts: Counts) -> Raw:
        return {"kind": self.rng.choice(["fact", "judgment", "assumption"])}

    def _findings(self, index: int, counts: Counts) -> Raw:
        return {"title": self.words(5)} | self.related(counts)

    def _eras(self, index: int, counts: Counts) -> Raw:
        start = 1980 + index % _ERAS * 4
        return {"title": self.words(3), "span": f"{start}/{start + 4}"}

    def _events(self, index: int, counts: Counts) -> Raw:
        return {"title": self.words(5), "date": self.date()} | self.related(counts)

    def _programs(self, index: int, counts: Counts) -> Raw:
        parties = self.some(self.ids("actors", counts))
        first = self.rng.randint(1980, 2010)
        span = f"{first}/{self.rng.choice(['..', '', str(first + self.rng.randint(0, 20))])}"
        return {
            "title": self.words(3), "abbreviation": "".join(self.rng.choices("ABCDEFGHIMNOPRST", k=3)),
            "type": self.rng.choice(_PROGRAM_TYPES), "span": span, "status": "ended", "parties": parties, "outcome": self.prose(counts),
        }  # fmt: skip

    def _actors(self, index: int, counts: Counts) -> Raw:
        return {
            "name": self.words(2).title(),
            "type": self.rng.choice(["person", "organization", "group", "state"]),
            "role": self.words(3),
        }

    def _series(self, index: int, counts: Counts) -> Raw:
        first = self.rng.randint(1950, 2015)
        points = [self.point(first + offset, counts) for offset in range(self.rng.randint(1, 12))]
        unit, scale = self.rng.choice(
            [("USD", "million"), ("people", None), ("%", None), ("homicides", "thousand")]
        )
        calendar = self.rng.choice(["gregorian", "us-fiscal"])
        return {"title": self.words(4), "unit": unit, "calendar": calendar, "points": points} | (
            {"scale": scale} if scale else {}
        )

    def point(self, year: int, counts: Counts) -> Raw:
        """A value of a year, sometimes a gap, sometimes hedged."""
        point: Raw = {"at": str(year)}
        if self.rng.random() < 0.9:
            point["value"] = self.rng.choice(
                [self.rng.randint(0, 100), round(self.rng.uniform(0, 100), 2)]
            )
        else:
            point["text"] = "Nobody counted."
        if self.rng.random() < 0.3:
            point["qualifier"] = self.rng.choice(
                ["about", "nearly", "more than", "at least", "at most"]
            )
        if counts["sources"] and self.rng.random() < 0.3:
            point["cites"] = self.cites(counts)
        return point

    def _tables(self, index: int, counts: Counts) -> Raw:
        rows = [
            [self.words(2), self.rng.randint(0, 10**6), round(self.rng.random(), 3)]
            for _ in range(self.rng.randint(1, 5))
        ]
        return {
            "title": self.words(3),
            "columns": ["Name", {"title": "Count", "align": "right"}, "Share"],
            "rows": rows,
        }

    def _recommendations(self, index: int, counts: Counts) -> Raw:
        made: Raw = {
            "type": self.rng.choice(["recommendation", "option"]),
            "to": self.words(2),
            "priority": index + 1,
        }
        made["rests_on"] = self.some(self.ids("findings", counts) + self.ids("events", counts))
        return made | {
            "for": [self.prose(counts)],
            "against": [self.prose(counts)],
            "conditions": [self.words(5)],
        }

    def _quotations(self, index: int, counts: Counts) -> Raw:
        speakers = self.ids("actors", counts)
        return {"date": self.date()} | ({"speaker": self.rng.choice(speakers)} if speakers else {})

    def _sections(self, index: int, counts: Counts) -> Raw:
        return {"title": self.words(3)}

    def _terms(self, index: int, counts: Counts) -> Raw:
        return {"term": self.words(1).upper(), "meaning": self.prose(counts)}

    def _sources(self, index: int, counts: Counts) -> Raw:
        author = {"family": self.words(1).title(), "given": self.words(1).title()}
        made: Raw = {
            "type": self.rng.choice(_SOURCE_TYPES), "title": self.words(6), "author": [author],
            "issued": "2021", "publisher": self.words(2), "URL": f"https://example.org/{index}",
        }  # fmt: skip
        if index and self.rng.random() < 0.2:
            made["origin"] = f"source-{self.rng.randrange(index)}"
        return made

    def related(self, counts: Counts) -> Raw:
        """Programs, actors and sometimes an era of an entry."""
        found: Raw = {
            "programs": self.some(self.ids("programs", counts)),
            "actors": self.some(self.ids("actors", counts)),
        }
        eras = self.ids("eras", counts)
        return found | ({"era": self.rng.choice(eras)} if eras and self.rng.random() < 0.05 else {})

    def ids(self, table: str, counts: Counts) -> list[str]:
        """A few ids that a table has."""
        stem = table.removesuffix("s")
        return (
            [f"{stem}-{self.rng.randrange(counts[table])}" for _ in range(3)]
            if counts[table]
            else []
        )

    def some(self, choices: list[str] | tuple[str, ...]) -> list[str]:
        return sorted(
            set(self.rng.sample(list(choices), self.rng.randint(0, min(2, len(choices)))))
        )

    def cites(self, counts: Counts) -> list[Any]:
        return [self.cite(counts) for _ in range(self.rng.randint(1, 3))]

    def cite(self, counts: Counts) -> Any:
        source, place = (
            f"source-{self.rng.randrange(counts['sources'])}",
            self.rng.choice(_LOCATORS),
        )
        return source if place is None else {"source": source, "at": place}

    def prose(self, counts: Counts) -> str:
        """One to three paragraphs with citations, links and, now and then, markup."""
        return "\n\n".join(self.paragraph(counts) for _ in range(self.rng.choice([1, 1, 1, 2, 3])))

    def paragraph(self, counts: Counts) -> str:
        words = self.words(self.rng.randint(8, 40)).capitalize()
        if counts["sources"] and self.rng.random() < 0.5:
            place = self.rng.choice(_LOCATORS)
            words += (
                f" [@source-{self.rng.randrange(counts['sources'])}{f', {place}' if place else ''}]"
            )
        if counts["programs"] and self.rng.random() < 0.3:
            words += f" and [[program-{self.rng.randrange(counts['programs'])}{self.rng.choice(['', '|the program'])}]]"
        if self.rng.random() < 0.1:
            words += f" *{self.words(2)}*, `{self.words(1)}`"
        return words + "."

    def words(self, count: int) -> str:
        return " ".join(self.rng.choices(_WORDS, k=count))

    def date(self) -> str:
        """A date of any sort that EDTF has."""
        year, month, day = (
            self.rng.randint(1980, 2020),
            self.rng.randint(1, 12),
            self.rng.randint(1, 28),
        )
        forms = (
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}",
            f"{year}",
            f"{year}~",
            f"{year}?",
            f"{year}-{month:02}-XX",
            f"{year // 10}X",
        )
        spans = (f"{year}/{year + 2}", f"{year}-{month:02}/..", f"{year}-2{month % 4 + 1}")
        return self.rng.choice(forms * 3 + spans)
