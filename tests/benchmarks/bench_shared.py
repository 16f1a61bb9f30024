"""A shared shelf at full size: `python tests/benchmarks/bench_shared.py [BRIEFINGS] [RANDOM QUERIES] [FOLDER]`.

Starts a PostgreSQL of its own (without fsync), publishes BRIEFINGS of about 20 KB on the shelf `policy` and a tenth as many on
`secret`, and measures what a member of `policy` without special rights waits for. With a FOLDER the server stays until Ctrl+C,
and whoever names the same FOLDER meanwhile measures there without publishing first. Times are milliseconds of processor time, of the
server's process or of ours, as other programs may be at work; in brackets by the clock. Prints a line a figure.
"""

import contextlib
import hashlib
import itertools
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.bench_library import Writer, report
from briefdeck.library.folders import folders
from briefdeck.library.grammar import parse
from briefdeck.library.query import BadQuery
from briefdeck.library.shared.asking import ask
from briefdeck.library.shared.publishing import _PUBLISH, publish
from briefdeck.library.shared.pulling import pull
from briefdeck.library.shared.rows import rows_of
from briefdeck.library.shared.schema import schema_sql
from briefdeck.loader import load_text
from briefdeck.text.folding import tokens
from support.desk import as_asked
from support.postgres import Database, Server, running

BRIEFINGS = 20_000
RANDOM = 10_000
EACH = 40
LIMIT = 50
SEARCH = "select briefing, total from briefdeck.search(%s, %s, %s, %s, %s, %s::xid8, 20)"
SCANS = (
    "select (select sum(pg_stat_get_xact_numscans(inhrelid)) from pg_inherits"
    " where inhparent = 'briefdeck.entry_words'::regclass),"
    " (select sum(pg_stat_get_xact_numscans(inhrelid)) from pg_inherits"
    " where inhparent = 'briefdeck.entry'::regclass)"
)
SIZES = (
    "select regexp_replace(c.relname, 'entry_[0-9]+', 'entry'), sum(pg_table_size(c.oid))::bigint"
    " from pg_class c where c.relnamespace = 'briefdeck'::regnamespace and c.relkind in ('r', 'i')"
    " group by 1 order by 2 desc"
)


class Cost(NamedTuple):
    """Milliseconds of something: by the clock, of our process, of the server's."""

    clock: float
    own: float
    server: float


