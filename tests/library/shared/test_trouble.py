"""What a shared shelf does where servers, networks, names and bytes misbehave."""

import hashlib
import os
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import psycopg
import pytest

from briefdeck.cli.streams import ExitCode
from briefdeck.library.shared import connection, mirror, pulling, watching
from briefdeck.library.shared.connection import SharedError
from briefdeck.library.shared.mirror import mirror_file, newer_count, newer_file
from briefdeck.library.shared.pulling import pull
from support.desk import Desk, Person, ferry
from support.postgres import Database

CONTENT = ferry().encode()
INSERT = """
with v as (
  insert into briefdeck.version values (sha256(%(content)s), %(content)s)
  on conflict (hash) do update set content = excluded.content returning hash
), b as (
  insert into briefdeck.briefing (shelf, name, revision)
  select id, %(name)s, 1 from briefdeck.shelf where name = 'policy' returning id
)
insert into briefdeck.revision (briefing, number, level, version, size, title, author)
select b.id, 1, 1, v.hash, length(%(content)s), 'T', 'somebody' from b, v
"""

MADE = """
do $$ begin create role asked_for_a_password; exception when duplicate_object then null; end $$
"""


def put(desk: Desk, name: str, content: bytes = CONTENT) -> None:
    """Put a briefing on the shelf as no client does: with any name."""
    with desk.database.connect() as server:
        server.execute(INSERT.encode(), {"name": name, "content": content})


@pytest.fixture
def reader(desk: Desk) -> Person:
    """A reader whose mirror holds a briefing."""
    person = desk.person("reader", policy="reader")
    put(desk, "ferry")
    assert person.run("pull").code == 0
    return person


def still_reads(person: Person) -> bool:
    """Whether everything local works."""
    assert person.run("list").code == 0
    assert person.run("search", "harbor").code == 0
    assert person.run("where").code == 0
    return "Harbor ferry" in person.run("show", "ferry").out


def test_a_server_that_is_gone(reader: Person) -> None:
    reader.configure("postgresql:///desk?host=/nowhere&shelf=policy")
    said = reader.run("pull")
    assert said.code == ExitCode.UNREADABLE
    assert "the server of `policy` cannot be reached: " in said.err
    assert "Everything local goes on; try again later." in said.err
    reader.write("ferry", ferry())
    for words in (["publish", "ferry"], ["publish", "ferry", "--comment", "", "Hm."]):
        assert reader.run(*words).code == ExitCode.UNREADABLE


def test_the_mirror_of_a_server_that_is_gone_is_read_and_searched(reader: Person) -> None:
    address = reader.address("policy").replace("@/", "@/x")
    (reader.home / "config" / "config.toml").write_text(f'[library]\nshared = ["{address}"]')
    key = reader.shelf.key
    state = reader.home / "state" / "shared"
    for kind, suffix in (("data", ""), ("state", ".json")):
        [old] = [
            path for path in (reader.home / kind / "shared").iterdir() if path.suffix == suffix
        ]
        old.rename(old.with_name(f"{key}{suffix}"))
    assert state.is_dir()
    assert still_reads(reader)
    said = reader.run("pull")
    assert (said.code, said.out) == (ExitCode.UNREADABLE, "")
    assert "What is here of `policy` stays: 1 briefing." in said.err
    said = reader.run("search", "--shared", "harbor")
    assert said.code == ExitCode.UNREADABLE
    assert "ferry" in said.out
    assert "What was pulled of `policy` was searched, nothing newer." in said.err
    assert still_reads(reader)


