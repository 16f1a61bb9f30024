"""What a shared shelf promises whoever is a member of one shelf, and what happens when its server falls."""

import random
import threading
import time

from briefdeck.cli.streams import ExitCode
from briefdeck.library.shared.schema import schema_sql
from support.desk import Desk, Person, as_asked, ferry
from support.postgres import Server
from support.shelves import event

SEARCH = "select briefing, total from briefdeck.search('policy', %s, %s, %s, %s, null, 20)"
SCANS = (
    "select (select sum(pg_stat_get_xact_numscans(inhrelid)) from pg_inherits"
    " where inhparent = 'briefdeck.entry_words'::regclass),"
    " (select sum(pg_stat_get_xact_numscans(inhrelid)) from pg_inherits"
    " where inhparent = 'briefdeck.entry'::regclass)"
)
WORDS = ("ferry", "harbor", "crosses", "first", "crossing", "secret", "line", "bottom", "one", "no")
SHAPES = (
    "{0}",
    "{0} OR {1}",
    "NOT {0}",
    "{0} NOT {1}",
    '"{0} {1}"',
    "kind:event",
    "{0}*",
    "title:{0}",
)


def two_shelves(desk: Desk) -> Person:
    """An editor of both shelves publishes on both; somebody who is a member of one."""
    editor = desk.person("editor", policy="editor", secret="editor")
    for number in range(6):
        for shelf in ("policy", "secret"):
            more = event(f"only-{number}", "One more", f"The {shelf} line of number {number}.")
            editor.write(f"{shelf}-{number}", ferry("The ferry crosses the harbor.", more))
            said = editor.run(
                "publish", f"{shelf}-{number}", "--shelf", shelf, "--state", "published"
            )
            assert said.code == ExitCode.FINE, said
    return desk.person("member", policy="editor")


def test_no_query_finds_what_is_on_shelves_of_others(desk: Desk) -> None:
    member = two_shelves(desk)
    chance = random.Random(3)
    found = 0
    with desk.database.connect(member.role) as connection:
        for _ in range(1000):
            words = as_asked(chance.choice(SHAPES).format(*chance.sample(WORDS, 2)))
            if words is not None:
                for briefing, _total in connection.execute(SEARCH, words):
                    assert briefing.startswith("policy-")
                    found += 1
    assert found > 1000


def test_a_search_reads_the_index_of_words_and_no_table_whole(desk: Desk) -> None:
    member = two_shelves(desk)
    for text in (
        "ferry",
        '"the harbor"',
        "title:crossing",
        "kind:event harbor",
        "harb*",
        "NOT ferry",
    ):
        words = as_asked(text)
        assert words is not None
        with desk.database.connect(member.role) as connection, connection.transaction():
            assert connection.execute(SEARCH, words).fetchall(), text
            assert connection.execute(SCANS).fetchone() == (32, 0), text


def test_words_of_a_long_entry_stay_in_its_row(desk: Desk) -> None:
    editor = desk.person("editor", policy="editor")
    long = " ".join(f"word{number} again" for number in range(120))
    editor.write("long", ferry(long))
    assert editor.run("publish", "long").code == ExitCode.FINE
    assert desk.sql(
        "select sum(pg_relation_size(t.reltoastrelid)) from pg_inherits i"
        " join pg_class t on t.oid = i.inhrelid where inhparent = 'briefdeck.entry'::regclass"
    ) == [(0,)]
    assert desk.sql("select max(pg_column_size(words)) > 3000 from briefdeck.entry") == [(True,)]


def test_which_revision_is_seen_is_found_by_a_key_and_no_call_a_briefing(desk: Desk) -> None:
    two_shelves(desk)
    with desk.database.connect() as connection, connection.transaction():
        connection.execute("set local enable_seqscan = off")
        plan = connection.execute(
            "explain select * from briefdeck.briefing b cross join briefdeck.seen(b.id, 1)"
        ).fetchall()
    lines = " ".join(line for (line,) in plan)
    assert "revision_briefing_number_key" in lines
    assert "Function Scan" not in lines


def test_whom_the_server_turns_away_is_told_so(desk: Desk) -> None:
    desk.sql("do $$ begin create role turned_away; exception when others then null; end $$")
    person = desk.person("away", policy="reader")
    desk.sql(f'grant turned_away to "{person.role}"')
    said = person.run("pull")
    assert said.code == ExitCode.UNREADABLE
    assert "pg_hba.conf rejects connection" in said.err
    assert person.run("list").code == ExitCode.FINE


def test_a_server_that_falls_in_the_midst_of_a_publication(
    desk: Desk, own_postgres: Server
) -> None:
    own = Desk(
        database=own_postgres.create(own_postgres.template(schema_sql())),
        folder=desk.folder,
        patch=desk.patch,
        capture=desk.capture,
    )
    own.sql("select briefdeck.make_shelf('policy')")
    own.sql(
        "create function public.slowly() returns trigger language plpgsql as"
        " $$ begin perform pg_sleep(60); return null; end $$;"
        " create trigger slowly after insert on briefdeck.revision execute function public.slowly()"
    )
    person = own.person("writer", policy="editor")
    path = person.write("ferry", ferry())

    def fall() -> None:
        sleeping = "select 1 from pg_stat_activity where wait_event = 'PgSleep'"
        with own.database.connect() as connection:
            while not connection.execute(sleeping).fetchone():
                time.sleep(0.01)
        own_postgres.stop()

    thread = threading.Thread(target=fall)
    thread.start()
    said = person.run("publish", "ferry")
    thread.join()
    assert said.code == ExitCode.UNREADABLE
    assert "was lost" in said.err
    assert path.read_text(encoding="utf-8") == ferry()
    said = person.run("publish", "ferry")
    assert "cannot be reached" in said.err
    assert person.run("show", "ferry").code == ExitCode.FINE
