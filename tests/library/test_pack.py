"""Packs: the same bytes each time, every changed bit found, nothing outside its folder, nothing too large."""

import io
import json
import os
import random
import re
import stat
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefdeck.library import packfile
from briefdeck.library.folders import Folders
from briefdeck.library.lookup import Found, Refused, find
from briefdeck.library.pack import Packed, Unpacked, kept_copy, pack, unpack, verify
from briefdeck.library.packfile import LABEL, MANIFEST, is_pack
from briefdeck.library.shelf import remove
from briefdeck.text.file_names import collision, name_problem
from support.shelves import briefing_text, shelve

ATTACHED = '[[sources]]\nid = "s"\ntype = "report"\ntitle = "R"\nURL = "files/report.txt"\nnote = "See [the map](map%20one.png) and [the web](https://example.org/x)."\n'


@pytest.fixture
def packed(places: Folders, tmp_path: Path) -> Path:
    shelve(places.own, "border", briefing_text("The border", ATTACHED))
    shelve(places.own, "other", briefing_text("Other"))
    (places.own / "files").mkdir()
    (places.own / "files" / "report.txt").write_text("report " * 1000)
    (places.own / "map one.png").write_bytes(bytes(range(256)))
    out = tmp_path / "out.briefpack"
    done = pack(["border", "other"], out, places)
    assert isinstance(done, Packed), done
    assert done.left_out == ()
    assert done.ids == ("border", "other")
    return out


def refused(file: Path) -> str:
    done = verify(file)
    assert isinstance(done, Refused), done
    assert done.message.isprintable()
    return done.message


def test_a_round_trip(packed: Path, places: Folders, tmp_path: Path) -> None:
    done = unpack(packed, tmp_path / "into")
    assert done == Unpacked(
        (tmp_path / "into" / "border" / "border.toml", tmp_path / "into" / "other" / "other.toml")
    )
    for name in ("border.toml", "files/report.txt", "map one.png"):
        assert (tmp_path / "into" / "border" / name).read_bytes() == (
            places.own / name
        ).read_bytes()
    assert sorted(path.name for path in (tmp_path / "into").iterdir()) == ["border", "other"]


def test_the_same_contents_give_the_same_bytes(
    packed: Path, places: Folders, tmp_path: Path
) -> None:
    os.utime(places.own / "border.toml", (1, 1))
    pack(["border", "other"], tmp_path / "again", places)
    assert (tmp_path / "again").read_bytes() == packed.read_bytes()


def test_any_tool_opens_it(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            MANIFEST,
            "border/border.toml",
            "border/files/report.txt",
            "border/map one.png",
            "other/other.toml",
        ]
        assert json.loads(archive.read(MANIFEST))["format"] == 1