def test_a_wrong_password_is_said_and_none_is_printed(desk: Desk) -> None:
    person = desk.person("ann", policy="reader")
    desk.sql(f"alter role {person.role} password 'right'")
    desk.sql(MADE)
    desk.sql(f"grant asked_for_a_password to {person.role}")
    with person.patch.context() as patch:
        patch.setenv("PGPASSFILE", str(person.home / "pgpass"))
        assert "did not let you in" in person.run("pull").err
        (person.home / "pgpass").write_text("*:*:*:*:wrong-secret\n")
        (person.home / "pgpass").chmod(0o600)
        said = person.run("pull")
        assert said.code == ExitCode.UNREADABLE
        assert "did not let you in" in said.err
        assert "wrong-secret" not in said.err
        (person.home / "pgpass").write_text("*:*:*:*:right\n")
        assert person.run("pull").code == 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://ann:secret@host/desk?shelf=policy", "has a password in it"),
        ("postgresql:///desk?shelf=policy&password=secret", "has a password in it"),
        ("postgresql:///desk?shelf=policy&p%61ssword=secret", "has a password in it"),
        ("postgresql:///desk?sslpassword=secret&shelf=policy", "has a password in it"),
        ("postgresql:///secret", "does not say which shelf"),
        ("postgresql:///secret?shelf=a&shelf=b", "does not say which shelf"),
        ("postgresql:///secret?shelf=../x", "small letters, digits and hyphens"),
        ("postgresql:///secret?shelf=", "small letters, digits and hyphens"),
        ("https://secret?shelf=policy", "does not begin with `postgresql://`"),
        ("postgresql:///secret\\u0000?shelf=policy", "cannot be printed"),
    ],
)
def test_an_address_that_is_wrong_is_said_without_it(
    common_desk: Desk, address: str, words: str
) -> None:
    person = common_desk.person("ann", policy="reader")
    person.configure(address)
    assert person.places.shared == ()
    for verb in ("where", "list", "pull"):
        said = person.run(verb)
        assert words in said.err
        assert "secret" not in said.out + said.err
    assert said.code == ExitCode.USAGE
    assert "no shared shelf is configured" not in said.err
    assert "no shared shelf can be used as the configuration is now" in said.err


def test_without_shared_shelves_a_folder_that_is_gone_is_another_matter(common_desk: Desk) -> None:
    person = common_desk.person("ann", policy="reader")
    file = person.home / "config" / "config.toml"
    file.write_text('[library]\nfolders = ["/nowhere"]\n')
    assert "no shared shelf is configured" in person.run("pull").err
    file.write_text("[library\n")
    said = person.run("pull")
    assert "no shared shelf is configured" not in said.err
    assert said.code == ExitCode.USAGE


@pytest.mark.parametrize("value", ["3", '"postgresql:///desk?shelf=policy"', "[3]", "[[]]"])
def test_a_configuration_that_is_wrong_is_said(common_desk: Desk, value: str) -> None:
    person = common_desk.person("ann", policy="reader")
    (person.home / "config" / "config.toml").write_text(f"[library]\nshared = {value}\n")
    said = person.run("where")
    assert "`library.shared` in the configuration" in said.err
    assert 'shared = ["postgresql:///desk?shelf=policy"]' in said.err


def test_what_libpq_does_not_know_is_said(common_desk: Desk) -> None:
    person = common_desk.person("ann", policy="reader")
    person.configure(person.address("policy") + "&nonsense=1")
    assert "libpq cannot read the address of `policy`" in person.run("pull").err


@pytest.mark.parametrize(
    ("needs", "used", "message", "remedy"),
    [
        (True, True, "hat Sie nicht eingelassen", "the password from ~/.pgpass."),
        (False, True, "kann nicht erreicht werden", "See whether the password in ~/.pgpass is right."),
        (False, False, "kann nicht erreicht werden", "Everything local goes on; try again later."),
    ],
)  # fmt: skip
def test_a_server_of_another_language_is_understood_by_what_libpq_did(
    common_desk: Desk, needs: bool, used: bool, message: str, remedy: str
) -> None:
    state = cast("Any", SimpleNamespace(needs_password=needs, used_password=used))

    def connect(*_: object, **_options: object) -> None:
        raise psycopg.OperationalError(message, pgconn=state)

    person = common_desk.person("ann", policy="reader")
    with person.patch.context() as patch:
        patch.setattr(psycopg, "connect", connect)
        said = person.run("pull")
    assert said.code == ExitCode.UNREADABLE
    assert message in said.err
    assert ("did not let you in" in said.err) == needs
    assert remedy in said.err


