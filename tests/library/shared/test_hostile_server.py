"""A server that lies: nothing of it leaves the mirror's folder, stops the program, or speaks to the terminal."""

import hashlib

import pytest

from briefdeck.cli.streams import ExitCode
from support.desk import Desk, Person, ferry

CHANGES = "name text, number int, level int, hash bytea, size int, title text, author name, at timestamptz, comments bigint"
CONTENTS = "name text, number int, level int, hash bytea, title text, author name, at timestamptz, content bytea"
HEAD = "version int, lineage text, mark text, rank int, caller name, channel text"
TEXT = ferry().encode()
HASH = f"'\\x{hashlib.sha256(TEXT).hexdigest()}'::bytea"
BYTES = f"'\\x{TEXT.hex()}'::bytea"
ROW = f"'ferry', 1, 1, {HASH}, {len(TEXT)}, 'T', 'ann'::name, now(), 0::bigint"
GOT = f"'ferry', 1, 1, {HASH}, 'T', 'ann'::name, now(), {BYTES}"
SAID = "1, 'lineage', '5', 1, 'ann'::name, 'channel'"


def lie(desk: Desk, name: str, parameters: str, columns: str, row: str) -> None:
    """Have a function of the server give one row, whatever it is asked."""
    desk.sql(
        f"drop function briefdeck.{name}; create function briefdeck.{name}({parameters}) returns table ({columns})"
        f" language sql stable as $lie$ select {row} $lie$"
    )


def lying(desk: Desk, *, changes: str = ROW, contents: str = GOT, head: str = SAID) -> Person:
    """A reader of a server that lies in these ways."""
    person = desk.person("reader", policy="reader")
    lie(desk, "changes", "text, xid8", CHANGES, changes)
    lie(desk, "contents", "text, text[]", CONTENTS, contents)
    lie(desk, "head", "text", HEAD, head)
    return person


def all_files(person: Person) -> set[str]:
    return {
        str(path.relative_to(person.home.parent))
        for path in person.home.parent.rglob("*")
        if path.is_file()
    }


def test_one_that_does_not_lie_is_believed(common_desk: Desk) -> None:
    person = lying(common_desk)
    assert person.run("pull").out == "policy: 1 briefing\n  new: ferry\n"


