"""The index of all shelves: brought up to date by what has changed, safe to stop or kill at any moment.

Several processes may read while one brings it up to date; a second one that wants to finds it busy and reads what is there.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

from briefdeck.library import vocabulary
from briefdeck.library.durable import locked
from briefdeck.library.folders import Folders, folders
from briefdeck.library.store import Known, Store, is_locked
from briefdeck.library.walk import Spot, on_disk, spots

if TYPE_CHECKING:
    from briefdeck.library.parsing import Job, Parsed

Progress = Callable[[int, int], None]
"""Called with (files done, files to do), now and then."""

MANY_FILES = 48
BATCH = 16
COMMIT_FILES = 1024
RACY_NS = 2_000_000_000
PATIENCE = 3.0
"""Seconds for which a program that asks once waits for another one that is bringing the index up to date."""


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

    def facts(self) -> dict[bytes, str]:
        """What the card of each file says, as JSON.

        A damaged index is started anew and then knows nothing.
        """
        try:
            return self.store.facts()
        except sqlite3.DatabaseError as error:
            self.recover(error)
            return {}

    def known(self) -> dict[bytes, Known]:
        """What the index knows of each file.

        A damaged index is started anew and then knows nothing.
        """
        try:
            return self.store.known()
        except sqlite3.DatabaseError as error:
            self.recover(error)
            return {}

    def recover(self, error: sqlite3.DatabaseError) -> None:
        """After an error of the database: start it anew where it is damaged.

        Raise what is no damage.
        """
        if isinstance(error, (sqlite3.ProgrammingError, sqlite3.InterfaceError)) or is_locked(
            error
        ):
            raise error
        self.store.renew()

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

        What is done stays done when it is cancelled or killed.

        `found`: the files on the shelves, where the caller has just walked them. `jobs`: processes
        to parse with (None: as many as there are processors, where there is enough to do).
        `patience`: seconds to wait for another process that is at it. Safe to call from any thread.
        """
        if found is None:
            found = list(spots(on_disk(self.places)))
        version = self.store.version
        plan = _plan(found, self.known())
        if plan.nothing and self._knows_its_words():
            return Refreshed()
        try:
            with self._turn(patience):
                if self.store.version != version:
                    plan = _plan(found, self.known())
                return self._apply(plan, progress, cancelled, jobs)
        except (TimeoutError, sqlite3.OperationalError) as error:
            if isinstance(error, sqlite3.OperationalError) and not is_locked(error):
                raise
            return Refreshed(busy=True, behind=len(plan.work))

    def _knows_its_words(self) -> bool:
        try:
            return vocabulary.is_complete(self.store.connection)
        except sqlite3.DatabaseError:
            return False

    @contextlib.contextmanager
    def _turn(self, patience: float) -> Iterator[None]:
        if self.store.in_memory:
            yield
            return
        with locked(self.places.cache / "index.lock", wait=patience):
            yield

    def _apply(
        self,
        plan: "_Plan",
        progress: Progress | None,
        cancelled: Callable[[], bool],
        jobs: int | None,
    ) -> Refreshed:
        """Carry a plan out.

        A damaged database is started anew, once; where the disk will not hold one, memory must do.
        """
        try:
            return self._carry_out(plan, progress, cancelled, jobs)
        except sqlite3.DatabaseError as error:
            self.recover(error)
        try:
            return self._carry_out(_plan(plan.found, {}), progress, cancelled, jobs)
        except sqlite3.DatabaseError:
            self.store.renew(in_memory=True)
            return self._carry_out(_plan(plan.found, {}), progress, cancelled, jobs)

    def _carry_out(
        self,
        plan: "_Plan",
        progress: Progress | None,
        cancelled: Callable[[], bool],
        jobs: int | None,
    ) -> Refreshed:
        done = _Tally()
        connection = self.store.connection
        with self.store.writing():
            for known in plan.gone:
                self.store.forget(known.id)
            if len(plan.work) > vocabulary.MANY_FILES:
                vocabulary.suspend(connection)
        with contextlib.closing(_parsed(plan.work, jobs, cancelled)) as results:
            self._put_all(plan, results, done, progress)
        with self.store.writing():
            self.store.arrange(plan.arrangement)
            behind = len(plan.work) - done.total
            if not behind and not vocabulary.is_complete(connection):
                vocabulary.complete(connection)
        if not behind and len(plan.work) > vocabulary.MANY_FILES:
            with self.store.writing():
                self.store.merge()
        return Refreshed(done.added, done.changed, len(plan.gone), behind, cancelled=behind > 0)

    def _put_all(
        self,
        plan: "_Plan",
        results: "Iterator[tuple[Job, Parsed | None]]",
        done: "_Tally",
        progress: Progress | None,
    ) -> None:
        exhausted = False
        while not exhausted:
            exhausted = True
            with self.store.writing():
                for job, parsed in results:
                    self._put(plan, job, parsed, done)
                    done.total += 1
                    if done.total % COMMIT_FILES == 0:
                        exhausted = False
                        break
                    if progress is not None and done.total % BATCH == 0:
                        progress(done.total, len(plan.work))
            if progress is not None:
                progress(done.total, len(plan.work))

    def _put(self, plan: "_Plan", job: "Job", parsed: "Parsed | None", done: "_Tally") -> None:
        import msgspec

        now = time.time_ns()
        known = plan.known.get(job[0])
        if parsed is None:
            if known is not None:
                self.store.forget(known.id)
            return
        if parsed.same:
            self.store.touch(parsed, now)
            return
        self.store.put(
            parsed,
            job[1],
            now,
            msgspec.json.encode(parsed.facts).decode(),
            hidden=job[0] in plan.hidden,
        )
        if len(plan.work) <= vocabulary.MANY_FILES:
            vocabulary.note(
                self.store.connection,
                (text for row in parsed.rows for text in (row.folded_label, row.folded_text)),
            )
        if known is None:
            done.added += 1
        else:
            done.changed += 1


