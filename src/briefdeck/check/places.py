"""Where findings stand: only the entries that have findings are scanned, so that a few notes on a large file cost little."""

from functools import cached_property
from typing import Final

from msgspec.structs import replace

from briefdeck.check.rule import Finding
from briefdeck.loader import Loaded
from briefdeck.loader.place import find_place
from briefdeck.model.briefing import TABLES, Briefing
from briefdeck.model.problem import Place
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import visible

_TABLES: Final = frozenset({"briefing", "exceptions", *TABLES})
_HEADER: Final = pattern(r"\n\[\[?[ \t]*([a-z_]+)[ \t]*\]\]?[ \t]*(?:#[^\n]*)?(?=\n)")


class Places:
    """The places of one file's findings."""

    def __init__(self, loaded: Loaded, briefing: Briefing) -> None:
        self.loaded = loaded
        self.briefing = briefing

    def of(self, finding: Finding) -> Place:
        """The place of a finding."""
        span = self._entry_span(finding)
        if span is None:
            return self.loaded.place(
                finding.path, mark=finding.mark, word=finding.word, offset=finding.offset
            )
        start, end, line = span
        if finding.mark == "entry" and len(finding.path) == 2:
            return _header_place(self.loaded.text, start, line + 1)
        table, *rest = finding.path
        path = (table, *rest) if table == "briefing" else (table, 0, *rest[1:])
        place = find_place(
            self.loaded.text[start:end],
            path,
            mark=finding.mark,
            word=finding.word,
            offset=finding.offset,
        )
        return replace(place, line=place.line + line)

    def _entry_span(self, finding: Finding) -> tuple[int, int, int] | None:
        """From and to of the entry's lines and how many lines stand before it; None where only a scan of the file can tell."""
        match finding.path:
            case (str(table), int(position), *_):
                spans = self._spans.get(table, ())
                return spans[position] if position < len(spans) else None
            case ("briefing", *_):
                spans = self._spans.get("briefing", ())
                return spans[0] if len(spans) == 1 else None
            case _:
                return None

    @cached_property
    def _spans(self) -> dict[str, list[tuple[int, int, int]]]:
        """The lines of each entry, table by table; nothing where headers and entries do not tally."""
        loaded = self.loaded
        if loaded.positions or loaded.sound_text != loaded.text:
            return {}
        text = loaded.text
        headers = [
            (match[1], match.start() + 1) for match in _HEADER.finditer(text) if match[1] in _TABLES
        ]
        ends = [start for _, start in headers[1:]] + [len(text)]
        spans: dict[str, list[tuple[int, int, int]]] = {}
        line = text.count("\n", 0, headers[0][1]) if headers else 0
        for (table, start), end in zip(headers, ends, strict=True):
            spans.setdefault(table, []).append((start, end, line))
            line += text.count("\n", start, end)
        tallies = all(
            len(spans.get(table, ())) == len(getattr(self.briefing, table))
            for table in (*TABLES, "exceptions")
        )
        return spans if tallies else {}


def _header_place(text: str, start: int, line: int) -> Place:
    """The place of a header that begins its line."""
    shown = visible(text[start : text.find("\n", start)])
    width = shown.rfind("]", 0, shown.find("#") if "#" in shown else len(shown)) + 1
    return Place(line=line, column=1, end_column=width + 1, text=shown, marked=(0, width))
