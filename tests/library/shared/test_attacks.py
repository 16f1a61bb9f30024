"""What a member, a stranger on the server and a hostile text try against the tables and functions of a desk."""

import hashlib
import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from briefdeck.library.shared.schema import schema_sql
from support.desk import Desk
from support.postgres import Database

PUBLISH = (
    "select outcome, number from briefdeck.publish(%s, %s, %s, %s, %s, %s, 'T',"
    " array[''], array['briefing'], array['T'], array[%s], array['''harbor''']);"
)
FUNCTIONS = (
    "select p.oid::regprocedure::text, p.prosecdef, p.proconfig, p.proowner::regrole::text,"
    " has_function_privilege(%s, p.oid, 'execute')"
    " from pg_proc p where p.pronamespace = 'briefdeck'::regnamespace"
)


def put(
    connection: "psycopg.Connection[Any]",
    shelf: str,
    name: str,
    level: int,
    text: str,
    base: Any = None,
) -> Any:
    """Publish without our client."""
    content = text.encode()
    known = hashlib.sha256(content).digest()
    return connection.execute(PUBLISH, [shelf, name, base, level, content, known, text]).fetchone()


def writer(desk: Desk, name: str = "writer", **ranks: str) -> "psycopg.Connection[Any]":
    return desk.database.connect(desk.person(name, **(ranks or {"policy": "editor"})).role)


def test_functions_are_held_to_a_search_path_and_strangers_have_few_of_them(desk: Desk) -> None:
    stranger = desk.database.role("stranger")
    granted = set()
    for name, is_definer, settings, owner, is_granted in desk.sql(FUNCTIONS, stranger):
        if name in {"briefdeck.score(tsvector,tsquery,text)", "briefdeck.seen(bigint,integer)"}:
            assert not is_definer
            assert not is_granted
            continue
        assert settings, name
        assert isinstance(settings, list)
        assert "search_path=pg_catalog, pg_temp" in settings, name
        assert owner == "postgres"
        if is_granted:
            granted.add(str(name).removeprefix("briefdeck.").partition("(")[0])
            assert is_definer or name == "briefdeck.caller()", name
    assert granted == {
        "caller", "ranks", "is_seen", "head", "changes", "contents", "comments", "revisions",
        "earlier", "languages", "search", "publish", "withdraw", "add_comment",
    }  # fmt: skip


def test_nobody_but_the_owner_writes_and_every_table_hides_rows(desk: Desk) -> None:
    person = desk.person("editor", policy="editor")
    tables = desk.sql(
        "select c.relname, c.relrowsecurity, has_table_privilege(%s, c.oid, 'insert')"
        " or has_table_privilege(%s, c.oid, 'update') or has_table_privilege(%s, c.oid, 'delete')"
        " or has_table_privilege(%s, c.oid, 'truncate') or has_table_privilege(%s, c.oid, 'trigger')"
        " or has_table_privilege(%s, c.oid, 'references')"
        " from pg_class c where c.relnamespace = 'briefdeck'::regnamespace and c.relkind in ('r', 'p')",
        *[person.role] * 6,
    )
    assert len(tables) == 9 + 32
    assert {(hides, writes) for _, hides, writes in tables} == {(True, False)}
    parts = desk.sql(
        "select bool_or(has_table_privilege(%s, inhrelid, 'select')) from pg_inherits"
        " where inhparent = 'briefdeck.entry'::regclass",
        person.role,
    )
    assert parts == [(False,)]
    with writer(desk, "other") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("create function briefdeck.f() returns int language sql as 'select 1'")


def test_a_reader_learns_nothing_of_drafts_by_asking_for_changes(desk: Desk) -> None:
    with writer(desk) as connection:
        put(connection, "policy", "open", 1, "first")
        put(connection, "policy", "secret-merger", 3, "draft")
    with writer(desk, "reader", policy="reader") as reader:
        for since in (None, "0", "3"):
            rows = reader.execute(
                "select name from briefdeck.changes('policy', %s::xid8)", [since]
            ).fetchall()
            assert rows == [("open",)], since


def test_whoever_could_see_a_briefing_is_told_that_it_went(desk: Desk) -> None:
    with writer(desk) as connection, writer(desk, "reader", policy="reader") as reader:
        put(connection, "policy", "open", 1, "first")
        connection.execute("select briefdeck.withdraw('policy', 'open')")
        put(connection, "policy", "open", 3, "a draft of it")
        rows = reader.execute(
            "select name, number from briefdeck.changes('policy', '3')"
        ).fetchall()
        assert rows == [("open", None)]


def test_a_refused_publication_leaves_no_trace(desk: Desk) -> None:
    with writer(desk) as connection:
        assert put(connection, "policy", "gone", 1, "text", base=b"0" * 32)[0] == "withdrawn"
    assert desk.sql("select count(*) from briefdeck.briefing") == [(0,)]


@pytest.mark.parametrize("right", ["SUPERUSER", "CREATEROLE"])
def test_the_schema_of_somebody_else_is_not_taken_over(
    new_database: Callable[[], Database], right: str
) -> None:
    database = new_database()
    mallory, admin = database.role("mallory"), database.role("admin", right)
    with database.connect() as connection:
        connection.execute(f'grant create on database {database.name} to "{mallory}", "{admin}"')
    with database.connect(mallory) as connection:
        connection.execute(
            "create schema briefdeck; grant all on schema briefdeck to public;"
            " create table briefdeck.member (shelf int, role name, rank smallint)"
        )
    with database.connect(admin) as connection, pytest.raises(psycopg.Error, match="belongs to"):
        connection.execute(schema_sql().encode())