@pytest.mark.parametrize(
    "name",
    [
        "../ferry", "../../config/config", "/tmp/ferry", "a/../../ferry", "..", ".", "", "CON", "nul.txt",
        "ferry\\x", "C:ferry", "fer\nry", "fer\x1b[2Jry", "ferry.", " ferry", "-ferry\x7f", "fer\u202ery",
        "x" * 300, "\u00e9" * 130, ".briefdeck-0123456789abcdef.part", "comments/ferry",
    ],
)  # fmt: skip
def test_no_name_leads_out_of_the_mirror(common_desk: Desk, name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    person = lying(
        common_desk,
        changes=ROW.replace("'ferry'", quoted),
        contents=GOT.replace("'ferry'", quoted),
    )
    before = all_files(person)
    said = person.run("pull")
    assert "Traceback" not in said.err
    new = {path for path in all_files(person) - before if not path.startswith("reader/state/")}
    mirror = str(person.folder.relative_to(person.home.parent))
    assert all(path.rpartition("/")[0] == mirror for path in new)
    for told in (said.out, said.err):
        assert "\u202e" not in told
        assert "\x7f" not in told


@pytest.mark.parametrize(
    "changes",
    [
        ROW.replace("1, 1,", "1, 9,"),
        ROW.replace("1, 1,", "1, 0,"),
        ROW.replace("1, 1,", "1, -1,"),
        ROW.replace("1, 1,", "1, null::int,"),
        ROW.replace("1, 1,", "-5, 1,"),
        ROW.replace(HASH, "'\\x00'::bytea"),
        ROW.replace(HASH, "null::bytea"),
        ROW.replace(str(len(TEXT)), "null::int"),
        ROW.replace(str(len(TEXT)), "-1"),
        ROW.replace(str(len(TEXT)), "2147483647"),
        ROW.replace("'ann'::name", "null::name"),
        ROW.replace("now()", "null::timestamptz"),
        ROW.replace("now()", "'infinity'::timestamptz"),
        ROW.replace("now()", "'4000-01-01 BC'::timestamptz"),
        ROW.replace("0::bigint", "9223372036854775807"),
        ROW.replace("0::bigint", "-1"),
        ROW.replace("0::bigint", "null::bigint"),
        ROW.replace("'ferry'", "null::text"),
        f"{ROW} union all select {ROW}",
        f"{ROW} union all select {ROW.replace('ferry', 'FERRY')}",
    ],
)
def test_no_list_stops_the_program(common_desk: Desk, changes: str) -> None:
    person = lying(common_desk, changes=changes)
    for _ in range(2):
        said = person.run("pull")
        assert "Traceback" not in said.err
        assert said.code in {ExitCode.FINE, ExitCode.PROBLEMS, ExitCode.UNREADABLE}
        assert person.run("list").code == ExitCode.FINE
        assert {path.name for path in person.folder.glob("*")} <= {"ferry.toml", "FERRY.toml"}


@pytest.mark.parametrize(
    "contents",
    [
        GOT.replace(BYTES, "'\\x41'::bytea"),
        GOT.replace(BYTES, "null::bytea"),
        GOT.replace(BYTES, "decode(repeat('41', 11000000), 'hex')"),
        GOT.replace("'ferry'", "'other'"),
        GOT.replace("'ferry'", "null::text"),
        GOT.replace(HASH, "null::bytea"),
        GOT.replace(HASH, "'\\x00'::bytea"),
        GOT.replace("1, 1,", "null::int, null::int,"),
        GOT.replace("now()", "null::timestamptz"),
        f"{GOT} where false",
        f"{GOT} union all select {GOT}",
    ],
)
def test_no_bytes_but_the_promised_ones_are_taken(common_desk: Desk, contents: str) -> None:
    person = lying(common_desk, contents=contents)
    said = person.run("pull")
    assert "Traceback" not in said.err
    for path in person.folder.glob("*.toml"):
        assert path.name == "ferry.toml"
        assert path.read_bytes() == TEXT
    assert person.run("list").code == ExitCode.FINE


@pytest.mark.parametrize(
    "head",
    [
        SAID.replace("1, 'lineage'", "2, 'lineage'"),
        SAID.replace("1, 'lineage'", "0, 'lineage'"),
        SAID.replace("1, 'lineage'", "null::int, 'lineage'"),
        SAID.replace("'lineage'", "null"),
        SAID.replace("'5'", "null"),
        SAID.replace("'5'", "'no number'"),
        SAID.replace("'5'", "'99999999999999999999999'"),
        SAID.replace("'5'", "E'\\x1b[31m5'"),
        SAID.replace("1, 'ann'", "99, 'ann'"),
        SAID.replace("1, 'ann'", "null::int, 'ann'"),
        SAID.replace("'ann'::name", "null"),
        SAID.replace("'channel'", "null"),
        f"{SAID} union all select {SAID}",
        f"{SAID} where false",
    ],
)
def test_no_head_stops_the_program(common_desk: Desk, head: str) -> None:
    person = lying(common_desk, head=head)
    for _ in range(3):
        said = person.run("pull")
        assert "Traceback" not in said.err
        assert said.code in {ExitCode.FINE, ExitCode.PROBLEMS, ExitCode.UNREADABLE}
    assert person.run("list").code == ExitCode.FINE
    said = person.run("search", "--shared", "ferry")
    assert "Traceback" not in said.err


def test_a_newer_server_is_refused_with_a_reason(desk: Desk) -> None:
    person = desk.person("writer", policy="editor")
    path = person.write("ferry", ferry())
    desk.sql("update briefdeck.about set version = 2")
    for words in (("pull",), ("publish", "ferry"), ("search", "--shared", "ferry")):
        said = person.run(*words)
        assert "newer briefdeck" in said.err, words
        assert "Update briefdeck" in said.err, words
    assert path.read_text(encoding="utf-8") == ferry()
    assert desk.sql("select count(*) from briefdeck.briefing") == [(0,)]


def test_what_a_server_says_cannot_speak_to_the_terminal(desk: Desk) -> None:
    person = desk.person("reader", policy="reader")
    desk.sql(
        "create or replace function briefdeck.changes(wanted text, since xid8) returns table ("
        f"{CHANGES}) language plpgsql as $$ begin raise notice E'\\x1b[31mnotice';"
        " raise exception E'\\x1b]0;title\\x07 \\u202e %%', repeat('long ', 100000); end $$"
    )
    said = person.run("pull")
    assert said.code == ExitCode.UNREADABLE
    assert "refused" in said.err
    assert len(said.err) < 1000
    assert not set("\x1b\x07\u202e") & set(said.err + said.out)


def test_a_server_that_is_only_read_says_so(desk: Desk) -> None:
    person = desk.person("writer", policy="editor")
    path = person.write("ferry", ferry())
    desk.sql(f"alter database {desk.database.name} set default_transaction_read_only = on")
    assert person.run("pull").code == ExitCode.FINE
    said = person.run("publish", "ferry")
    assert "only read, such as a standby" in said.err
    assert "CONTEXT" not in said.err
    assert path.read_text(encoding="utf-8") == ferry()


def test_texts_with_signs_that_a_server_cannot_hold(desk: Desk) -> None:
    person = desk.person("writer", policy="editor")
    person.write("ferry", ferry("One \\u0000 two."))
    assert person.run("publish", "ferry") == (
        0,
        "policy: ferry, revision 1, is a draft, which writers see\n",
        "",
    )
    for text in ("a\x00b", "\udcff", "x" * 10_001, ""):
        said = person.run("publish", "ferry", "--comment", "crossing", text)
        assert said.code != ExitCode.FINE, text
        assert "Traceback" not in said.err
        assert "lost" not in said.err, said.err
    assert desk.sql("select count(*) from briefdeck.comment") == [(0,)]


def test_no_query_is_more_than_a_query(desk: Desk) -> None:
    person = desk.person("writer", policy="editor")
    person.write("ferry", ferry())
    assert person.run("publish", "ferry", "--state", "published").code == ExitCode.FINE
    for text in (
        "'; drop table briefdeck.entry; --", "a' & 'b", "\\", "\\'", "''", "a:*b", "!a", "<->", "a & | b",
        "title:'", "tag:\\'", "source:')--", "x" * 3000, "\ue000SHELF1", "\ue000T", "NOT \ue000SHELF2",
        "(" * 60 + "a" + ")" * 60, " OR ".join(["a"] * 500), "\u0000", "\udcff", "$$", "%s", "{}", "\u202e",
        "word:A", "a:B*", "it's", "\u00b4", "a\tb\nc", "\"'\"", "year:2000'..2001",
    ):  # fmt: skip
        said = person.run("search", "--shared", text)
        assert "Traceback" not in said.err, text
        assert "refused" not in said.err, (text, said.err)
        assert "lost" not in said.err, (text, said.err)
    assert desk.sql("select count(*) > 0 from briefdeck.entry") == [(True,)]
