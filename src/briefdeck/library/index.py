"""The index of all shelves: brought up to date by what has changed, safe to kill at any moment.

Several processes may read it while one brings it up to date; a second one that wants to do so finds
it busy, and reads what is there.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Self

from briefdeck.durable import locked
from briefdeck.library.folders import Folders, folders
from briefdeck.library.store import (
    LARGE_CHANGE,
    State,
    Store,
    as_damage,
    is_interrupted,
    is_locked,
)
from briefdeck.library.walk import Spot, on_disk, spots

if TYPE_CHECKING:
    from briefdeck.library.parsing import Facts, Job, Parsed

    _Result = tuple[Job, Parsed | None]

Progress = Callable[[int, int], None]
"""Called with (files done, files to do), now and then."""

PARALLEL_FROM = 48
"""With fewer files to parse, starting other processes takes longer than they save."""
MOST_JOBS = 8
BATCH = 16
"""Files that a worker gets at once: sending each alone costs more than parsing a small one."""
COMMIT_FILES = 1024
"""Files in one transaction: what is lost at most where the program is killed."""
RACY_NS = 2_000_000_000
"""A file changed so shortly before it was read may have changed again within one tick of its times.

The coarsest clock is that of FAT, which counts two seconds.
"""
SAMPLED = 8
"""Files whose texts all others are compressed with."""
PATIENCE = 3.0
"""Seconds for which a program that asks once waits for another that is updating the index."""
_NO_DAMAGE = (sqlite3.ProgrammingError, sqlite3.InterfaceError)


class Refreshed(NamedTuple):
    """What bringing the index up to date did.

    `busy`: another process is at it; `behind`: files still to be done.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    behind: int = 0
    busy: bool = False
    cancelled: bool = False


class Index:
    """The index of all shelves.

    Each thread opens its own; opening one costs a millisecond and reads no briefing.
    """

    def __init__(self, places: Folders | None = None) -> None:
        self.places = places or folders()
        self.store = Store(self.places.cache)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def facts(self, paths: Sequence[bytes] | None = None) -> dict[bytes, str]:
        """Return what the card of each file says, or of some files, as JSON, by path.

        A damaged index is started anew and then knows nothing.
        """
        try:
            return self.store.facts(paths)
        except sqlite3.DatabaseError as error:
            self.recover(error)
            return {}

    def recover(self, error: sqlite3.DatabaseError, *, in_memory: bool = False) -> None:
        """Start the database anew after an error that shows damage; raise any other error.

        In memory where that is asked for, or where another process goes on writing the file.
        """
        if isinstance(error, _NO_DAMAGE) or is_locked(error) or is_interrupted(error):
            raise error
        if not in_memory:
            with contextlib.suppress(TimeoutError), self._turn(PATIENCE):
                self.store.renew()
                return
        self.store.renew(in_memory=True)

    def refresh(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = bool,
        *,
        jobs: int | None = None,
        found: Sequence[Spot] | None = None,
        patience: float = 0.05,
    ) -> Refreshed:
        """Bring the index up to date with the shelves.

        What is done stays done when it is cancelled or killed. `found`: the files on the shelves,
        where the caller has just walked them. `jobs`: processes to parse with (None: as many as
        there are processors, where there is enough to do). `patience`: seconds to wait for another
        process that is at it. Safe to call from any thread.
        """
        if found is None:
            found = list(spots(on_disk(self.places)))
        options = (found, progress or _unheard, cancelled, jobs, patience)
        # A damaged database is started anew; where the disk will not hold one, memory must do.
        for in_memory in (False, True):
            try:
                return self._refresh(*options)
            except sqlite3.DatabaseError as error:
                if is_locked(error):
                    return Refreshed(busy=True)
                self.recover(error, in_memory=in_memory)
        return self._refresh(*options)

    def _refresh(
        self,
        found: Sequence[Spot],
        progress: Progress,
        cancelled: Callable[[], bool],
        jobs: int | None,
        patience: float,
    ) -> Refreshed:
        version = self.store.version
        plan = self._plan(found)
        if plan.nothing and self.store.knows_its_words:
            return Refreshed()
        try:
            with self._turn(patience):
                # Another process may have done part of the work while this one waited.
                if self.store.version != version:
                    plan = self._plan(found)
                return self._carry_out(plan, progress, cancelled, jobs)
        except TimeoutError:
            pass
        except sqlite3.OperationalError as error:
            if not is_locked(error):
                raise
        return Refreshed(busy=True, behind=len(plan.work))

    def _plan(self, found: Sequence[Spot]) -> "_Plan":
        with as_damage():
            return _plan(found, self.store)

    @contextlib.contextmanager
    def _turn(self, patience: float) -> Iterator[None]:
        """Be the only process that writes. Raises TimeoutError where another goes on doing so."""
        if self.store.in_memory:
            yield
            return
        # SQLite's own lock is held only while a transaction lasts, and parsing goes on for longer.
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(locked(self.places.cache / "index.lock", wait=patience))
            except TimeoutError:
                raise
            except OSError:
                # It keeps writers apart all the same, only that one of them may work for nothing.
                pass
            yield

    def _carry_out(
        self, plan: "_Plan", progress: Progress, cancelled: Callable[[], bool], jobs: int | None
    ) -> Refreshed:
        done = _Tally()
        with self.store.writing():
            for path in plan.gone:
                self.store.forget(path)
            if plan.is_large:
                self.store.suspend_words()
                if self.store.is_empty:
                    self.store.begin_with(_sample(plan.work))
        # Closing ends the workers also where writing fails.
        sample = self.store.sample
        with contextlib.closing(_parsed(plan.work, jobs, cancelled, sample)) as results:
            self._put_all(plan, results, done, progress)
        behind = len(plan.work) - done.total
        with self.store.writing():
            self.store.arrange(plan.arrangement)
            if not behind and not self.store.knows_its_words:
                self.store.complete_words()
        if plan.is_large and not behind:
            with self.store.writing():
                self.store.merge()
        self.store.sweep()
        return Refreshed(done.added, done.changed, len(plan.gone), behind, cancelled=behind > 0)

    def _put_all(
        self, plan: "_Plan", results: "Iterator[_Result]", done: "_Tally", progress: Progress
    ) -> None:
        """Put the results into the database, `COMMIT_FILES` at a time, so that a kill costs few."""
        while True:
            before = done.total
            with self.store.writing():
                for job, parsed in islice(results, COMMIT_FILES):
                    self._put(plan, job, parsed, done)
                    done.total += 1
                    if done.total % BATCH == 0:
                        progress(done.total, len(plan.work))
            progress(done.total, len(plan.work))
            if done.total < before + COMMIT_FILES:
                return

    def _put(self, plan: "_Plan", job: "Job", parsed: "Parsed | None", done: "_Tally") -> None:
        path, briefing, _ = job
        now = time.time_ns()
        if parsed is None:
            self.store.forget(path)
            return
        if parsed.same:
            self.store.touch(parsed, now)
            return
        self.store.put(parsed, briefing, now, _as_json(parsed.facts), hidden=path in plan.hidden)
        if not plan.is_large:
            self.store.note_words(parsed)
        if path not in plan.known:
            done.added += 1
        else:
            done.changed += 1


