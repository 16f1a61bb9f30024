"""A library as a folder of pages: everything in it leads somewhere, and nothing outside it is touched."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from briefdeck import cli
from briefdeck.export.html.site import INDEX, site
from briefdeck.export.html.together import NAMES
from briefdeck.library.folders import folders
from briefdeck.loader import load, load_text
from briefdeck.model.levels import LEVELS, Level
from support.browser import looked_at
from support.pages import SHIPPED, Page
from support.shelves import briefing_text, event, shelve


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return site([load(path) for path in SHIPPED], "all").files


def test_every_briefing_has_a_page(files: dict[str, bytes]) -> None:
    assert set(files) == {INDEX, *NAMES, *(f"{path.stem}.html" for path in SHIPPED)}


def test_the_pages_on_all_are_linked_from_the_index_and_lead_to_entries(
    files: dict[str, bytes],
) -> None:
    hrefs = {link.href for link in Page(files[INDEX].decode()).all("a")}
    assert set(NAMES) <= hrefs
    stems = {f"{path.stem}.html" for path in SHIPPED}
    for name in NAMES:
        page = files[name].decode()
        found = {link.href.partition("#")[0] for link in Page(page).all("a")}
        assert len(found & stems) > 1
        assert INDEX in found
        assert page.count("<h1>") == 1


def test_one_briefing_has_nothing_to_be_laid_beside_it() -> None:
    names = set(site([load(SHIPPED[0])], "all").files)
    assert names & set(NAMES) <= {"timeline.html"}


def test_no_page_is_made_of_what_nobody_says() -> None:
    every = [load_text(briefing_text(title), title.lower()) for title in ("One", "Two")]
    made = site(every, "all").files
    assert not set(NAMES) & set(made)
    assert "<p></p>" not in made[INDEX].decode()


@pytest.mark.parametrize("level", LEVELS)
def test_every_link_leads_somewhere_however_short_the_reading(level: Level) -> None:
    files = site([load(path) for path in SHIPPED], level).files
    pages = {name: Page(content.decode()) for name, content in files.items()}
    ids = {name: set(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.all("a"):
            if re.match(r"https?:|mailto:", link.href):
                continue
            to, _, place = link.href.partition("#")
            assert (to or name) in files, link.href
            assert not place or place in ids[to or name], link.href


def test_the_index_names_every_entry(files: dict[str, bytes]) -> None:
    hrefs = {link.href for link in Page(files[INDEX].decode()).all("a")}
    for path in SHIPPED:
        loaded = load(path)
        assert loaded.links is not None
        assert {f"{path.stem}.html#{entry}" for entry in loaded.links.entries} <= hrefs


def test_only_the_search_may_run_and_only_on_the_index(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        html = content.decode()
        scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        assert len(scripts) == (name == INDEX)
        assert ("script-src" in html) == (name == INDEX)
        for script in scripts:
            digest = b64encode(sha256(script.encode()).digest()).decode()
            assert f"script-src 'sha256-{digest}'" in html


def test_a_site_is_the_same_every_time(files: dict[str, bytes]) -> None:
    assert site([load(path) for path in SHIPPED], "all").files == files


def test_names_of_files_are_safe_and_differ() -> None:
    names = (
        "index",
        "Index",
        "con",
        "../../etc/passwd",
        "a/b",
        "a-b",
        "A-B",
        "",
        "…",
        "timeline",
        "\x1b[2J",
    )
    every = [
        load_text(briefing_text(f"Briefing {number}"), name) for number, name in enumerate(names)
    ]
    made = site(every, "all").files
    assert len(made) == len(names) + 1, "and the index"
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.html", name) for name in made)
    assert "con.html" not in made


def _export(folder: Path, *more: str) -> int:
    return cli.main(["export", "--library", "--to", "site", "-o", str(folder), *more])


def test_a_folder_of_ours_is_brought_up_to_date(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert _export(folder) == 0
    first = {path.name for path in folder.iterdir()}
    assert {INDEX, *NAMES, ".briefdeck-site"} < first
    assert cli.main(["export", "--library", "registry", "--to", "site", "-o", str(folder)]) == 0
    assert {path.name for path in folder.iterdir()} < first
    assert _export(folder) == 0
    assert {path.name for path in folder.iterdir()} == first


def test_a_foreign_folder_is_refused_and_with_replace_only_added_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.html").write_text("mine")
    assert _export(tmp_path) == 1
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"]
    assert _export(tmp_path, "--replace") == 0
    assert (tmp_path / "mine.html").read_text() == "mine"


def test_nothing_outside_the_folder_is_touched(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.html", tmp_path / "site"
    outside.write_text("mine")
    folder.mkdir()
    (folder / INDEX).symlink_to(outside)
    names = ["../outside.html", "/etc/hostname", "..", "a/../../outside.html", 7, "gone.html"]
    (folder / ".briefdeck-site").write_text(json.dumps(names))
    (folder / "gone.html").symlink_to(outside)
    assert _export(folder) == 0
    assert outside.read_text() == "mine"
    assert not (folder / INDEX).is_symlink()
    assert not (folder / "gone.html").is_symlink()


def test_what_cannot_be_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert _export(file) == 1
    assert cli.main(["export", "--library", "--to", "site"]) == 2
    assert cli.main(["export", "--library", "--to", "html", "-o", str(file)]) == 2
    assert cli.main(["export", "name", "--to", "site", "-o", str(file)]) == 2
    assert cli.main(["export", "--library", "(", "--to", "site", "-o", str(tmp_path / "x")]) == 2
    assert (
        cli.main(["export", "--library", "xyzzyq", "--to", "site", "-o", str(tmp_path / "x")]) == 1
    )
    assert not (tmp_path / "x").exists()
    assert "not a folder" in capsys.readouterr().err


def test_the_site_in_a_browser(tmp_path: Path, files: dict[str, bytes]) -> None:
    for name in (INDEX, *NAMES):
        (tmp_path / name).write_bytes(files[name])
    for found in looked_at([tmp_path / name for name in (INDEX, *NAMES)]):
        assert found["violations"] == []
        assert found["requests"] == []
        assert found["console"] == []
        assert found["wide"] == []


def test_files_with_errors_are_named_and_unreadable_ones_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, folder = folders().own, tmp_path / "site"
    own.mkdir(parents=True)
    shelve(own, "torn", "format = 1\n[briefing\n")
    days = event("a", "Some day", date="2019-13") + event("b", "A day", date="2019-12")
    shelve(own, "vague", briefing_text("Vague", days))
    assert _export(folder) == 1
    assert not (folder / "torn.html").exists()
    assert (folder / "vague.html").exists()
    said = capsys.readouterr().err
    assert f"left out: `{own / 'torn.toml'}`, of which nothing could be read" in said
    assert f"left out: what could not be read in `{own / 'vague.toml'}`, which has 1 error" in said


def test_a_library_needs_no_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", "--library", "registry", "-o", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site" / INDEX).exists()
    assert cli.main(["export", "--library", "-o", "-"]) == 2
    assert _export(tmp_path / "site", "--entry", "nat") == 2
    assert _export(tmp_path / "site", "--style", "apa") == 2
    assert "a library is exported whole, without `--style`" in capsys.readouterr().err