def test_objects_of_ones_own_stand_in_for_none_of_the_desks(desk: Desk) -> None:
    with writer(desk) as connection:
        put(connection, "policy", "open", 1, "first")
    desk.sql(f"grant create, temporary on database {desk.database.name} to public")
    mallory = desk.person("mallory")
    with desk.database.connect(mallory.role) as connection:
        connection.execute(
            """
            create schema trap;
            create function trap.pg_has_role(name, oid, text) returns boolean language sql as 'select true';
            create function trap.yes(name, text) returns boolean language sql as 'select true';
            create operator trap.= (leftarg = name, rightarg = text, function = trap.yes);
            create function trap.coalesce(name, name) returns name language sql as 'select ''postgres''::name';
            create temporary table member (shelf int, role name, rank smallint);
            insert into member values (1, current_user, 4);
            create temporary table pg_roles (oid oid, rolname name);
            insert into pg_roles select oid, rolname from pg_catalog.pg_roles;
            """
        )
        for path in ("trap, pg_catalog", "pg_temp, trap, pg_catalog, briefdeck"):
            connection.execute(f"set search_path = {path}")
            assert connection.execute("select * from briefdeck.ranks()").fetchall() == []
            with pytest.raises(psycopg.Error, match="no such shelf"):
                connection.execute("select * from briefdeck.changes('policy', null)")


def test_no_setting_makes_a_member_of_somebody(desk: Desk) -> None:
    editor = desk.person("editor", policy="editor")
    mallory = desk.database.role("mallory")
    with desk.database.connect(mallory) as connection:
        for text in (
            f'set role "{editor.role}"',
            f'set session authorization "{editor.role}"',
            f"select set_config('role', '{editor.role}', false)",
            f"create function pg_temp.f() returns int language sql set role = '{editor.role}' as '';",
            "alter table briefdeck.member disable row level security",
            "set row_security = off; select * from briefdeck.member",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(text.encode())
            connection.execute("reset all")
        assert connection.execute("select caller from briefdeck.caller() caller").fetchone() == (
            mallory,
        )
        connection.execute(f"alter role current_user set role = '{mallory}'")
        connection.execute("set row_security = on")
        for table in ("shelf", "member", "briefing", "revision", "version", "entry", "comment"):
            assert connection.execute(
                f"select count(*) from briefdeck.{table}".encode()
            ).fetchone() == (0,), table


def test_functions_that_leak_see_no_rows_of_others(desk: Desk) -> None:
    """A cheap condition would be asked before the policy, were that not a barrier."""
    with writer(desk) as connection:
        put(connection, "policy", "open", 1, "first")
    mallory = desk.person("mallory")
    desk.sql(f'grant create on schema public to "{mallory.role}"')
    with desk.database.connect(mallory.role) as connection:
        connection.execute(
            "create function public.tell(text) returns boolean language plpgsql cost 0.0000001"
            " as $$ begin raise exception 'seen %', $1; end $$"
        )
        for column in ("body", "words::text", "label"):
            found = connection.execute(
                f"select * from briefdeck.entry where public.tell({column})".encode()
            ).fetchall()
            assert found == []
        told = connection.execute(
            "select * from pg_stats where schemaname = 'briefdeck'"
        ).fetchall()
        assert told == []


def test_a_writer_plants_nothing_in_another_shelf(desk: Desk) -> None:
    """Words that a client sends are its own affair, except for which shelf they are on."""
    sign = desk.sql("select briefdeck.shelf_sign(id) from briefdeck.shelf where name = 'secret'")
    with writer(desk, policy="writer") as connection, writer(desk, "spy", secret="editor") as spy:
        connection.execute(
            PUBLISH.replace("array['''harbor''']", "array[%s]"),
            [
                *("policy", "planted", None, 3, b"x", hashlib.sha256(b"x").digest(), "text"),
                f"'harbor' '{sign[0][0]}'",
            ],
        )
        for query in ("'harbor'", f"'{sign[0][0]}'", "!'nothing'", ""):
            found = spy.execute(
                "select * from briefdeck.search('secret', %s, %s, '', %s, null, 20)", [query] * 3
            ).fetchall()
            assert found == []


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/x",
        "/etc/x",
        "..",
        ".hidden",
        "a/b",
        "a\\b",
        "x\ny",
        "x\x1b[0m",
        " x",
        "x ",
        "",
        "c:x",
    ],
)
def test_a_name_that_is_no_file_name_is_refused(common_desk: Desk, name: str) -> None:
    with writer(common_desk) as connection, pytest.raises(psycopg.errors.CheckViolation):
        put(connection, "policy", name, 1, "text")


def test_a_comment_is_not_lost_to_a_publication_at_the_same_time(desk: Desk) -> None:
    with (
        writer(desk) as connection,
        writer(desk, "second") as second,
        writer(desk, "third", policy="reviewer") as reviewer,
    ):
        put(connection, "policy", "open", 1, "first")
        base = hashlib.sha256(b"first").digest()
        with second.transaction():
            put(second, "policy", "open", 1, "second", base)
            said: list[object] = []

            def comment() -> None:
                try:
                    said.append(
                        reviewer.execute(
                            "select briefdeck.add_comment('policy', 'open', '', 'Hm.')"
                        ).fetchone()
                    )
                except psycopg.Error as error:
                    said.append(error)

            thread = threading.Thread(target=comment)
            thread.start()
            while not desk.sql(
                "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
            ):
                pass
        thread.join()
        assert said == [(1,)]
        assert desk.sql("select revision from briefdeck.comment") == [(2,)]