def _unheard(_done: int, _total: int) -> None:
    """Take progress that nobody asked for."""


def _as_json(facts: "Facts") -> str:
    # Asking an index that is up to date needs no msgspec, which takes long to import.
    import msgspec

    return msgspec.json.encode(facts).decode()


class _Tally:
    """Counts of what has been done."""

    added = 0
    changed = 0
    total = 0


class _Plan(NamedTuple):
    """What there is to do.

    `work`: files to parse; `gone`: files to forget; `hidden`: those that another of the same id
    hides; `arrangement`: those of which the index does not know yet whether they are hidden.
    """

    known: dict[bytes, State]
    work: "list[Job]"
    gone: list[bytes]
    hidden: set[bytes]
    arrangement: list[tuple[int, bytes]]

    @property
    def nothing(self) -> bool:
        return not (self.work or self.gone or self.arrangement)

    @property
    def is_large(self) -> bool:
        return len(self.work) > LARGE_CHANGE


def _plan(found: Sequence[Spot], store: Store) -> _Plan:
    """Return what there is to do, from what is found on the shelves and what the index knows."""
    known = store.known(RACY_NS)
    plan = _Plan(known, [], [], set(), [])
    gone = dict(known)
    ids: set[str] = set()
    for spot in found:
        if not spot.regular:
            continue
        path = spot.path.encode() if spot.path.isascii() else os.fsencode(spot.path)
        hidden = spot.id in ids
        if hidden:
            plan.hidden.add(path)
        ids.add(spot.id)
        before = gone.pop(path, None)
        if before == (spot.size, spot.modified, spot.changed, hidden):
            continue
        if before is None or before[:3] != (spot.size, spot.modified, spot.changed):
            plan.work.append((path, spot.id, before and store.digest(path)))
        if before is not None and hidden != before[3]:
            plan.arrangement.append((int(hidden), path))
    plan.gone.extend(gone)
    return plan


def _sample(work: "list[Job]") -> bytes:
    """Return what blocks are to be compressed with: some texts of some of the files."""
    from briefdeck.library.blocks import sample_of
    from briefdeck.library.parsing import passages_of

    return sample_of(passages_of(path) for path, *_ in work[:: max(1, len(work) // SAMPLED)])


def _parsed(
    work: "list[Job]", jobs: int | None, cancelled: Callable[[], bool], sample: bytes
) -> "Generator[_Result, None, None]":
    """Yield each job with its file parsed, in any order; end early where cancelled."""
    if jobs is None:
        jobs = _wanted_jobs(work)
    if jobs > 1:
        from briefdeck.library.parallel import parsed_in_parallel

        yield from parsed_in_parallel(work, jobs, BATCH, cancelled, sample)
        return
    from briefdeck.library.parsing import parse_file

    for job in work:
        if cancelled():
            return
        yield job, parse_file(*job, sample=sample)


def _wanted_jobs(work: "list[Job]") -> int:
    if len(work) < PARALLEL_FROM:
        return 1
    return min(os.cpu_count() or 1, MOST_JOBS)