def test_without_what_talks_to_postgresql(reader: Person) -> None:
    with reader.patch.context() as patch:
        patch.setitem(sys.modules, "psycopg", None)
        for words in (["pull"], ["publish", "ferry"], ["search", "--shared", "harbor"]):
            said = reader.run(*words)
            assert said.code == ExitCode.UNREADABLE, words
            assert "`pip install 'briefdeck[shared]'` installs it." in said.err
            assert "later" not in said.err
        assert still_reads(reader)


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("/DATABASE", "/nowhere", "Mend the address in `library.shared`"),
        ("//ROLE", "//nobody-here", "libpq takes the user from the address"),
        ("?", "?service=nothing&", "~/.pg_service.conf"),
    ],
)
def test_where_waiting_does_not_help_nobody_is_told_to_wait(
    reader: Person, old: str, new: str, remedy: str
) -> None:
    address = reader.address("policy")
    old = old.replace("DATABASE", reader.database.name).replace("ROLE", reader.role)
    assert old in address
    reader.configure(address.replace(old, new))
    said = reader.run("pull")
    assert said.code == ExitCode.UNREADABLE
    assert remedy in said.err
    assert "later" not in said.err


def test_shelves_of_others_are_as_those_that_are_not_there(desk: Desk, reader: Person) -> None:
    said = []
    reader.write("ferry", ferry())
    for name in ("secret", "nothing"):
        reader.configure(reader.address(name))
        said.append(reader.run("pull").err.replace(name, "X"))
        for words in (["publish", "ferry"], ["search", "--shared", "harbor"]):
            assert reader.run(*words).code == ExitCode.UNREADABLE
    assert said[0] == said[1]
    assert "there is no shelf `X` on the server for you." in said[0]


def test_a_newer_server_is_refused_with_a_reason(desk: Desk, reader: Person) -> None:
    desk.sql("update briefdeck.about set version = 2")
    before = reader.mirror
    for words in (["pull"], ["publish", "ferry"], ["search", "--shared", "x"]):
        said = reader.run(*words)
        assert "is of a newer briefdeck (its version is 2, this program knows 1)" in said.err
        assert said.code == ExitCode.UNREADABLE
    assert reader.mirror == before
    assert still_reads(reader)


def test_a_database_without_shelves(desk: Desk, new_database: Callable[[], Database]) -> None:
    person = desk.person("ann", policy="reader")
    person.configure(new_database().url(person.role, shelf="policy"))
    said = person.run("pull")
    assert "has no shared shelves" in said.err
    assert "briefdeck schema --shared" in said.err


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../evil",
        "a/b",
        "/tmp/evil",
        "con",
        "a:b",
        ".hidden",
        "x" * 300,
        "tail.",
        "FERRY",
        "ﬀerry\u0301",
    ],
)
def test_a_name_that_could_lead_elsewhere_becomes_no_file(common_desk: Desk, name: str) -> None:
    person = common_desk.person("ann", policy="reader")
    put(common_desk, "ferry")
    common_desk.sql("alter table briefdeck.briefing drop constraint if exists briefing_name_check")
    common_desk.sql("drop index if exists briefdeck.briefing_folded")
    put(common_desk, name)
    before = {path for path in person.home.parent.rglob("*") if "data" not in path.parts}
    said = person.run("pull")
    assert said.code == ExitCode.PROBLEMS
    assert said.err.count("was not taken: it ") == 1
    assert person.names in (["ferry"], ["FERRY"])
    new = {path for path in person.home.parent.rglob("*") if "data" not in path.parts} - before
    assert all("state" in path.parts for path in new)
    assert person.run("pull").out == "policy: nothing new, 1 briefing\n"