class Member:
    """Somebody's connection, and how long the server's process behind it was busy."""

    def __init__(self, database: Database, role: str) -> None:
        self.connection = database.connect(role, prepare_threshold=None)
        self.pid = self.connection.info.backend_pid

    def busy(self) -> float:
        """Milliseconds for which the server's process has had a processor."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e6

    def costs(self, work: Callable[[], object]) -> Cost:
        """What something costs that is done over this connection."""
        server, own, clock = self.busy(), time.process_time(), time.perf_counter()
        work()
        return Cost(
            (time.perf_counter() - clock) * 1000,
            (time.process_time() - own) * 1000,
            self.busy() - server,
        )


def put(editor: Member, shelf: str, name: str, text: str) -> float:
    """Publish a text for readers; what that costs the server."""
    content = text.encode()
    loaded = load_text(content, name, path=Path(f"{name}.toml"))
    assert loaded.briefing is not None
    rows = rows_of(name, loaded.briefing, loaded.links)
    digest = hashlib.sha256(content).digest()
    values = [shelf, name, None, 1, content, digest, *rows]
    before = editor.busy()
    said = editor.connection.execute(_PUBLISH, values).fetchone()
    assert said is not None
    assert said[0] == "published"
    return editor.busy() - before


def phrase(writer: Writer, texts: list[str], length: int) -> str:
    """So many words that stand side by side in some text of the shelf."""
    text = writer.random.choice(texts).split()
    start = writer.random.randrange(len(text) - length + 1)
    return " ".join(text[start : start + length])


def common(writer: Writer, count: int) -> str:
    """Words of the fifty commonest."""
    return " ".join(
        writer.random.choices(writer.words[:50], cum_weights=writer.weights[:50], k=count)
    )


def kinds(writer: Writer, texts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Queries of each kind, words by how common they are in the texts."""
    part = partial(phrase, writer, texts)
    kinds: dict[str, Callable[[], str]] = {
        "one word": lambda: writer.text(1),
        "the most common words": lambda: writer.random.choice(writer.words[:12]),
        "two words": lambda: writer.text(2),
        "a phrase of the texts": lambda: f'"{part(2)}"',
        "a phrase of three": lambda: f'"{part(3)}"',
        "a phrase of four": lambda: f'"{part(4)}"',
        "two words as a phrase": lambda: f'"{writer.text(2)}"',
        "two common words as a phrase": lambda: f'"{common(writer, 2)}"',
        "three common words as a phrase": lambda: f'"{common(writer, 3)}"',
        "four common words as a phrase": lambda: f'"{common(writer, 4)}"',
        "a phrase that goes on": lambda: f'"{part(3)[:-1]}"*',
        "two common words and a letter": lambda: f'"{common(writer, 3)[:-1]}"*',
        "a common word and a beginning": lambda: f'"{common(writer, 2)[:-1]}"*',
        "a phrase in titles": lambda: f'title:"{common(writer, 2)}"',
        "a phrase and a kind": lambda: f'kind:event "{common(writer, 3)}"',
        "a phrase and a year": lambda: f'year:2006..2008 "{common(writer, 3)}"',
        "a phrase and not a word": lambda: f'"{common(writer, 3)}" NOT {writer.text(1)}',
        "two phrases": lambda: f'"{common(writer, 2)}" "{part(2)}"',
        "a beginning": lambda: f"{(writer.text(1) + 'abc')[:3]}*",
        "a title": lambda: f"title:{writer.text(1)}",
        "a kind and a word": lambda: f"kind:event {writer.text(1)}",
        "years and a word": lambda: f"{writer.text(1)} year:2006..2008",
        "a tag alone": lambda: f"tag:t{writer.random.randrange(50)}",
    }
    for kind, make in kinds.items():
        # A beginning of one letter is no query.
        made = iter(make, None)
        yield kind, list(itertools.islice((text for text in made if as_asked(text)), EACH))


def spread(times: list[float]) -> str:
    """The median, what 95 and 99 of 100 are below, and the most."""
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return f"{cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f} / {max(times):.1f}"


def some_texts(member: Member) -> list[str]:
    """Texts of a thousand entries, as readers would quote them."""
    sql = (
        "select body from briefdeck.search('policy', %s, %s, '', %s, null, 1000)"
        " where length(body) > 100"
    )
    words = as_asked("kind:event")
    assert words is not None
    return [" ".join(tokens(body)) for (body,) in rows(member, sql, words[0], words[1], words[3])]


def search(member: Member, writer: Writer) -> None:
    """Ask queries of all kinds, and look at which indexes the server reads for them."""
    costs: list[Cost] = []
    for kind, texts in kinds(writer, some_texts(member)):
        of_kind: list[Cost] = []
        for text in texts:
            words = as_asked(text)
            assert words is not None, text
            with member.connection.transaction():
                before = one(member, SCANS)
                of_kind.append(member.costs(partial(rows, member, SEARCH, "policy", *words, None)))
                after = one(member, SCANS)
            assert after[0] > before[0], f"{text} does not use the index of words"
            assert after[1] == before[1], f"{text} reads the whole table"
        costs += of_kind
        report(
            f"search for {kind}: p50/p95/p99/most (by the clock)",
            f"{spread([cost.server for cost in of_kind])} ({spread([cost.clock for cost in of_kind])})",
        )
    report(
        "all of these (by the clock)",
        f"{spread([cost.server for cost in costs])} ({spread([cost.clock for cost in costs])})",
    )
    report("  limit", f"p95 {LIMIT}; the index of words is read, the table never whole: asserted")


