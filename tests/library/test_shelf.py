"""What a name means, what is listed, what is added and removed."""

import json
import os
from pathlib import Path

import pytest

from briefdeck.library import lookup
from briefdeck.library.adding import Added, add
from briefdeck.library.folders import Folders
from briefdeck.library.last_read import remember_read
from briefdeck.library.lookup import Found, NotFound, Refused, is_made_anew, read, resolve
from briefdeck.library.pack import kept_copy
from briefdeck.library.shelf import listing, remove
from briefdeck.loader import load
from support.shelves import briefing_text, event, shelve


def test_a_path_comes_first(
    places: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve(places.own, "border", briefing_text())
    path = shelve(tmp_path / "work", "border", briefing_text())
    assert resolve(str(path), places) == Found("border", path, "path")
    monkeypatch.chdir(path.parent)
    assert resolve("border.toml", places) == Found("border", Path("border.toml"), "path")
    assert resolve("border", places) == Found("border", places.own / "border.toml", "own")


def test_a_folder_of_that_name_is_no_briefing(
    places: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "border").mkdir()
    monkeypatch.chdir(tmp_path)
    shelve(places.own, "border", briefing_text())
    assert getattr(resolve("border", places), "origin", None) == "own"


def test_the_order_of_folders(places: Folders) -> None:
    first, second = places.configured
    assert places.shipped is not None
    paths = [
        shelve(folder, "same", briefing_text())
        for folder in (places.own, first / "deep" / "down", second, places.shipped)
    ]
    found = resolve("same", places)
    assert found == Found("same", paths[0], "own", tuple(paths[1:]))
    paths[0].unlink()
    assert resolve("same", places) == Found("same", paths[1], "configured", tuple(paths[2:]))


def test_the_shallower_path_wins(places: Folders) -> None:
    shelve(places.own / "a", "same", briefing_text())
    path = shelve(places.own, "same", briefing_text())
    assert resolve("same", places) == Found("same", path, "own", (places.own / "a" / "same.toml",))


def test_close_names_are_suggested(places: Folders) -> None:
    for name in ("us-mexico-border-security", "ipv4-exhaustion", "southwest-border-statistics"):
        shelve(places.own, name, briefing_text())
    found = resolve("ipv4-exaustion", places)
    assert found == NotFound("ipv4-exaustion", ("ipv4-exhaustion",))
    found = resolve("mexico", places)
    assert isinstance(found, NotFound)
    assert found.suggestions == ("us-mexico-border-security",)
    assert resolve("no/such/ipv4-exhaustion.toml", places) == NotFound(
        "no/such/ipv4-exhaustion.toml", ("ipv4-exhaustion",)
    )


@pytest.mark.parametrize(
    "name", ["", ".", "..", "\0", "a\0b", "\udcff", "x" * 5000, "../../etc/passwd\n", "~", "-", "*"]
)
def test_any_name_is_answered(places: Folders, name: str) -> None:
    assert isinstance(resolve(name, places), NotFound)


def test_a_card_says_what_a_list_shows(places: Folders) -> None:
    more = (
        'tags = ["aid", "law"]\n'
        + event("one", "One", "Something.")
        + event("two", "Two", "More.", more='cites = ["s"]\n')
    )
    more += '[[sources]]\nid = "s"\ntype = "report"\ntitle = "A report"\n'
    path = shelve(
        places.own,
        "border",
        briefing_text("The border", more, subtitle="Beneath", stance="advocacy", language="es"),
    )
    (card,) = listing(places)
    assert (card.id, card.path, card.origin, card.title, card.subtitle, card.as_of) == (
        "border",
        str(path),
        "own",
        "The border",
        "Beneath",
        "2020-04",
    )
    assert card.bottom_line == "The bottom line."
    assert (card.stance, card.language, card.tags, card.entries) == (
        "advocacy",
        "es",
        ("aid", "law"),
        3,
    )
    assert (card.coverage, card.problem, card.hidden_by, card.changed, card.pending) == (
        50,
        None,
        None,
        None,
        False,
    )
    assert card.size == path.stat().st_size
    assert listing(places) == (card,)
    json.dumps(card._asdict())


def test_a_broken_file_is_listed_with_its_first_problem(places: Folders) -> None:
    shelve(places.own, "bad", "format = 1\n[briefing\n")
    shelve(places.own, "good", briefing_text())
    bad, good = listing(places)
    assert bad.id == "bad"
    assert bad.errors >= 1
    assert bad.problem
    assert bad.problem_line == 2
    assert bad.coverage is None
    assert good.problem is None


def test_hidden_files_are_listed_and_say_by_what(places: Folders) -> None:
    path = shelve(places.own, "same", briefing_text())
    shelve(places.configured[0], "same", briefing_text())
    shown, hidden = listing(places)
    assert shown.hidden_by is None
    assert hidden.hidden_by == str(path)


def test_a_first_frame_parses_nothing(places: Folders) -> None:
    shelve(places.own, "new", briefing_text("New"))
    (card,) = listing(places, parse=False)
    assert card.pending
    assert (card.id, card.title) == ("new", "")
    listing(places)
    (card,) = listing(places, parse=False)
    assert (card.pending, card.title) == (False, "New")


def test_unread_changes(places: Folders) -> None:
    path = shelve(places.own, "border", briefing_text(more=event("one", "One", "Something.")))
    assert listing(places)[0].changed is None
    remember_read(load(path), places)
    assert listing(places)[0].changed is False
    path.write_text("# a comment\n" + path.read_text() + "\n\n")
    assert listing(places)[0].changed is False
    path.write_text(path.read_text().replace("Something.", "Something else."))
    assert listing(places)[0].changed is True


def test_hostile_folders(places: Folders, tmp_path: Path) -> None:
    own = places.own
    shelve(own / "deep", "good", briefing_text())
    (own / "loop").symlink_to(own)
    (own / "deep" / "up").symlink_to("..")
    (own / "nowhere.toml").symlink_to("missing")
    (own / "self.toml").symlink_to("self.toml")
    os.mkfifo(own / "pipe.toml")
    (own / "folder.toml").mkdir()
    (own / ".toml").write_text("")
    (own / ".hidden.toml").write_text("")
    (own / "UPPER.TOML").write_text("")
    (tmp_path / "own" / os.fsdecode(b"na\xffme.toml")).write_bytes(briefing_text("Odd").encode())
    (own / "esc\x1b[31m.toml").write_text(briefing_text("Escaped"))
    (own / "empty.toml").write_text("")
    (own / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    cards = {card.id: card for card in listing(places)}
    assert cards["good"].title == "A briefing"
    assert cards["pipe"].problem == "This is not a regular file; nothing was read."
    assert {"nowhere", "self", "empty", "bytes"} <= {
        name for name, card in cards.items() if card.problem
    }
    assert sum(card.title == "Odd" for card in cards.values()) == 1
    assert sum(card.title == "Escaped" for card in cards.values()) == 1
    assert all(name.isprintable() for name in cards)
    json.dumps([card._asdict() for card in cards.values()])
    assert "folder" not in cards


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_folders_and_files(places: Folders) -> None:
    shelve(places.own / "closed", "x", briefing_text())
    shelve(places.own, "y", briefing_text()).chmod(0)
    (places.own / "closed").chmod(0)
    (card,) = listing(places)
    (places.own / "closed").chmod(0o700)
    assert "Permission denied" in (card.problem or "")


def test_adding_copies_and_never_overwrites(places: Folders, tmp_path: Path) -> None:
    path = shelve(tmp_path, "border", briefing_text("One"))
    assert add(path, places) == Added("border", places.own / "border.toml")
    path.write_text(briefing_text("Two"))
    refused = add(path, places)
    assert isinstance(refused, Refused)
    assert "already" in refused.message
    assert (places.own / "border.toml").read_text() == briefing_text("One")
    assert isinstance(add(path, places, replace=True), Added)
    assert (places.own / "border.toml").read_text() == briefing_text("Two")
    assert sorted(file.name for file in places.own.iterdir()) == ["border.toml"]
    assert add(places.own / "border.toml", places) == Added("border", places.own / "border.toml")


COPIED = '[[sources]]\nid = "s"\ntype = "report"\ntitle = "S"\ncopy = "copies/s.txt"\n'


def test_copies_of_sources_come_along_into_a_folder_of_its_own(
    places: Folders, tmp_path: Path
) -> None:
    path = shelve(tmp_path, "border", briefing_text("One", COPIED))
    assert add(path, places) == Added(
        "border",
        places.own / "border.toml",
        ("`copies/s.txt` cannot be read (No such file or directory)",),
    )
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies/s.txt").write_text("Words.")
    (tmp_path / "copies/other.txt").write_text("Not its.")
    refused = add(path, places, replace=True)
    assert isinstance(refused, Refused)
    assert "`briefdeck remove border`" in refused.remedy
    assert isinstance(remove("border", places), Found)
    done = add(path, places)
    assert done == Added("border", places.own / "border/border.toml")
    assert sorted(str(file.relative_to(places.own)) for file in places.own.rglob("*.t*")) == [
        "border/border.toml",
        "border/copies/s.txt",
    ]
    assert isinstance(add(path, places), Refused)
    (tmp_path / "copies/s.txt").write_text("Other words.")
    assert add(path, places, replace=True) == done
    assert (places.own / "border/copies/s.txt").read_text() == "Other words."
    assert add(places.own / "border/border.toml", places) == done
    removed = remove("border", places)
    assert isinstance(removed, Found)
    assert (removed.path.parent / "copies/s.txt").is_file()
    assert not (places.own / "border").exists()


def test_a_folder_with_something_else_is_not_replaced(places: Folders, tmp_path: Path) -> None:
    path = shelve(tmp_path, "border", briefing_text("One", COPIED))
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies/s.txt").write_text("Words.")
    shelve(places.own / "border", "other", briefing_text("Other"))
    refused = add(path, places, replace=True)
    assert isinstance(refused, Refused)
    assert "in the way" in refused.message
    assert [file.name for file in (places.own / "border").iterdir()] == ["other.toml"]


def test_no_briefing_is_looked_for_among_copies(places: Folders) -> None:
    shelve(places.own, "border", briefing_text("One"))
    shelve(places.own / "copies", "no", briefing_text("A copy"))
    shelve(places.own / "mine/copies", "yes", briefing_text("No copy"))
    assert [card.id for card in listing(places) if card.origin == "own"] == ["border", "yes"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.txt", briefing_text()),
        ("x.toml", "nothing"),
        (".toml", briefing_text()),
        ("x.toml", "a = 1"),
    ],
)
def test_what_is_no_briefing_is_not_added(
    places: Folders, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    assert isinstance(add(tmp_path / name, places), Refused)
    assert isinstance(add(tmp_path / "missing.toml", places), Refused)
    assert not places.own.exists()


def test_removing_keeps_the_file_elsewhere(places: Folders) -> None:
    for number in (1, 2):
        path = shelve(places.own, "border", briefing_text(f"{number}"))
        done = remove("border", places)
        assert isinstance(done, Found)
        assert not path.exists()
        assert done.path.read_text() == briefing_text(f"{number}")
    assert sorted(path.name for path in (places.state / "removed").iterdir()) == [
        "border-2.toml",
        "border.toml",
    ]


def test_only_the_readers_own_are_removed(places: Folders) -> None:
    path = shelve(places.configured[0], "border", briefing_text())
    done = remove("border", places)
    assert isinstance(done, Refused)
    assert "not in your own library" in done.message
    assert path.exists()
    assert isinstance(remove("../first/border", places), Refused)
    assert isinstance(remove("nothing", places), Refused)


def test_a_cache_that_cannot_be_made(places: Folders) -> None:
    shelve(places.own, "border", briefing_text("The border"))
    places.cache.write_text("in the way")
    assert listing(places)[0].title == "The border"


def test_a_zipped_install(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [("inside.toml", briefing_text("Inside").encode())]
    monkeypatch.setattr("briefdeck.library.lookup.shipped_texts", lambda: inside)
    monkeypatch.setattr("briefdeck.library.walk.shipped_texts", lambda: inside)
    zipped = places._replace(shipped=None)
    found = resolve("inside", zipped)
    assert isinstance(found, Found)
    assert found.origin == "shipped"
    assert read(found).briefing is not None
    assert not places.cache.exists()
    copy = kept_copy(found, zipped)
    assert isinstance(copy, Path)
    assert copy.read_bytes() == inside[0][1]
    assert listing(zipped)[0].title == "Inside"


def test_a_path_in_the_own_library_can_be_removed_and_no_other(
    places: Folders, tmp_path: Path
) -> None:
    path = shelve(places.own / "deep", "border", briefing_text())
    other = shelve(tmp_path / "else", "border", briefing_text())
    assert isinstance(remove(str(other), places), Refused)
    assert path.exists()
    assert isinstance(remove(str(path), places), Found)
    assert not path.exists()
    assert other.exists()


def test_a_folder_that_holds_other_briefings_stays(places: Folders) -> None:
    path = shelve(places.own / "border", "border", briefing_text())
    other = shelve(places.own / "border" / "more", "else", briefing_text())
    assert isinstance(remove("border", places), Found)
    assert not path.exists()
    assert other.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".toml", "no name"),
        ("desk.briefpack", "is a pack"),
        ("folder", "is a folder"),
        ("x.txt", "end in"),
    ],
)
def test_what_cannot_be_added_is_said(
    places: Folders, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    if name != "folder":
        (tmp_path / name).write_text("x")
    done = add(tmp_path / name, places)
    assert isinstance(done, Refused)
    assert said in done.message


def test_a_folder_that_cannot_be_read_is_listed(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve(places.own / "closed", "x", briefing_text())
    shelve(places.own, "y", briefing_text())
    scan = os.scandir

    def scandir(folder: str) -> object:
        if folder.endswith("closed"):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    cards = {card.id: card for card in listing(places)}
    assert set(cards) == {"closed/", "y"}
    assert cards["closed/"].problem == "The folder cannot be read: Permission denied."


def test_a_walk_that_is_cut_short_says_so(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        shelve(places.own, name, briefing_text())
    shelve(places.own / "one" / "two", "d", briefing_text())
    monkeypatch.setattr("briefdeck.library.walk.DEEPEST", 2)
    cards = {card.id: card.problem for card in listing(places)}
    assert cards["two/"] == "Folders more than 2 deep are not looked into."
    monkeypatch.setattr("briefdeck.library.walk.MOST", 2)
    cards = {card.id: card.problem for card in listing(places)}
    assert cards == {"a": None, "b": None, "own/": "Only the first 2 files of a shelf are read."}


def test_a_broken_link_hides_no_briefing(places: Folders) -> None:
    places.own.mkdir(parents=True)
    (places.own / "same.toml").symlink_to("missing")
    path = shelve(places.configured[0], "same", briefing_text())
    found = resolve("same", places)
    assert isinstance(found, Found)
    assert (found.path, found.origin) == (path, "configured")
    assert {card.origin: card.hidden_by for card in listing(places)} == {
        "own": None,
        "configured": None,
    }


def test_what_the_program_makes_anew(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = Path(lookup.__file__).parents[1] / "briefings" / "border.toml"
    assert is_made_anew(places.cache / "packs" / "0" / "border" / "border.toml", places)
    assert is_made_anew(installed, places)
    assert not is_made_anew(places.own / "border.toml", places)
    monkeypatch.chdir(Path(__file__).parent)
    assert not is_made_anew(Path("border.toml"), places)