def test_what_looks_like_a_pack(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert is_pack(packed)
    assert not any(is_pack(path) for path in (tmp_path / "x", tmp_path, tmp_path / "missing"))


def test_unpacking_again_leaves_what_is_there(packed: Path, tmp_path: Path) -> None:
    unpack(packed, tmp_path / "into")
    done = unpack(packed, tmp_path / "into")
    assert isinstance(done, Unpacked)
    assert done.present == ("border", "other")
    path = tmp_path / "into" / "border" / "border.toml"
    path.write_text("mine")
    assert isinstance(unpack(packed, tmp_path / "into"), Refused)
    assert path.read_text() == "mine"


def test_nothing_is_overwritten(packed: Path, places: Folders) -> None:
    before = packed.read_bytes()
    assert isinstance(pack(["other"], packed, places), Refused)
    assert packed.read_bytes() == before
    assert isinstance(pack(["other"], packed, places, replace=True), Packed)


def test_what_cannot_be_packed_is_said(places: Folders, tmp_path: Path) -> None:
    shelve(places.own, "border", briefing_text())
    shelve(tmp_path / "else", "border", briefing_text())
    shelve(places.own, "Bad Name", briefing_text())
    (places.own / "empty.toml").write_text("")
    out = tmp_path / "out"
    for names in (
        ["bordr"],
        ["border", str(tmp_path / "else" / "border.toml")],
        ["Bad Name"],
        ["empty"],
        [],
    ):
        done = pack(names, out, places)
        assert isinstance(done, Refused), names
        assert done.message
        assert done.remedy
    assert not out.exists()


@pytest.mark.parametrize(
    "address",
    [
        "../secret",
        "/etc/passwd",
        "link.txt",
        "folder",
        "pipe",
        "up/secret",
        "missing.txt",
        "a\\\\b",
        ".hidden",
    ],
)
def test_attachments_stay_inside(places: Folders, tmp_path: Path, address: str) -> None:
    (tmp_path / "secret").write_text("secret")
    shelve(places.own, "border", briefing_text(more=ATTACHED.replace("files/report.txt", address)))
    (places.own / "link.txt").symlink_to(tmp_path / "secret")
    (places.own / "up").symlink_to(tmp_path)
    (places.own / "folder").mkdir()
    (places.own / ".hidden").write_text("x")
    os.mkfifo(places.own / "pipe")
    done = pack(["border"], tmp_path / "out", places)
    assert isinstance(done, Packed)
    assert len(done.left_out) == 2
    assert [member.path for member in done.manifest.files] == ["border/border.toml"]


def test_every_changed_bit_is_found(packed: Path, tmp_path: Path) -> None:
    raw = packed.read_bytes()
    dice = random.Random(5)
    for _ in range(150):
        at = dice.randrange(len(raw))
        changed = bytearray(raw)
        changed[at] ^= 1 << dice.randrange(8)
        (tmp_path / "changed").write_bytes(changed)
        refused(tmp_path / "changed")


def test_cut_and_lengthened_files_are_found(packed: Path, tmp_path: Path) -> None:
    raw = packed.read_bytes()
    for changed in (
        b"",
        raw[:-1],
        raw[1:],
        raw + b"x",
        b"x" + raw,
        raw[: len(raw) // 2],
        raw[-100:],
        raw + raw,
    ):
        (tmp_path / "changed").write_bytes(changed)
        refused(tmp_path / "changed")


def test_files_that_are_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "a pipe, not a file" in refused(tmp_path / "pipe")
    assert "There is no file called" in refused(tmp_path / "missing")
    refused(tmp_path)


Forge = Callable[[zipfile.ZipFile, dict[str, Any]], None]


def forged(
    path: Path,
    forge: Forge,
    *,
    files: dict[str, bytes] | None = None,
    manifest: dict[str, Any] | None = None,
) -> Path:
    """A pack with a right seal, made by somebody who knows how: whatever `forge` adds, or another manifest."""
    held = files if files is not None else {"a/a.toml": b"format = 1"}
    told: dict[str, Any] = {
        "format": 1,
        "briefings": [{"id": "a", "path": "a/a.toml"}],
        "files": [
            {"path": name, "size": len(raw), "sha256": sha256(raw).hexdigest()}
            for name, raw in held.items()
        ],
    }
    told.update(manifest or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(told))
        for name, raw in held.items():
            archive.writestr(name, raw)
        forge(archive, told)
        archive.comment = LABEL + b"0" * 64
    body = buffer.getvalue()[:-64]
    path.write_bytes(body + sha256(body).hexdigest().encode())
    return path


def nothing(archive: zipfile.ZipFile, told: dict[str, Any]) -> None:
    """Forge nothing."""


def test_a_forged_pack_without_fault_is_taken(tmp_path: Path) -> None:
    assert isinstance(verify(forged(tmp_path / "p", nothing)), Packed)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../b.toml", "leaves its folder"),
        ("a/../../b", "leaves its folder"),
        ("/etc/passwd", "absolute path"),
        ("C:/b", "absolute path"),
        ("\\\\host\\b", "absolute path"),
        ("a\\..\\b", "no file name may hold"),
        ("a/b\x1b[31m", "no file name may hold"),
        ("a/b\u202egnp", "no file name may hold"),
        ("a//b", "empty part"),
        ("a/./b", "empty part"),
        ("a/", "no file"),
        ("a/.bashrc", "begins or ends with a dot"),
        ("a/b.", "begins or ends with a dot"),
        ("a/con.txt", "device"),
        ("a/LPT1", "device"),
        ("a/" + "x" * 300, "too long"),
        ("/".join("a" * 30), "too deep"),
        ("a/e\u0301", "Unicode"),
        ("a/b:c", "no file name may hold"),
    ],
)
def test_names_that_are_refused(tmp_path: Path, name: str, reason: str) -> None:
    def forge(archive: zipfile.ZipFile, told: dict[str, Any]) -> None:
        archive.writestr(name, b"x")

    found = refused(forged(tmp_path / "p", forge))
    assert reason in found or "empty part" in found


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/B.txt", "a/b.txt"), ("a/straße", "a/STRASSE"), ("a/b", "a/b/c"), ("a/ﬁ", "a/fi")],
)
def test_names_that_collide(tmp_path: Path, one: str, other: str) -> None:
    assert "one file on some systems" in refused(
        forged(tmp_path / "p", nothing, files={"a/a.toml": b"", one: b"x", other: b"y"})
    )
    assert collision([one, other]) == (one, other)


def test_a_member_that_comes_twice(tmp_path: Path) -> None:
    def forge(archive: zipfile.ZipFile, told: dict[str, Any]) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a/a.toml", b"other")

    assert "twice" in refused(forged(tmp_path / "p", forge))