def rows(member: Member, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    return member.connection.execute(sql.encode(), values).fetchall()


def one(member: Member, sql: str, *values: object) -> tuple[Any, ...]:
    """The only row of an answer."""
    [row] = rows(member, sql, *values)
    return row


def foreign(member: Member, writer: Writer, count: int) -> None:
    """Random queries, none of which may give a row of a shelf of others."""
    chance = random.Random(2)
    shapes = (
        "{0}",
        "{0} OR {1}",
        "NOT {0}",
        "{0} NOT {1}",
        "kind:event",
        "{0}*",
        "title:{0} OR {1}",
    )
    found = strange = 0
    for _ in range(count):
        words = as_asked(chance.choice(shapes).format(writer.text(1), writer.text(1)))
        if words is None:
            continue
        for briefing, _total in member.connection.execute(SEARCH, ["policy", *words, None]):
            found += 1
            strange += not briefing.startswith("policy-")
    report(f"{count:,} random queries: rows, of them of other shelves", f"{found:,}, {strange}")
    assert strange == 0
    assert found > count


def sizes(database: Database, texts: int) -> None:
    """What tables and indexes take, in bytes and against the texts."""
    with database.connect() as connection:
        for name, size in connection.execute(SIZES.encode()):
            if size > texts / 100:
                report(f"{name}: MB (against the texts)", f"{size / 1e6:.0f} ({size / texts:.2f})")
        [total] = connection.execute("select pg_database_size(current_database())").fetchone() or [
            0
        ]
    report("the database: MB (against the texts)", f"{total / 1e6:.0f} ({total / texts:.2f})")


def pulled(member: Member, home: Path, database: Database, role: str, writer: Writer) -> None:
    """Pull all, pull nothing new, publish, pull one, search beyond the mirror."""
    config = home / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'[library]\nshared = ["{database.url(role, shelf="policy")}"]\n')
    os.environ["BRIEFDECK_HOME"] = str(home)
    places = folders()
    [shelf] = places.shared
    cost = member.costs(lambda: pull(shelf, places))
    report(
        "first pull: s of our processor time (by the clock)",
        f"{cost.own / 1000:.1f} ({cost.clock / 1000:.1f})",
    )
    idle = [member.costs(lambda: pull(shelf, places)) for _ in range(20)]
    report(
        "pull with nothing new, whole: p50/p95/p99/most (by the clock)",
        f"{spread([cost.own for cost in idle])} ({spread([cost.clock for cost in idle])})",
    )
    mark = one(member, "select mark from briefdeck.head('policy')")[0]
    none = [
        member.costs(
            lambda: (
                one(member, "select * from briefdeck.head('policy')"),
                member.connection.execute(
                    "select * from briefdeck.changes('policy', %s::xid8)", [mark]
                ).fetchall(),
            )
        )
        for _ in range(100)
    ]
    report(
        "  of that on the server's connection: by the clock (limit 10)",
        spread([cost.clock for cost in none]),
    )
    own = places.own / f"policy-new-{time.time_ns()}.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(writer.briefing(1))
    sent = member.costs(lambda: publish(own, shelf, places, "published"))
    report("publish a new one: ours (by the clock)", f"{sent.own:.0f} ({sent.clock:.0f})")
    query = parse("kind:event")
    assert not isinstance(query, BadQuery)
    beyond = [member.costs(lambda: ask(shelf, query, 20, places)) for _ in range(20)]
    report(
        "search of what is not mirrored, one briefing (by the clock)",
        f"{spread([cost.own for cost in beyond])} ({spread([cost.clock for cost in beyond])})",
    )
    cost = member.costs(lambda: pull(shelf, places))
    report("pull one: ours (by the clock)", f"{cost.own:.0f} ({cost.clock:.0f})")