def test_bytes_that_are_not_those_of_the_hash_are_not_taken(desk: Desk, reader: Person) -> None:
    desk.sql("alter table briefdeck.version drop constraint version_check")
    content = ferry("Another text.").encode()
    put(desk, "tram", content)
    put(desk, "bus", ferry("A bus.").encode())
    desk.sql(
        "update briefdeck.version set content = 'x' where hash = %s",
        hashlib.sha256(content).digest(),
    )
    said = reader.run("pull")
    assert said.code == ExitCode.PROBLEMS
    assert "`tram` was not taken: it came damaged." in said.err
    assert reader.names == ["bus", "ferry"]
    desk.sql(
        "update briefdeck.version set content = %s where hash = %s",
        content,
        hashlib.sha256(content).digest(),
    )
    assert reader.run("pull").out == "policy: 3 briefings\n  new: tram\n"


def test_a_pull_that_is_cut_off_goes_on_where_it_was(
    desk: Desk, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        put(desk, f"n{number}", ferry(f"Text {number}.").encode())
    monkeypatch.setattr(pulling, "MOST_AT_ONCE", 2)
    done: list[int] = []

    def cut(count: int, _total: int) -> None:
        done.append(count)
        if len(done) == 2:
            desk.sql(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s",
                reader.role,
            )

    with pytest.raises(SharedError, match="was lost") as lost:
        pull(reader.shelf, reader.places, cut)
    assert lost.value.is_closed
    assert len(reader.names) == 5
    fetched: list[int] = []
    after = pull(reader.shelf, reader.places, lambda _, total: fetched.append(total))
    assert after.added == tuple(f"n{number}" for number in range(6))
    assert fetched == [2]


def test_whatever_is_lost_or_changed_in_a_mirror_is_put_right(reader: Person) -> None:
    copy = reader.folder / "ferry.toml"
    copy.unlink()
    assert reader.run("pull").code == 0
    assert copy.read_bytes() == CONTENT
    copy.chmod(0o644)
    copy.write_bytes(b"")
    (reader.folder / "alien.toml").write_text("x")
    assert reader.run("pull").out == "policy: 1 briefing\n  gone: alien\n"
    assert copy.read_bytes() == CONTENT
    (reader.home / "state" / "shared" / f"{reader.shelf.key}.json").write_text("{")
    assert reader.run("pull").code == 0
    assert reader.mirror.briefings["ferry"].size == len(CONTENT)


def test_nothing_new_is_said_without_the_list_or_a_look_at_files(reader: Person) -> None:
    known = reader.mirror

    def refuse(*_: object) -> NoReturn:
        raise AssertionError

    os.utime(mirror_file(reader.shelf, reader.places), (0, 0))
    with reader.patch.context() as patch:
        for name in ("load_mirror", "_sizes", "save_mirror"):
            patch.setattr(pulling, name, refuse)
        assert reader.run("pull").out == "policy: nothing new, 1 briefing\n"
    assert reader.mirror == known
    assert "1970" not in reader.run("where").out


def test_what_is_written_over_in_a_mirror_is_put_right_with_the_next_news_or_day(
    desk: Desk, reader: Person
) -> None:
    copy = reader.folder / "ferry.toml"

    def spoil() -> None:
        copy.chmod(0o644)
        with copy.open("wb") as file:
            file.write(b"x")

    spoil()
    assert reader.run("pull").out == "policy: nothing new, 1 briefing\n"
    assert copy.read_bytes() == b"x"
    put(desk, "tram")
    assert reader.run("pull").out == "policy: 2 briefings\n  new: tram\n"
    assert copy.read_bytes() == CONTENT
    spoil()
    with reader.patch.context() as patch:
        patch.setattr(mirror, "LOOK_AFTER", 0)
        assert reader.run("pull").out == "policy: nothing new, 2 briefings\n"
    assert copy.read_bytes() == CONTENT


def test_no_overlapping_writer_is_missed(desk: Desk, reader: Person) -> None:
    with desk.database.connect(autocommit=False) as slow:
        slow.execute(INSERT.encode(), {"name": "slow", "content": ferry("Slow.").encode()})
        put(desk, "fast")
        assert reader.run("pull").out == "policy: 2 briefings\n  new: fast\n"
        slow.commit()
    assert reader.run("pull").out == "policy: 3 briefings\n  new: slow\n"


def test_a_database_that_was_restored_is_listed_anew(desk: Desk, reader: Person) -> None:
    # A dump brings the same rows as another transaction's, whose numbers begin anew.
    desk.sql("update briefdeck.briefing set changed = '0'")
    desk.sql("update briefdeck.briefing set name = 'tram'")
    assert reader.run("pull").out == "policy: nothing new, 1 briefing\n"
    desk.sql("update briefdeck.about set is_only = true")
    assert reader.run("pull").out == "policy: 1 briefing\n  new: tram\n  gone: ferry\n"


def test_whoever_is_a_member_no_more_keeps_nothing(desk: Desk, reader: Person) -> None:
    desk.sql("select briefdeck.remove_member('policy', %s)", reader.role)
    said = reader.run("pull")
    assert said.out == (
        "policy: the shelf is gone, or you are a member no more; it is empty here now\n  gone: ferry\n"
    )
    assert reader.names == []
    assert reader.run("pull").code == ExitCode.UNREADABLE


def test_somebody_else_who_is_no_member_takes_nothing_away(desk: Desk, reader: Person) -> None:
    other = desk.person("other", secret="reader")
    reader.configure(other.address("policy"))
    assert reader.run("pull").code == ExitCode.UNREADABLE
    assert still_reads(reader)


def test_the_mirror_is_not_to_be_edited(reader: Person) -> None:
    for words in (
        ["edit", "set", "ferry", "briefing.title", "X"],
        ["edit", "set", str(reader.folder / "ferry.toml"), "briefing.title", "X"],
        ["remove", "ferry"],
    ):
        said = reader.run(*words)
        assert said.code == ExitCode.PROBLEMS, words
    assert (reader.folder / "ferry.toml").read_bytes() == CONTENT


def test_a_newer_programs_state_is_left_alone(reader: Person) -> None:
    state = reader.home / "state" / "shared" / f"{reader.shelf.key}.json"
    state.write_text('{"format": 9}')
    said = reader.run("pull")
    assert said.code == ExitCode.UNREADABLE
    assert "a newer briefdeck wrote it" in said.err
    assert state.read_text() == '{"format": 9}'
    assert "a newer briefdeck wrote it" in reader.run("where").out


def test_a_statement_that_takes_too_long_is_ended(
    desk: Desk, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_BEGIN", "begin; set local statement_timeout = 50")
    desk.sql(
        "create or replace function briefdeck.head(wanted text) returns table (version int,"
        " lineage text, mark text, rank int, caller name, channel text) language sql as"
        " $$ select 1, '', '', 1, ''::name, '' from pg_sleep(9) $$"
    )
    for words in (["pull"], ["publish", "ferry"], ["search", "--shared", "harbor"]):
        said = reader.run(*words)
        assert said.code == ExitCode.UNREADABLE, words
        assert "did not finish within 60 seconds" in said.err


def test_what_is_newer_is_counted_while_somebody_watches(desk: Desk, reader: Person) -> None:
    writer = desk.person("writer", policy="editor")
    heard = watching.watch([reader.shelf], reader.places)
    assert next(heard) == (reader.shelf, 0)
    assert not newer_file(reader.shelf, reader.places).exists()
    for number in (1, 2):
        writer.write(f"n{number}", ferry())
        assert writer.run("publish", f"n{number}", "--state", "published").code == 0
        assert next(heard) == (reader.shelf, number)
        assert newer_count(reader.shelf, reader.places) == number
    assert "2 briefings of `policy` are newer on the server" in reader.run("list").err
    assert ", 2 newer" in reader.run("where").out
    assert reader.run("pull").code == 0
    assert newer_count(reader.shelf, reader.places) == 0
    assert " newer\n" not in reader.run("where").out
