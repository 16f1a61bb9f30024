"""Checking beside the answers: what is dropped, and what happens where no process can be had or something fails."""

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from queue import SimpleQueue
from typing import NoReturn

import pytest

from briefdeck.lsp import checker
from briefdeck.lsp.checker import Checker, Job, Report
from support.language_client import FERRY, PATIENCE


def job(version: int, text: str = FERRY, uri: str = "file:///a.toml") -> Job:
    return Job(uri=uri, version=version, text=text, name="a", path=None)


def test_of_several_versions_the_last_is_checked_and_every_document() -> None:
    reports: SimpleQueue[Report] = SimpleQueue()
    checking = Checker(reports.put)
    for version in range(5):
        checking.ask(job(version))
    checking.ask(job(1, "format = 1\nbriefing", "file:///b.toml"))
    first, second = reports.get(timeout=PATIENCE), reports.get(timeout=PATIENCE)
    assert (first.job.uri, first.job.version) == ("file:///a.toml", 4)
    assert first.findings.is_sound
    assert first.findings.problems == ()
    assert {problem.rule for problem in second.findings.problems} >= {"syntax"}
    assert not second.findings.is_sound
    assert reports.empty()


@pytest.mark.parametrize("fault", [OSError("no more processes"), BrokenProcessPool("it has died")])
def test_without_another_process_it_is_checked_here(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise fault

    monkeypatch.setattr(ProcessPoolExecutor, "submit", fail)
    reports: SimpleQueue[Report] = SimpleQueue()
    Checker(reports.put).ask(job(1, FERRY.replace("@counts", "@count")))
    problems = reports.get(timeout=PATIENCE).findings.problems
    assert "unknown-id" in {problem.rule for problem in problems}


def test_a_fault_of_ours_costs_one_check_only(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(text: str, *_: object) -> bytes:
        if text == "bad":
            raise ZeroDivisionError("a bug")
        return as_it_is(text, "a", None)

    as_it_is = checker.found_in
    monkeypatch.setattr(ProcessPoolExecutor, "submit", lambda *_: (_ for _ in ()).throw(OSError()))
    monkeypatch.setattr(checker, "found_in", fail)
    reports: SimpleQueue[Report] = SimpleQueue()
    checking = Checker(reports.put)
    checking.ask(job(1, "bad"))
    checking.ask(job(1, uri="file:///b.toml"))
    assert reports.get(timeout=PATIENCE).job.uri == "file:///b.toml"
    assert "ZeroDivisionError: a bug" in capfd.readouterr().err