class _Tally:
    """Counts of what has been done."""

    added = 0
    changed = 0
    total = 0


class _Plan(NamedTuple):
    """What there is to do: files to parse, files to forget, and which are hidden by another of the same id."""

    found: Sequence[Spot]
    known: dict[bytes, Known]
    work: "list[Job]"
    gone: list[Known]
    hidden: set[bytes]
    arrangement: list[tuple[int, bytes]]

    @property
    def nothing(self) -> bool:
        return not (self.work or self.gone or self.arrangement)


def _plan(found: Sequence[Spot], known: dict[bytes, Known]) -> _Plan:
    plan = _Plan(found, known, [], [], set(), [])
    firsts: set[str] = set()
    paths: set[bytes] = set()
    for spot in found:
        if not spot.regular:
            continue
        path = os.fsencode(spot.path)
        paths.add(path)
        if spot.id in firsts:
            plan.hidden.add(path)
        firsts.add(spot.id)
        before = known.get(path)
        if before is None or _may_differ(spot, before):
            plan.work.append((path, spot.id, before.digest if before else None))
        if before is not None and bool(before.hidden) != (path in plan.hidden):
            plan.arrangement.append((int(path in plan.hidden), path))
    plan.gone.extend(before for path, before in known.items() if path not in paths)
    return plan


def _may_differ(spot: Spot, before: Known) -> bool:
    """By size and times.

    And where it was changed so shortly before it was looked at that the times may not tell.
    """
    if (spot.size, spot.modified, spot.changed) != (before.size, before.modified, before.changed):
        return True
    return before.digest is None or max(before.modified, before.changed) > before.seen - RACY_NS


def _parsed(
    work: "list[Job]", jobs: int | None, cancelled: Callable[[], bool]
) -> "Generator[tuple[Job, Parsed | None], None, None]":
    """Each job with its file parsed, in any order; ends early where cancelled."""
    wanted = _wanted_jobs(work) if jobs is None else jobs
    if wanted > 1:
        from briefdeck.library.parallel import parsed_in_parallel

        yield from parsed_in_parallel(work, wanted, BATCH, cancelled)
        return
    from briefdeck.library.parsing import parse_file

    for job in work:
        if cancelled():
            return
        yield job, parse_file(*job)


def _wanted_jobs(work: "list[Job]") -> int:
    if len(work) < MANY_FILES:
        return 1
    return min(os.cpu_count() or 1, 8)