class Filled(NamedTuple):
    """A database with two shelves in it: who may publish there, and who asks."""

    database: Database
    editor: str
    member: str


def filled(server: Server, writer: Writer, count: int) -> Filled:
    """Make a database, publish so many briefings, and say what that costs."""
    database = server.create(server.template(schema_sql()))
    there = Filled(database, database.role("editor"), database.role("member"))
    with database.connect() as owner:
        owner.execute("select briefdeck.make_shelf('policy'), briefdeck.make_shelf('secret')")
        for shelf, role in (
            ("policy", there.editor),
            ("secret", there.editor),
            ("policy", there.member),
        ):
            owner.execute("select briefdeck.add_member(%s, %s, 'editor')", [shelf, role])
        [(index,)] = owner.execute(
            "select indexdef from pg_indexes where indexname = 'entry_words'"
        ).fetchall()
        owner.execute("drop index briefdeck.entry_words")
        chief = Member(database, there.editor)
        costs = [
            put(chief, shelf, f"{shelf}-{number:05d}", writer.briefing(number))
            for shelf, of in (("policy", count), ("secret", count // 10))
            for number in range(of)
        ]
        report("publish without the index of words, on the server: p50/p95/p99/most", spread(costs))
        started = time.perf_counter()
        owner.execute("set maintenance_work_mem = '256MB'")
        owner.execute(index.replace(" ON ONLY ", " ON ").encode())
        report("making the index of words: s by the clock", f"{time.perf_counter() - started:.0f}")
        owner.execute("vacuum analyze")
    return there


def found(server: Server, kept: Path) -> Filled | None:
    """What somebody has filled who keeps the server running."""
    if not kept.exists():
        return None
    name, editor, member = kept.read_text().split()
    return Filled(Database(server=server, name=name), editor, member)


def measured(there: Filled, writer: Writer, random_queries: int) -> None:
    """Print all figures of a filled database."""
    database = there.database
    with database.connect() as owner:
        [(texts,)] = owner.execute("select sum(size) from briefdeck.revision").fetchall()
    report("texts: MB", f"{texts / 1e6:.0f}")
    sizes(database, int(texts))
    member, chief = Member(database, there.member), Member(database, there.editor)
    search(member, writer)
    foreign(member, writer, random_queries)
    late = [
        put(chief, "policy", f"policy-late-{time.time_ns()}", writer.briefing(each))
        for each in range(EACH)
    ]
    report("publish with it, on the server: p50/p95/p99/most", spread(late))
    with tempfile.TemporaryDirectory() as home:
        pulled(member, Path(home), database, there.member, writer)


def main(count: int, random_queries: int, folder: str = "") -> None:
    """Fill, unless somebody has, and measure."""
    writer = Writer()
    with contextlib.ExitStack() as at_the_end:
        shared = Path(folder or at_the_end.enter_context(tempfile.TemporaryDirectory(dir="/tmp")))
        shared.mkdir(parents=True, exist_ok=True)
        server = running(shared)
        if not isinstance(server, Server):
            sys.exit(server)
        report("PostgreSQL", f"{server.version}, {count:,} briefings")
        kept = server.folder / "filled"
        there = found(server, kept)
        is_ours = there is None
        there = there or filled(server, writer, count)
        if is_ours:
            kept.write_text(f"{there.database.name} {there.editor} {there.member}")
        measured(there, writer, random_queries)
        if folder and is_ours:
            report("the server stays until Ctrl+C", folder)
            with contextlib.suppress(KeyboardInterrupt):
                signal.pause()
        os.close(server.holds)
        while is_ours and server.folder.exists():
            time.sleep(0.05)


if __name__ == "__main__":
    given = [*sys.argv[1:], *map(str, (BRIEFINGS, RANDOM)[len(sys.argv) - 1 :])]
    main(int(given[0]), int(given[1]), *given[2:])
