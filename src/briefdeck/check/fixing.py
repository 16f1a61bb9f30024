"""A file mended: the fixes of its problems applied to its bytes, each verified before it counts."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from briefdeck.check.run import Checked, examine
from briefdeck.editing.changes import rewritten
from briefdeck.loader import Loaded, load_text
from briefdeck.loader.place import line_starts
from briefdeck.loader.scan import Spots, scan
from briefdeck.model.problem import Change, Problem

MOST_ROUNDS: Final = 100
"""Times that a file is checked again for what its fixes have brought to light."""

MOST_TRIALS: Final = 500
"""Times that a file is loaded, at most, to find which of its fixes do not hold."""

MOST_EXCHANGES: Final = 4
"""Errors that may show one after another in the place of the one that was fixed."""

_SYNTAX: Final = frozenset({"syntax", "duplicate-key", "nesting"})
"""Rules on what keeps a part of the file from being read."""

_BETWEEN: Final = frozenset({"duplicate-id", "wrong-kind-of-id", "circular"})
"""Rules on entries that show only once both of two entries can be read."""

_POSITION: Final = r"\[\d+\]|\bline \d+"


class State(Struct, frozen=True):
    """A file's bytes, what they say, and what is wrong with it."""

    content: bytes
    loaded: Loaded
    checked: Checked


class Fixed(Struct, frozen=True):
    """A file after its fixes, and the problems that are fixed, in the order of fixing."""

    state: State
    done: tuple[Problem, ...]


def fixed(
    content: bytes,
    name: str,
    path: Path | None = None,
    *,
    unsafe: bool = False,
    only: Problem | None = None,
) -> Fixed:
    """Apply the fixes of a file's problems until nothing changes any more.

    A fix counts only where no part of the file that could be read is lost by it, and no error is
    new; what it makes readable for the first time may have any. Problems that an exception accepts
    stay. unsafe: also the fixes that guess what was meant. only: the one problem to fix, as a check
    of the same bytes has found it.
    """
    return _Fixing(name, path, unsafe=unsafe, only=only).run(content)


def is_fixable(problem: Problem, *, unsafe: bool = False) -> bool:
    """Whether a problem has a fix that may be applied."""
    return problem.fix is not None and (unsafe or problem.fix.is_safe)


class Sound(NamedTuple):
    """Problems whose fixes hold together, and the file after these."""

    problems: list[Problem]
    after: State


class _Fixing:
    """Rounds of fixing one file."""

    def __init__(self, name: str, path: Path | None, *, unsafe: bool, only: Problem | None) -> None:
        self.name, self.path = name, path
        self.unsafe, self.only = unsafe, only
        self.trials = 0

    def run(self, content: bytes) -> Fixed:
        """Fix, check again, and so on."""
        state = self.state_of(content)
        done: list[Problem] = []
        seen = {content}
        for _ in range(MOST_ROUNDS):
            applied, after = self.sound_part(state, self.batch(state), Sound([], state))
            # Two fixes that undo each other would go on for ever.
            if after.content in seen:
                break
            state, done = after, [*done, *applied]
            seen.add(state.content)
            if self.only is not None:
                break
        return Fixed(state, tuple(done))

    def state_of(self, content: bytes) -> State:
        """Return what is wrong with bytes."""
        self.trials += 1
        loaded = load_text(content, self.name, path=self.path)
        return State(content, loaded, examine(loaded))

    def batch(self, state: State) -> list[Problem]:
        """Return the problems that are fixed next: of fixes that overlap, only the first."""
        taken: list[tuple[int, int]] = []
        batch: list[Problem] = []
        for problem in self.wanted(state):
            changes = _changes(problem)
            if any(_touches(change, taken) for change in changes):
                continue
            batch.append(problem)
            for change in changes:
                insort(taken, (change.start, change.end))
        return batch

    def wanted(self, state: State) -> list[Problem]:
        """Return the problems that may be fixed at all."""
        problems = state.checked.problems
        if self.only is not None:
            return [problem for problem in problems if problem == self.only][:1]
        return [problem for problem in problems if is_fixable(problem, unsafe=self.unsafe)]

    def sound_part(self, base: State, batch: Sequence[Problem], sound: Sound) -> Sound:
        """Return what holds, and of a batch as many as hold together with that.

        They are tried all at once, and where that fails by halves.
        """
        together = [*sound.problems, *batch]
        after = self.after(base, together)
        if after is not None:
            return Sound(together, after)
        if len(batch) > 1:
            middle = len(batch) // 2
            for half in (batch[:middle], batch[middle:]):
                sound = self.sound_part(base, half, sound)
        return sound

    def after(self, base: State, problems: Sequence[Problem], depth: int = 0) -> State | None:
        """Return the file after the fixes of some problems; None where they do not hold.

        depth: how many fixes the first of them has led to.
        """
        changes = [change for problem in problems for change in _changes(problem)]
        if not changes:
            return base
        if self.trials >= MOST_TRIALS:
            return None
        after = self.state_of(rewritten(base.content, changes))
        exchanged = _exchanged(base, after, changes)
        if exchanged is None:
            return None
        goes_on = depth < MOST_EXCHANGES and all(
            is_fixable(error, unsafe=self.unsafe) and self.after(after, [error], depth + 1)
            for error in exchanged
        )
        return after if goes_on or not exchanged else None


def _changes(problem: Problem) -> tuple[Change, ...]:
    return problem.fix.changes if problem.fix is not None else ()


def _touches(change: Change, taken: list[tuple[int, int]]) -> bool:
    """Whether a change overlaps one of those that are sorted by place, or stands beside it."""
    at = bisect_right(taken, (change.end, change.end))
    return at > 0 and taken[at - 1][1] >= change.start


