"""The only door to the network: a connection to the server of a shared shelf, through libpq.

Addresses, users, passwords and certificates are libpq's affair, and so are its environment, its
service file and ~/.pgpass. What goes wrong is said as a `SharedError`.
"""

import contextlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, LiteralString, NamedTuple, NoReturn, TypeVar

import msgspec

from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.shared.mirror import Marked
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    import psycopg

VERSION: Final = 1
"""The version of the server's tables and functions that this program knows."""
CONNECT_SECONDS: Final = 10
STATEMENT_SECONDS: Final = 60
RANKS: Final = ("reader", "reviewer", "writer", "editor")
"""What a member may be, by the rank on the server, which is counted from 1."""
UNKNOWN: Final = "BD001"
_Row = TypeVar("_Row")
_LONGEST_REASON: Final = 300
_SETUP: Final = "An administrator sets it up: `briefdeck schema --shared | psql DATABASE`."
_LATER: Final = "Everything local goes on; try again later."


class SharedError(Exception):
    """A shared shelf cannot be used, or not so: what is wrong, and what to do.

    `is_unknown`: the server knows no such shelf for whoever asks. `is_closed`: whatever is asked of
    the shelf comes to nothing, be it read or written; else only this one thing does.
    """

    def __init__(
        self, message: str, remedy: str = "", *, is_unknown: bool = False, is_closed: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.is_unknown = is_unknown
        self.is_closed = is_closed


class Head(NamedTuple):
    """What the server says of a shelf, to whoever asks.

    `lineage` names the database for as long as its marks go on; `mark` is up to where all that was
    written has been seen; `channel` is where it tells of changes.
    """

    version: int
    lineage: str
    mark: str
    rank: int
    caller: str
    channel: str

    def knows(self, marked: Marked) -> bool:
        """Whether a mark is of this database, and was given to the same member and rank."""
        given_to = (marked.lineage, marked.rank, marked.caller)
        return bool(marked.mark) and given_to == (self.lineage, self.rank, self.caller)


class Session:
    """A connection, and the shelf that it is for."""

    def __init__(self, shelf: SharedShelf, connection: "psycopg.Connection[Any]") -> None:
        self.shelf = shelf
        self.connection = connection
        self._is_known = False

    def ask(self, kind: type[_Row], sql: LiteralString, *values: object) -> list[_Row]:
        """Return what a statement gives that is a transaction of its own; raises SharedError."""
        with told(self.shelf), self.turn():
            if not self._is_known:
                self.head()
            return self.rows(kind, sql, *values)

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Have statements be one transaction, within which each has a limit of time."""
        # For this transaction only: behind a pooler others get the same connection.
        self.connection.execute(_BEGIN)
        try:
            yield
        except BaseException:
            if not self.connection.broken:
                self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def head(self) -> Head:
        """Return what the server says of the shelf; SharedError where it is of another version."""
        head = self.one(Head, _HEAD, self.shelf.name)
        if head.version != VERSION:
            raise _other_version(head.version, self.shelf)
        self._is_known = True
        return head

    def rows(self, kind: type[_Row], sql: LiteralString, *values: object) -> list[_Row]:
        """Return what a statement gives; SharedError where that is of another kind."""
        with self.connection.cursor(binary=True) as cursor:
            given = cursor.execute(sql, values).fetchall()
        try:
            return msgspec.convert(given, list[kind])  # type: ignore[valid-type]  # kind is one
        except msgspec.ValidationError:
            raise strange(self.shelf) from None

    def one(self, kind: type[_Row], sql: LiteralString, *values: object) -> _Row:
        """Return the only row that a statement gives."""
        return only(self.rows(kind, sql, *values), self.shelf)

    def listen(self, channel: str) -> None:
        """Have `notices` give what comes over a channel from now on."""
        import psycopg
        from psycopg import sql

        # A standby takes part in no notices; it is asked now and then all the same.
        with contextlib.suppress(psycopg.errors.ReadOnlySqlTransaction):
            self.connection.execute(sql.SQL("listen {}").format(sql.Identifier(channel)))

    def wait(self, seconds: float) -> bool:
        """Wait for a change; whether one has come within so many seconds."""
        return any(True for _ in self.connection.notifies(timeout=seconds, stop_after=1))


def only(rows: list[_Row], shelf: SharedShelf) -> _Row:
    """Return the only one of some rows."""
    if len(rows) != 1:
        raise strange(shelf)
    return rows[0]


def strange(shelf: SharedShelf) -> SharedError:
    """Return the error for an answer that nobody expects."""
    return SharedError(
        f"The server of `{shelf.name}` answers as no server of briefdeck does.",
        "Nothing was changed; check the address in the configuration.",
        is_closed=True,
    )


_HEAD: Final[LiteralString] = (
    "select version, lineage, mark, rank, caller::text, channel from briefdeck.head(%s)"
)
_BEGIN: Final[LiteralString] = "begin; set local statement_timeout = '60s'"


@contextlib.contextmanager
def session(shelf: SharedShelf) -> Iterator[Session]:
    """Give a connection to the server of a shelf; SharedError where something is wrong with it."""
    try:
        import psycopg
    except ImportError as error:
        raise SharedError(
            f"The shelf `{shelf.name}` needs what talks to PostgreSQL: {error}.",
            "`pip install 'briefdeck[shared]'` installs it.",
            is_closed=True,
        ) from None
    try:
        connection = psycopg.connect(
            shelf.address,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            application_name="briefdeck",
            # A pooler between us and the server forgets what was prepared.
            prepare_threshold=None,
        )
    except psycopg.Error as error:
        raise _not_reached(shelf, error) from None
    with contextlib.closing(connection), told(shelf):
        yield Session(shelf, connection)


@contextlib.contextmanager
def told(shelf: SharedShelf) -> Iterator[None]:
    """Have what the server answers to some work, or its silence, be a SharedError."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        _say(shelf, error)


def _not_reached(shelf: SharedShelf, error: "psycopg.Error") -> SharedError:
    """Return what to say where there is no connection.

    libpq has no codes for that, and servers say it in their own language: words are looked at where
    its state and the error's class say nothing.
    """
    import psycopg

    said = _reason(error)
    low = said.lower()
    if isinstance(error, psycopg.ProgrammingError) or re.search(r"invalid .* value", low):
        remedy = "Mend `library.shared` in the configuration that `briefdeck where` prints."
        message = f"libpq cannot read the address of `{shelf.name}`: {said}"
        return SharedError(message, remedy, is_closed=True)
    state = error.pgconn
    if (state and state.needs_password) or "password" in low or "authentication" in low:
        message = f"The server of `{shelf.name}` did not let you in: {said}"
        return SharedError(message, _WHO_ASKS, is_closed=True)
    message = f"The server of `{shelf.name}` cannot be reached: {said}"
    otherwise = _PASSWORD if state and state.used_password else _LATER
    remedy = next((remedy for sign, remedy in _NOT_LATER if re.search(sign, low)), otherwise)
    return SharedError(message, remedy, is_closed=True)


_ADDRESS: Final = (
    "Mend the address in `library.shared` in the configuration that `briefdeck where` prints."
)
_WHO_ASKS: Final = "libpq takes the user from the address or PGUSER, the password from ~/.pgpass."
_PASSWORD: Final = f"See whether the password in ~/.pgpass is right. {_LATER}"
_NOT_LATER: Final = (
    ("definition of service .* not found", "Write that service into ~/.pg_service.conf."),
    (
        'role ".*" does not exist',
        "libpq takes the user from the address or PGUSER; an administrator makes roles.",
    ),
    (
        "not permitted to log in|permission denied for database|pg_hba.conf",
        "An administrator says who may connect, and from where.",
    ),
    ("certificate", "libpq's `sslrootcert=FILE` in the address says whom to trust."),
    ('database ".*" does not exist', _ADDRESS),
    ("could not translate host name|failed to resolve host", _ADDRESS),
)
"""Where waiting does not help: what was said, as a pattern, and what to do."""


def _say(shelf: SharedShelf, error: "psycopg.Error") -> NoReturn:
    """Raise SharedError for what a server answered, or for its silence."""
    import psycopg

    name, state = shelf.name, error.sqlstate or ""
    known = _ANSWERS.get(state)
    if known is not None:
        message, remedy = known
        raise SharedError(
            message.format(name),
            remedy,
            is_unknown=state == UNKNOWN,
            is_closed=state not in _OF_ONE_BRIEFING,
        ) from None
    if isinstance(error, psycopg.DataError) and not state:
        raise SharedError(f"Nothing was sent to the server of `{name}`: {_reason(error)}") from None
    if error.sqlstate is None or state.startswith(("08", "57P")):
        lost = f"The connection to the server of `{name}` was lost: {_reason(error)}"
        remedy = "What has arrived is kept; the same command goes on."
        raise SharedError(lost, remedy, is_closed=True) from None
    said = f"The server of `{name}` refused: {_reason(error)}"
    raise SharedError(said, is_closed=True) from None


_ANSWERS: Final = {
    UNKNOWN: (
        "There is no shelf `{}` on the server for you.",
        "An administrator makes shelves and members; `briefdeck schema --shared` says how.",
    ),
    "BD002": (
        "You may not do that on the shelf `{}`.",
        "Reviewers comment, writers publish drafts and reviews too, and editors for all readers.",
    ),
    "BD003": (
        "The server of `{}` received other bytes than were sent.",
        "Nothing was published; try again.",
    ),
    "BD005": (
        "The shelf `{}` has a briefing whose name differs from this one only in case.",
        "Give the file another name, or that one.",
    ),
    "BD006": ("The shelf `{}` has no briefing of that name.", "`briefdeck pull` brings its list."),
    "BD007": (
        "The briefing on the shelf `{}` has no entry of that name.",
        "`briefdeck pull` brings the briefing as it is there.",
    ),
    "23514": (
        "The server of `{}` refuses this name or text.",
        "A name is at most 200 bytes without signs that file names lack, a briefing at most 10 MB.",
    ),
    "25006": (
        "The server of `{}` is one that is only read, such as a standby.",
        "Nothing was written; write the primary's address into the configuration.",
    ),
    "57014": (
        f"The server of `{{}}` did not finish within {STATEMENT_SECONDS} seconds.",
        "Try again later, or ask for less.",
    ),
    "3F000": ("The database of `{}` has no shared shelves.", _SETUP),
    "42P01": ("The database of `{}` has no shared shelves.", _SETUP),
    "42883": ("The database of `{}` was set up by an older briefdeck.", _SETUP),
}
"""What to say of the server's errors, by their code: of our own functions, then of PostgreSQL."""
_OF_ONE_BRIEFING: Final = frozenset({"BD002", "BD003", "BD005", "BD006", "BD007", "23514"})
"""Those after which anything else may be asked of the shelf."""


def _other_version(version: int, shelf: SharedShelf) -> SharedError:
    if version > VERSION:
        return SharedError(
            f"The shelf `{shelf.name}` is of a newer briefdeck (its version is {version}, this"
            f" program knows {VERSION}).",
            "Update briefdeck; nothing was read or written.",
            is_closed=True,
        )
    message = f"The shelf `{shelf.name}` is of an older briefdeck."
    return SharedError(message, _SETUP, is_closed=True)


def _reason(error: Exception) -> str:
    """Return what the other side says on one line, safe to show and not too long."""
    # Of a server's answer the first line: what follows is where in its functions that was.
    text = getattr(getattr(error, "diag", None), "message_primary", None) or str(error)
    said = one_line(visible(text.replace("\n", " "))).strip() or type(error).__name__
    if len(said) > _LONGEST_REASON:
        said = f"{said[:_LONGEST_REASON]}…"
    return said if said.endswith((".", "…")) else f"{said}."
