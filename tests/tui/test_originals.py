"""`o` opens the source itself: its stored copy at the cited place, or its address."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefdeck.evidence.passages import CitedNumber, NumberPassage, Passage, Selector
from briefdeck.evidence.verdicts import Verification
from briefdeck.reading.actions.sources import ways_to_open
from briefdeck.tui.app import BriefdeckApp
from briefdeck.tui.screens.reading import ReadingScreen
from support import stored
from support.screens import text_of

AppOf = Callable[..., BriefdeckApp]
WIDE = (120, 36)
PDF = b"%PDF-1.7\nnot really\n"


class Programs:
    """A desktop with no programs but those that are installed here; they note their arguments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lent: list[list[str]] = []
        self.wrong = ""

    def install(self, name: str) -> None:
        path = self.folder / name
        path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{self.folder}/said\n')
        path.chmod(0o755)

    @property
    def said(self) -> list[str]:
        file = self.folder / "said"
        return file.read_text().splitlines() if file.exists() else []

    def lend(self, command: Sequence[str]) -> str:
        self.lent.append(list(command))
        return self.wrong


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", os.fspath(folder))
    for name in ("BROWSER", "PAGER", "EDITOR", "VISUAL", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    made = Programs(folder)
    monkeypatch.setattr("briefdeck.terminal.launch.START_SECONDS", 5)
    # What is known of copies is what a test says, not what is found in them meanwhile.
    monkeypatch.setattr("briefdeck.tui.screens.briefing.VERIFY_SECONDS", 600)
    monkeypatch.setattr(BriefdeckApp, "run_outside", lambda _, command: made.lend(command))
    return made


@pytest.fixture
def tunnel(tmp_path: Path) -> Path:
    return stored.store(tmp_path)


def name_copy(tunnel: Path, name: str) -> None:
    tunnel.write_text(stored.TOML.replace("audit.txt", name))


def screen_of(pilot: Pilot[int]) -> ReadingScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    return screen


def know(pilot: Pilot[int], **passages: Passage) -> None:
    """Let the screen know what became of quotations."""
    screen = screen_of(pilot)
    screen.scene.take_verification(
        stored.made_up(screen.deck.loaded, {**stored.PASSAGES, **passages})
    )
    screen.show()


def offered(pilot: Pilot[int]) -> list[tuple[str, str]]:
    return [(each.title, each.note) for each in ways_to_open(screen_of(pilot))]


async def test_copies_and_addresses_of_all_sources_are_offered(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("less")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("1")
        know(pilot)
        assert offered(pilot) == [
            ("Audit of the Harbor Tunnel", "stored copy, p. 9"),
            ("Audit of the Harbor Tunnel", "https://audit.example/2019"),
            ("Minutes of the Council", "stored copy, p. 2"),
        ]
        await pilot.press("o")
        assert "stored copy, p. 9" in text_of(pilot.app)
        await pilot.press("enter")
        audit = os.fspath(tunnel.parent / "copies/audit.txt")
        assert programs.lent == [["less", "-+r", "-+R", "+3", "--", audit]]
        assert "copies/audit.txt, from line 3 on" in text_of(pilot.app)


async def test_of_a_source_the_copy_comes_first_and_what_is_alone_opens_at_once(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("less")
    programs.install("firefox")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("2")
        assert offered(pilot) == [
            ("The stored copy", "copies/audit.txt"),
            ("The address", "https://audit.example/2019"),
        ]
        await pilot.press("j", "o")
        assert programs.lent[0][-1].endswith("/copies/minutes.md")
        await pilot.press("j", "j", "o")
        assert programs.said == ["https://tunnels.example"]


async def test_a_changed_copy_says_so(app_of: AppOf, tunnel: Path, programs: Programs) -> None:
    programs.install("less")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("2", "j", "j")
        assert offered(pilot) == [("The stored copy", "copies/letter.txt, changed")]
        await pilot.press("o")
        assert "it is not the copy that was stored" in text_of(pilot.app)


@pytest.mark.parametrize(("sheet", "page"), [(14, 14), (0, 9)])
async def test_a_pdf_opens_at_the_page_of_the_words_else_at_the_cited_one(
    app_of: AppOf, tunnel: Path, programs: Programs, sheet: int, page: int
) -> None:
    programs.install("firefox")
    programs.install("xdg-open")
    copy = tunnel.parent / "copies/audit.pdf"
    copy.write_bytes(PDF)
    name_copy(tunnel, "audit.pdf")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("1")
        words = "never closed twice in a year"
        know(pilot, **{words: Passage("verified", (Selector(words, page="12", sheet=sheet),))})
        await pilot.press("o", "enter")
        assert programs.said == [f"{copy.as_uri()}#page={page}"]
        assert f"Opened copies/audit.pdf, page {page} of it" in text_of(pilot.app)


async def test_a_number_that_is_cited_opens_its_page(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("firefox")
    copy = tunnel.parent / "copies/audit.pdf"
    copy.write_bytes(PDF)
    name_copy(tunnel, "audit.pdf")
    found = NumberPassage("found", Selector("7,575 people", page="3", sheet=5))
    number = CitedNumber("plain", ("findings", 3), "audit", "table 2", "7,575", found)
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("3", "j", "j", "j")
        screen = screen_of(pilot)
        screen.scene.take_verification(Verification(numbers=(number,)))
        await pilot.press("o", "enter")
        assert programs.said == [f"{copy.as_uri()}#page=5"]


async def test_pages_that_are_numbered_otherwise_than_counted_are_shifted(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("firefox")
    copy = tunnel.parent / "copies/audit.pdf"
    copy.write_bytes(PDF)
    name_copy(tunnel, "audit.pdf")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("3", "j")
        know(pilot)
        assert screen_of(pilot).reading.place.entry == "lost"
        await pilot.press("o", "enter")
        assert programs.said == [f"{copy.as_uri()}#page=3"], "p. 1, as p. 12 is the fourteenth"


async def test_html_opens_at_the_words_and_nothing_else_as_html(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("firefox")
    for name in ("audit.html", "audit.desktop"):
        (tunnel.parent / "copies" / name).write_text("<!doctype html><p>Never closed.")
    name_copy(tunnel, "audit.html")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("1", "o", "enter")
        address = (tunnel.parent / "copies/audit.html").as_uri()
        words = "never%20closed%20twice%20in%20a%20year"
        assert programs.said == [f"{address}#:~:text={words}"]
    (programs.folder / "said").unlink()
    name_copy(tunnel, "audit.desktop")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("1", "o", "enter")
        assert programs.said == []
        assert "Nothing here shows it; the copy is" in text_of(pilot.app)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../secret.txt", "leaves its folder"),
        ("copies/link.txt", "leads out of the briefing's folder"),
        ("copies/picture.png", "its bytes are others"),
        ("copies/empty.txt", "its bytes are others"),
        ("copies", "not a file"),
    ],
)
async def test_what_is_not_a_copy_beside_the_briefing_is_not_opened(
    app_of: AppOf, tunnel: Path, programs: Programs, name: str, said: str
) -> None:
    for each in ("less", "firefox", "vi"):
        programs.install(each)
    folder = tunnel.parent / "desk"
    folder.mkdir()
    (tunnel.parent / "secret.txt").write_text("secret")
    moved = stored.store(folder, stored.TOML.replace("copies/audit.txt", name))
    (folder / "copies/link.txt").symlink_to(tunnel.parent / "secret.txt")
    (folder / "copies/picture.png").write_bytes(b"\x89PNG\r\n")
    (folder / "copies/empty.txt").write_bytes(b"")
    async with app_of(moved).run_test(size=(160, 30)) as pilot:
        await pilot.press("2", "o", "enter")
        assert not programs.lent
        assert not programs.said
        assert said in text_of(pilot.app)


async def test_without_anything_that_shows_it_it_says_where_the_copy_is(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("less")
    programs.wrong = "less would draw on the terminal."
    async with app_of(tunnel).run_test(size=(200, 30)) as pilot:
        await pilot.press("2", "j", "o")
        assert f"The copy is {tunnel.parent}/copies/minutes.md, see line 1" in text_of(pilot.app)


async def test_without_a_pager_the_editor_shows_it(
    app_of: AppOf, tunnel: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "nano")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("2", "j", "o")
        assert programs.lent == [["nano", "+1", os.fspath(tunnel.parent / "copies/minutes.md")]]


async def test_the_marked_citation_is_what_is_opened(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("less")
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("1", "enter", "full_stop", "full_stop")
        assert offered(pilot) == [("The stored copy", "copies/minutes.md, p. 2")]
        await pilot.press("escape", "p")
        assert offered(pilot)[0] == ("The stored copy", "copies/audit.txt, p. 9")
        await pilot.press("enter")
        assert offered(pilot)[0] == ("The stored copy", "copies/audit.txt, p. 9")


async def test_a_source_that_was_seen_through_another_opens_that_one(
    app_of: AppOf, tunnel: Path, programs: Programs
) -> None:
    programs.install("less")
    via = 'source = "uncopied", via = { source = "audit", at = "p. 6" }'
    stored.store(tunnel.parent, stored.TOML.replace('source = "uncopied"', via))
    async with app_of(tunnel).run_test(size=WIDE) as pilot:
        await pilot.press("3", "j", "j")
        assert offered(pilot) == [
            ("Lengths of Tunnels", "https://tunnels.example"),
            ("Audit of the Harbor Tunnel", "stored copy, p. 6"),
            ("Audit of the Harbor Tunnel", "https://audit.example/2019"),
        ]