def test_an_extra_and_a_missing_member(tmp_path: Path) -> None:
    assert "does not name" in refused(
        forged(tmp_path / "p", lambda archive, _: archive.writestr("a/extra", b"x"))
    )
    gone = {"path": "a/gone", "size": 1, "sha256": "0" * 64}
    files = [{"path": "a/a.toml", "size": 10, "sha256": sha256(b"format = 1").hexdigest()}, gone]
    assert "lacks" in refused(forged(tmp_path / "p", nothing, manifest={"files": files}))


@pytest.mark.parametrize(
    "mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o644, stat.S_IFDIR | 0o755, stat.S_IFBLK]
)
def test_links_and_other_things(tmp_path: Path, mode: int) -> None:
    def forge(archive: zipfile.ZipFile, told: dict[str, Any]) -> None:
        info = zipfile.ZipInfo("a/thing")
        info.external_attr = mode << 16
        archive.writestr(info, b"/etc/passwd")

    assert ("a link" if stat.S_ISLNK(mode) else "something else") in refused(
        forged(tmp_path / "p", forge)
    )


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forge(archive: zipfile.ZipFile, told: dict[str, Any]) -> None:
        archive.writestr("a/bomb", b"\0" * 5_000_000, zipfile.ZIP_DEFLATED)

    assert "bomb" in refused(forged(tmp_path / "p", forge))
    monkeypatch.setattr(packfile, "LARGEST_MEMBER", 1000)
    assert "more than" in refused(forged(tmp_path / "p", forge))
    monkeypatch.setattr(packfile, "LARGEST_MEMBER", 10**9)
    monkeypatch.setattr(packfile, "HIGHEST_RATIO", 10**9)
    monkeypatch.setattr(packfile, "LARGEST_TOTAL", 1_000_000)
    assert "more than" in refused(forged(tmp_path / "p", forge))
    monkeypatch.setattr(packfile, "MOST_MEMBERS", 1)
    assert "more than 1 files" in refused(forged(tmp_path / "p", nothing))
    monkeypatch.setattr(packfile, "LARGEST_FILE", 100)
    assert "larger" in refused(forged(tmp_path / "p", nothing))


def test_a_briefing_larger_than_any_that_is_read(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packfile, "LARGEST_BRIEFING", 100)
    assert "more than" in refused(packed)


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    path = forged(tmp_path / "p", nothing)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\1\2", raw.index(b"PK\1\2") + 1)
    raw[at + 24 : at + 28] = (5).to_bytes(4, "little")
    body = bytes(raw[:-64])
    path.write_bytes(body + sha256(body).hexdigest().encode())
    refused(path)


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ({"format": 2}, "newer briefdeck wrote it (its format is 2)"),
        ({"format": 2, "more": 1}, "newer briefdeck wrote it (its format is 2)"),
        ({"format": 0}, "format is 0"),
        ({"more": 1}, "cannot be read"),
        ({"files": []}, "does not name"),
        ({"files": [{"path": "a/a.toml", "size": 10, "sha256": "0" * 64}]}, "digest"),
        (
            {
                "files": [
                    {"path": "a/a.toml", "size": 9, "sha256": sha256(b"format = 1").hexdigest()}
                ]
            },
            "digest",
        ),
        (
            {
                "files": [
                    {"path": "a/a.toml", "size": 10, "sha256": sha256(b"format = 1").hexdigest()}
                ]
                * 2
            },
            "twice",
        ),
        ({"briefings": [{"id": "../x", "path": "a/a.toml"}]}, "where none can be"),
        ({"briefings": [{"id": "a", "path": "a/b.toml"}]}, "where none can be"),
        ({"briefings": [{"id": "a", "path": "a/a.toml"}] * 2}, "twice"),
        ({"briefings": []}, "holds no briefing"),
        ({"briefings": "x"}, "cannot be read"),
    ],
)
def test_manifests_that_are_refused(tmp_path: Path, manifest: dict[str, Any], reason: str) -> None:
    assert reason in refused(forged(tmp_path / "p", nothing, manifest=manifest))


def test_a_target_that_is_a_link_is_not_followed(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "into" / "border").symlink_to(tmp_path / "elsewhere")
    assert isinstance(unpack(packed, tmp_path / "into"), Refused)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_target_that_cannot_be_written(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "into").write_text("a file")
    done = unpack(packed, tmp_path / "into")
    assert isinstance(done, Refused)


def test_good_names() -> None:
    assert [
        name_problem(name)
        for name in ("a/a.toml", "a/Ünï côdé.png", "a/b/c/d.e.f", "condor/com10.txt")
    ] == [None] * 4


def test_a_pack_without_a_briefing_is_refused(tmp_path: Path) -> None:
    file = forged(tmp_path / "none", nothing, files={}, manifest={"briefings": []})
    assert "holds no briefing" in refused(file)


