"""Checking documents beside the answers, in a process of its own, once nothing is typed.

In this process it would keep every answer waiting that is asked for meanwhile.
"""

import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, NoReturn

import msgspec
from msgspec import Struct

from briefdeck.check import check
from briefdeck.loader import load_text
from briefdeck.model.problem import Problem
from briefdeck.text.gate import write_err
from briefdeck.workers import end_with_the_program, no_interrupt, start_tracker

QUIET: Final = 0.2
"""Seconds without an edit, after which a document is checked."""


class Job(Struct, frozen=True, kw_only=True):
    """A document to be checked, as it stood in a version."""

    uri: str
    version: int
    text: str
    name: str
    path: Path | None


class Findings(Struct, frozen=True):
    """The problems of a text, and whether it could be read whole."""

    problems: tuple[Problem, ...]
    is_sound: bool


class Report(Struct, frozen=True):
    """What checking a document gave."""

    job: Job
    findings: Findings


class Checker:
    """A thread that has documents checked one after another, each as it stood last."""

    def __init__(self, report: Callable[[Report], None]) -> None:
        self._report = report
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._pool: ProcessPoolExecutor | None = None
        Thread(target=self._work, daemon=True).start()

    def ask(self, job: Job) -> None:
        """Have a document checked; what was asked of an older version of it is dropped."""
        self._jobs.put(job)

    def _work(self) -> NoReturn:
        while True:
            for job in self._gathered():
                # The edge of this thread: a fault of ours must not end it, or no document would
                # be checked any more.
                try:
                    self._report(Report(job, self._found(job)))
                except Exception:  # noqa: BLE001
                    write_err(traceback.format_exc().splitlines())

    def _gathered(self) -> list[Job]:
        """Wait for a job and then for quiet; the last job of each document."""
        job = self._jobs.get()
        found = {job.uri: job}
        while True:
            try:
                job = self._jobs.get(timeout=QUIET)
            except Empty:
                return list(found.values())
            found[job.uri] = job

    def _found(self, job: Job) -> Findings:
        """What is found in a document: here, where no other process can be had."""
        try:
            self._pool = self._pool or _pool()
            with no_interrupt():
                future = self._pool.submit(found_in, job.text, job.name, job.path)
            found = future.result()
        except (BrokenProcessPool, OSError):
            self._pool = None
            found = found_in(job.text, job.name, job.path)
        return msgspec.msgpack.decode(found, type=Findings)


def _pool() -> ProcessPoolExecutor:
    """One process that stays, for starting one takes longer than most checks."""
    start_tracker()
    return ProcessPoolExecutor(1, get_context("spawn"), end_with_the_program)


def found_in(text: str, name: str, path: Path | None) -> bytes:
    """Return the findings of a text, as msgpack, which takes a fraction of pickle's time."""
    loaded = load_text(text, name, path=path)
    is_sound = loaded.briefing is not None and loaded.is_whole
    return msgspec.msgpack.encode(Findings(check(loaded), is_sound))