def _exchanged(before: State, after: State, changes: Iterable[Change]) -> list[Problem] | None:
    """Return the errors that some changes have put in the place of others; None for a worse file.

    They are in the lines that were changed: where a key is right, its value may show to be wrong.
    """
    if before.loaded.briefing is not None and after.loaded.briefing is None:
        return None
    # Of very many errors of a rule some were only counted, which has no place: they come up now.
    counted = {error.rule for error in before.loaded.errors if error.place is None}
    errors = [error for error in after.loaded.errors if error.place and error.rule not in counted]
    known = Counter(map(_said, before.loaded.errors))
    if not Counter(map(_said, errors)) - known:
        return []
    lines = _Lines(before.loaded, after.loaded, changes)
    # Of several that say the same, those are new that could not be seen before.
    new = [error for error in sorted(errors, key=lines.was_lost) if not _is_known(error, known)]
    # An error that quotes what was changed says it in other words.
    gone = [error for error in before.loaded.errors if known[_said(error)]]
    reworded = Counter([(error.rule, error.place.line) for error in gone if error.place])
    new = [error for error in new if not reworded[error.rule, lines.old_line(error)]]
    elsewhere = [error for error in new if not lines.was_lost(error)]
    is_worse = len(elsewhere) > known.total() or not all(map(lines.may_have, new))
    return None if is_worse else elsewhere


def _said(problem: Problem) -> tuple[str, str]:
    """What an error is known by while other entries come and go."""
    return problem.rule, re.sub(_POSITION, "", problem.message)


def _is_known(error: Problem, known: Counter[tuple[str, str]]) -> bool:
    """Whether an error was there before; it then counts as found again."""
    said = _said(error)
    if known[said] == 0:
        return False
    known[said] -= 1
    return True


class _Lines:
    """The lines of a file after changes: which were changed, and which could not be read before."""

    def __init__(self, before: Loaded, after: Loaded, changes: Iterable[Change]) -> None:
        self.before, self.after = before, after
        self.starts = line_starts(after.text)
        self.old_starts = line_starts(before.text)
        self.changes = sorted(changes, key=lambda change: (change.start, change.end))
        self.ends: list[int] = []
        self.changed: set[int] = set()
        shift = 0
        for change in self.changes:
            start = change.start + shift
            end = start + len(change.text)
            self.ends.append(end)
            self.changed.update(range(self.line_of(start), self.line_of(end) + 1))
            shift += len(change.text) - (change.end - change.start)

    def line_of(self, offset: int) -> int:
        """Return the number of an offset's line in the text after the changes."""
        return bisect_right(self.starts, offset)

    def old_offset(self, error: Problem) -> int | None:
        """Return where something of the text after the changes stood before."""
        if error.place is None:
            return None
        offset = self.starts[error.place.line - 1] + error.place.column - 1
        at = bisect_left(self.ends, offset + 1)
        if at == 0:
            return offset
        return self.changes[at - 1].end + offset - self.ends[at - 1]

    def old_line(self, error: Problem) -> int:
        """Return the number of an error's line before the changes."""
        return bisect_right(self.old_starts, self.old_offset(error) or 0)

    def was_lost(self, error: Problem) -> bool:
        """Whether an error stands where nothing could be read before."""
        offset = self.old_offset(error)
        return offset is not None and (self._is_lost(offset) or self._was_passed_over(error))

    def _was_passed_over(self, error: Problem) -> bool:
        """Whether an error stands below a header or a key that is known only since the changes."""
        if error.place is None or error.place.line in self.changed:
            return False
        holders = [error.path[:length] for length in range(1, len(error.path))]
        return any(
            self.line_of(self.spots[path].key_start) in self.changed
            for path in holders
            if path in self.spots
        )

    @cached_property
    def spots(self) -> Spots:
        """Where everything stands after the changes."""
        return scan(self.after.sound_text)

    def _is_lost(self, offset: int) -> bool:
        text, sound = self.before.text, self.before.sound_text
        line = bisect_right(self.old_starts, offset)
        end = self.old_starts[line] if line < len(self.old_starts) else len(text)
        start = self.old_starts[line - 1]
        return text[start:end] != sound[start:end]

    def may_have(self, error: Problem) -> bool:
        """Whether a new error is one that was hidden, and not one that the changes have made."""
        if error.rule in _BETWEEN and self._shows_entries():
            return True
        if not self.was_lost(error):
            is_on_changed_line = error.place is not None and error.place.line in self.changed
            return is_on_changed_line and error.rule not in _SYNTAX
        return error.rule not in _SYNTAX or self._is_farther(error)

    def _shows_entries(self) -> bool:
        """Whether there are entries that could not be read before."""
        if self.before.sound_text != self.before.text:
            return True
        ends = [*self.starts[1:], len(self.after.text)]
        lines = [self.after.text[self.starts[line - 1] : ends[line - 1]] for line in self.changed]
        return any(line.lstrip().startswith("[") for line in lines)

    def _is_farther(self, error: Problem) -> bool:
        """Whether a part can be read up to a later place than before."""
        offset = self.old_offset(error) or 0
        for fault in self.before.errors:
            if fault.rule not in _SYNTAX or fault.place is None:
                continue
            start = self.old_starts[fault.place.line - 1] + fault.place.column - 1
            if start < offset and self._are_one_part(start, offset):
                return True
        return False

    def _are_one_part(self, start: int, end: int) -> bool:
        """Whether nothing between two offsets could be read."""
        sound = self.before.sound_text
        return not sound or not sound[start:end].strip()
