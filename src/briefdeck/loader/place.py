"""Where a key path stands in a TOML text, and complaints made problems by their places."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.loader.scan import Spot, Spots, headers, scan, string_offset
from briefdeck.model.problem import Complaint, Fix, KeyPath, Mark, Place, Problem, Remedy
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    from briefdeck.loader.mending import Target

EXCERPT = 160
"""Characters of a line that are shown at most."""

ENTRY_DEPTH = 2
"""The length of an entry's path, as of `("events", 3)`."""


class Section(Struct, frozen=True):
    """Where the lines of one entry stand, and how many lines stand above them."""

    start: int
    end: int
    lines_above: int


class Places:
    """Makes complaints about one file problems: with its name, their places and their entries.

    sound_text: `text` with what does not parse blanked out; empty where nothing could be read.
    entry_id: the id of the entry that a complaint's path lies in, None for what lies in no entry.
    counts: how many entries each table has. Where the headers in the text tally with it, only the
    entries that are asked for are scanned: a few complaints about a large file then cost little.
    """

    def __init__(
        self,
        file: str,
        text: str,
        sound_text: str,
        entry_id: Callable[[KeyPath], str | None],
        counts: Mapping[str, int] | None = None,
    ) -> None:
        self._file = file
        self._text = text
        self._sound_text = sound_text
        self._entry_id = entry_id
        self._counts = counts or {}
        self._said: Counter[tuple[str, KeyPath, str]] = Counter()

    def problem(self, complaint: Complaint, path: KeyPath) -> Problem:
        """Return the problem with its place; `path` is the complaint's as the file has it.

        The same complaint again points at the next appearance of its word.
        """
        said = (complaint.rule, path, complaint.word)
        occurrence = self._said[said]
        self._said[said] += 1
        fix = None
        if isinstance(complaint.remedy, Remedy):
            fix = self._fix(complaint.remedy, complaint, path, occurrence)
        return Problem(
            rule=complaint.rule,
            severity=complaint.severity or "error",
            # They may quote a line of the file as it stands.
            message=visible(complaint.message, keep_newlines=True),
            remedy=visible(complaint.advice, keep_newlines=True),
            path=path,
            entry=self._entry_id(complaint.path),
            file=self._file,
            place=complaint.place or self._looked_up(complaint, path, occurrence),
            fix=fix,
        )

    def _looked_up(self, complaint: Complaint, path: KeyPath, occurrence: int) -> Place | None:
        """The place of what a complaint points at."""
        if not self._sound_text or complaint.mark == "file":
            return None
        if not path:
            return Place(line=1, column=1)
        return self.place(
            path,
            mark=complaint.mark,
            word=complaint.word,
            occurrence=occurrence,
            offset=complaint.offset,
        )

    def _fix(
        self, remedy: Remedy, complaint: Complaint, path: KeyPath, occurrence: int
    ) -> Fix | None:
        """What a remedy comes to in the text; None where the text is not of a form that allows it.

        Whether it helps is for whoever applies it to find out.
        """
        from briefdeck.loader import mending

        edit, changes = remedy.edit, remedy.edit.changes
        path = path[: len(path) - remedy.above]
        if edit.deed == "begin":
            changes = mending.begun(self._text, edit.new)
        elif edit.deed == "rename-id":
            targets = [self._target(each) for each in (path, *edit.paths)]
            changes = mending.renamed(targets, edit.old, edit.new)
        elif not changes:
            # Some change lines in other sections too.
            is_whole = edit.deed in {"remove", "move"}
            target = self._target(path, complaint, occurrence, is_whole=is_whole)
            changes = mending.changed(edit, target) if target else ()
        return Fix(changes, remedy.is_safe) if changes else None

    def _target(
        self,
        path: KeyPath,
        complaint: Complaint | None = None,
        occurrence: int = 0,
        *,
        is_whole: bool = False,
    ) -> "Target | None":
        """What is to be mended; None where the text does not have the path."""
        from briefdeck.loader.mending import Target

        section = None if is_whole else self._section(path)
        text, base = self._sound_text, 0
        if section is not None:
            text, base = self._text[section.start : section.end], section.start
            path = _path_in_section(path)
        spots, _ = _scanned(text)
        if path not in spots:
            return None
        word, offset = ("", None) if complaint is None else (complaint.word, complaint.offset)
        span = _word_span(text, spots[path], word, occurrence) if word else None
        return Target(text, base, spots, path, span, offset)

    def place(
        self,
        path: KeyPath,
        *,
        mark: Mark = "value",
        word: str = "",
        occurrence: int = 0,
        offset: int | None = None,
    ) -> Place:
        """Return the place of a path of the file (see `find_place`)."""
        text, shown, lines_above = self._sound_text, self._text, 0
        section = self._section(path)
        if section is not None:
            end = section.end
            if mark == "entry" and len(path) == ENTRY_DEPTH:
                end = self._text.find("\n", section.start, end)
            text = shown = self._text[section.start : end]
            path = _path_in_section(path)
            lines_above = section.lines_above
        place = find_place(
            text,
            path,
            mark=mark,
            word=word,
            occurrence=occurrence,
            offset=offset,
            shown=shown,
        )
        return replace(place, line=place.line + lines_above)

    def _section(self, path: KeyPath) -> Section | None:
        """The section that a path lies in; None where only a scan of the whole text can tell."""
        match path:
            case (str(table), int(position), *_) if table in self._sections:
                return self._sections[table][position]
            case ("briefing", *_) if "briefing" in self._sections:
                return self._sections["briefing"][0]
            case _:
                return None

    @cached_property
    def _sections(self) -> dict[str, list[Section]]:
        """The sections of each table; empty where headers and entries do not tally.

        They do not where entries stand inline, or where a line inside a text looks like a header.
        """
        text = self._sound_text
        starts = [(table, start) for table, start in headers(text) if table in self._counts]
        ends = [start for _, start in starts[1:]]
        sections: dict[str, list[Section]] = {table: [] for table in self._counts}
        lines_above = 0
        counted_to = 0
        for (table, start), end in zip(starts, [*ends, len(text)], strict=False):
            lines_above += text.count("\n", counted_to, start)
            counted_to = start
            sections[table].append(Section(start, end, lines_above))
        tallies = all(len(sections[table]) == count for table, count in self._counts.items())
        return sections if tallies else {}