def test_what_is_no_pack_gets_advice_of_its_own(tmp_path: Path) -> None:
    missing, folder = verify(tmp_path / "nothing"), verify(tmp_path)
    assert isinstance(missing, Refused)
    assert (missing.message, missing.remedy) == (
        f"There is no file called `{tmp_path / 'nothing'}`.",
        "Check the spelling.",
    )
    assert isinstance(folder, Refused)
    assert "new copy" not in folder.remedy


def test_one_briefing_named_twice_is_packed_once(places: Folders, tmp_path: Path) -> None:
    path = shelve(places.own, "border", briefing_text())
    done = pack(["border", str(path)], tmp_path / "out", places)
    assert isinstance(done, Packed)
    assert done.ids == ("border",)


def test_every_prose_field_may_name_an_attachment(places: Folders, tmp_path: Path) -> None:
    text = briefing_text(
        more='[[recommendations]]\nid = "r"\ntext = "Do."\nconditions = ["See [it](two.txt)."]\n'
        '[[series]]\nid = "f"\ntitle = "F"\nunit = "USD"\npoints = [{ at = 2008, value = 1, caveat = "See [it](three.txt)." }]\n'
    )
    path = shelve(places.own, "border", text)
    path.write_text(re.sub(r'bluf = ".*"', 'bluf = "See [it](one.txt)."', text))
    done = pack(["border"], tmp_path / "out", places)
    assert isinstance(done, Packed)
    assert {name.split("`")[1] for name in done.left_out} == {"one.txt", "two.txt", "three.txt"}


def test_what_was_unpacked_can_be_removed_and_unpacked_again(packed: Path, places: Folders) -> None:
    other = places._replace(own=places.own.with_name("unpacked"))
    for number in ("", "-2"):
        assert isinstance(unpack(packed, places=other), Unpacked)
        done = remove("border", other)
        assert isinstance(done, Found), done
        assert done.path == other.state / "removed" / f"border{number}" / "border.toml"
        assert (done.path.parent / "files" / "report.txt").exists()
        assert not (other.own / "border").exists()
    assert (other.own / "other" / "other.toml").exists()


def test_a_file_is_no_folder_to_unpack_into(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = unpack(packed, tmp_path / "file")
    assert isinstance(done, Refused)
    assert "is a file" in done.message


def test_a_pack_of_a_newer_program_is_neither_read_nor_replaced(
    packed: Path, places: Folders, tmp_path: Path
) -> None:
    manifest = forged(tmp_path / "one", nothing, manifest={"format": 3, "more": []})
    raw = packed.read_bytes()
    label = tmp_path / "other"
    label.write_bytes(raw[: -len(LABEL) - 64] + b"briefdeck pack 2, blake3: " + b"0" * 64)
    for newer in (manifest, label):
        before = newer.read_bytes()
        done = verify(newer)
        assert isinstance(done, Refused)
        assert "newer briefdeck" in done.message
        assert done.remedy == "Update briefdeck to read it."
        refused = pack(["other"], newer, places, replace=True)
        assert isinstance(refused, Refused)
        assert "newer briefdeck" in refused.message
        assert newer.read_bytes() == before


OTHERS = (".thesis.part", ".unfinished-novel", ".x.toml.abcdef012345.part", "a~", ".a.swp")


@pytest.mark.parametrize("is_sound", [True, False])
def test_unpacking_takes_nothing_of_others_away(
    packed: Path, places: Folders, tmp_path: Path, *, is_sound: bool
) -> None:
    if not is_sound:
        packed.write_bytes(packed.read_bytes()[:-1] + b"x")
    unfinished = ".briefdeck-0123456789abcdef.part"
    for folder in (tmp_path / "into", places.own):
        for name in (*OTHERS, unfinished):
            (folder / name).mkdir(parents=True)
            (folder / name / "chapter").write_text("x")
            os.utime(folder / name, (1, 1))
    assert isinstance(unpack(packed, tmp_path / "into"), Unpacked if is_sound else Refused)
    unpack(packed, None, places)
    for name in OTHERS:
        assert (tmp_path / "into" / name / "chapter").read_text() == "x"
        assert (places.own / name / "chapter").read_text() == "x"
    # What we left in a folder of ours goes, once the pack is known to be sound.
    assert (tmp_path / "into" / unfinished).exists()
    assert (places.own / unfinished).exists() is not is_sound


def test_a_copy_that_was_edited_is_made_anew(packed: Path, places: Folders) -> None:
    found = find(str(packed), places, pick="border")
    assert isinstance(found, Found)
    copy = kept_copy(found, places)
    assert isinstance(copy, Path)
    copy.write_text("edited")
    (copy.parent / "files" / "report.txt").unlink()
    assert kept_copy(found, places) == copy
    assert copy.read_bytes() == found.content
    assert (copy.parent / "files" / "report.txt").exists()
    assert (places.state / "removed" / "border" / "border.toml").read_text() == "edited"
