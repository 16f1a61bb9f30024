"""A desk: people with homes of their own who share shelves on a real server."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from briefdeck.cli import main
from briefdeck.library.folders import Folders, folders
from briefdeck.library.grammar import parse
from briefdeck.library.query import BadQuery
from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.shared.asking import asked
from briefdeck.library.shared.mirror import Mirror, load_mirror
from briefdeck.library.shared.schema import schema_sql
from support.postgres import Database, Server
from support.shelves import event


class Said(NamedTuple):
    """What a command gave: exit code and both streams."""

    code: int
    out: str
    err: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a role on the server and folders of their own."""

    home: Path
    role: str
    database: Database
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def configure(self, *addresses: str) -> None:
        """Put these addresses into the configuration."""
        (self.home / "config").mkdir(parents=True, exist_ok=True)
        listed = ", ".join(f'"{address}"' for address in addresses)
        (self.home / "config" / "config.toml").write_text(f"[library]\nshared = [{listed}]\n")

    def address(self, shelf: str) -> str:
        """The address of a shelf for this person."""
        return self.database.url(self.role, shelf=shelf)

    @property
    def places(self) -> Folders:
        """The folders of this person."""
        with self.at_home():
            return folders()

    @property
    def shelf(self) -> SharedShelf:
        """The first shelf that is configured."""
        return self.places.shared[0]

    @property
    def folder(self) -> Path:
        """The mirror of the first shelf."""
        return self.places.mirror(self.shelf)

    @property
    def mirror(self) -> Mirror:
        """The state of the mirror of the first shelf."""
        return load_mirror(self.shelf, self.places)

    @property
    def names(self) -> list[str]:
        """What the mirror of the first shelf has."""
        return sorted(path.stem for path in self.folder.glob("*.toml"))

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """Have the program work in this person's folders."""
        with self.patch.context() as patch:
            patch.setenv("BRIEFDECK_HOME", str(self.home))
            yield

    def run(self, *words: str | Path) -> Said:
        """Call the command line; nothing that it says has a control sequence."""
        self.capture.readouterr()
        with self.at_home():
            try:
                code = main([str(word) for word in words])
            except SystemExit as stop:
                code = int(stop.code or 0)
        said = self.capture.readouterr()
        assert "\x1b" not in said.out + said.err
        return Said(code, said.out, said.err)

    def write(self, name: str, text: str) -> Path:
        """Put a file into this person's own library."""
        path = self.home / "data" / "briefings" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A database with the shelves `policy` and `secret`, and whoever works there."""

    database: Database
    folder: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def person(self, name: str, **ranks: str) -> Person:
        """Somebody who is a member of shelves, by their names."""
        role = self.database.role(name)
        with self.database.connect() as connection:
            for shelf, rank in ranks.items():
                connection.execute("select briefdeck.add_member(%s, %s, %s)", [shelf, role, rank])
        person = Person(
            home=self.folder / name,
            role=role,
            database=self.database,
            patch=self.patch,
            capture=self.capture,
        )
        person.configure(*(person.address(shelf) for shelf in ranks or ("policy",)))
        return person

    def sql(self, text: str, *values: object) -> list[tuple[object, ...]]:
        """Run a statement as the owner of all tables."""
        with self.database.connect() as connection:
            cursor = connection.execute(text.encode(), values)
            return cursor.fetchall() if cursor.description else []


def as_asked(text: str) -> tuple[str, str, str, str] | None:
    """A query as the server is asked it; None where it has no meaning."""
    query = parse(text)
    return None if isinstance(query, BadQuery) else asked(query)


MADE = "select briefdeck.make_shelf('policy'), briefdeck.make_shelf('secret');"


@pytest.fixture
def desk(
    new_database: Callable[[str], Database],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    """A desk without people."""
    database = new_database(schema_sql() + MADE)
    return Desk(database=database, folder=tmp_path / "desk", patch=monkeypatch, capture=capsys)


@pytest.fixture(scope="module")
def common_database(postgres_or_why: Server) -> Iterator[Database]:
    """A database that tests of a module share."""
    database = postgres_or_why.create(postgres_or_why.template(schema_sql() + MADE))
    yield database
    database.drop()


@pytest.fixture
def common_desk(
    request: pytest.FixtureRequest,
    postgres: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    """A desk with nothing on its shelves, for tests that change no more of its database than they set up themselves."""
    del postgres  # without one the test is skipped before a database is asked for
    database = request.getfixturevalue("common_database")
    made = Desk(database=database, folder=tmp_path / "desk", patch=monkeypatch, capture=capsys)
    made.sql("truncate briefdeck.briefing, briefdeck.version cascade")
    return made


def ferry(text: str = "The ferry crosses the harbor.", *more: str) -> str:
    """A small, sound briefing with an event called `crossing`."""
    from support.shelves import briefing_text

    return briefing_text(
        "Harbor ferry", event("crossing", "First crossing", text) + "\n".join(more)
    )