def _path_in_section(path: KeyPath) -> KeyPath:
    """A path as a text has it in which its entry stands alone."""
    match path:
        case (str(table), int(), *rest):
            return (table, 0, *rest)
        case _:
            return path


def find_place(
    text: str,
    path: KeyPath,
    *,
    mark: Mark = "value",
    word: str = "",
    occurrence: int = 0,
    offset: int | None = None,
    shown: str = "",
) -> Place:
    """Return the place of a key path, or of the nearest table that holds it.

    word: mark this word inside the value, at its nth occurrence (from 0); a reference (`@word`,
    `[[word`) goes first. offset: mark the character at this offset of the string that the value is.
    shown: the text to excerpt the line from, where that differs from the text that was scanned.
    """
    spots, starts = _scanned(text)
    found = _nearest(path, spots)
    if not found:
        return _place(shown or text, starts, 0, 0)
    spot = spots[found]
    if found != path:
        start, end = _span(text, spot, "entry")
    elif offset is not None:
        start = string_offset(text, spot.start, spot.end, offset)
        end = start + max(len(word), 1)
    else:
        span = _word_span(text, spot, word, occurrence) if word else None
        start, end = span or _span(text, spot, mark)
    return _place(shown or text, starts, start, end)


def place_at(text: str, start: int, end: int | None = None) -> Place:
    """Return the place of an offset in a text, marked up to `end` (one character if not given)."""
    return _place(text, line_starts(text), start, start + 1 if end is None else end)


def line_starts(text: str) -> list[int]:
    """Return the offsets at which the lines of a text begin."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


@lru_cache(maxsize=2)
def _scanned(text: str) -> tuple[Spots, list[int]]:
    """The spots and the starts of lines of a text."""
    # A file's problems are looked up one after another; two, for its text and an entry's alone.
    return scan(text), line_starts(text)


def _nearest(path: KeyPath, spots: Spots) -> KeyPath:
    """The path, or the longest beginning of it that the text has; empty where it has none."""
    for length in range(len(path), 0, -1):
        if path[:length] in spots:
            return path[:length]
    return ()


def _span(text: str, spot: Spot, mark: Mark) -> tuple[int, int]:
    """From and to of what is to be marked."""
    value = spot.start, spot.end
    if spot.key_start == spot.key_end:
        return value
    is_header = spot.start <= spot.key_start < spot.end
    if mark == "entry" and is_header:
        return value
    is_long = text.find("\n", *value) >= 0
    if mark != "value" or is_long:
        return spot.key_start, spot.key_end
    return value


def _word_span(text: str, spot: Spot, word: str, occurrence: int) -> tuple[int, int] | None:
    """From and to of a word in a value.

    Its references count where it has any, else its appearances as a word, else as part of one;
    where they are fewer than `occurrence` says, the first counts.
    """
    name = rf"(?<![\w-]){re.escape(word)}(?![\w-])"
    reference = rf"(?:@\{{?|\[\[[ \t]*){name}"
    for pattern in (reference, name, re.escape(word)):
        ends = _ends(text, spot.start, spot.end, pattern)
        if not ends:
            continue
        end = ends[occurrence] if occurrence < len(ends) else ends[0]
        return end - len(word), end
    return None


@lru_cache(maxsize=1)
def _ends(text: str, start: int, end: int, pattern: str) -> list[int]:
    """The ends of all that a pattern matches in a part of a text."""
    # A text may have the same word a thousand times, and each is asked for.
    return [match.end() for match in re.compile(pattern).finditer(text, start, end)]


def _place(text: str, starts: list[int], start: int, end: int) -> Place:
    """The place of an offset, with the line and what of it is marked."""
    line = bisect_right(starts, start)
    line_start = starts[line - 1]
    line_end = starts[line] - 1 if line < len(starts) else len(text)
    end = max(start, min(end, line_end))
    from_, to = _excerpt(line_start, line_end, start)
    before, after = visible(text[from_:start]), visible(text[min(end, to) : to])
    marked = visible(text[start : min(end, to)])
    if from_ > line_start:
        before = f"…{before}"
    if to < line_end:
        after = f"{after}…"
    return Place(
        line=line,
        column=start - line_start + 1,
        end_column=end - line_start + 1 if end > start else None,
        text=before + marked + after,
        marked=(len(before), len(before) + len(marked)),
    )


def _excerpt(line_start: int, line_end: int, start: int) -> tuple[int, int]:
    """From and to of what is shown of a line, with a third of it before what is meant."""
    if line_end - line_start <= EXCERPT:
        return line_start, line_end
    from_ = max(line_start, min(start - EXCERPT // 3, line_end - EXCERPT))
    return from_, min(line_end, from_ + EXCERPT)
