"""Where a shared shelf is: an address that libpq reads, and in it the name of the shelf.

`postgresql://host/desk?shelf=policy`; user, password and certificates come from libpq's own service
and password files. Light: it is read with the configuration.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from briefdeck.text.pattern import pattern

SCHEMES: Final = ("postgresql://", "postgres://")
EXAMPLE: Final = 'shared = ["postgresql:///desk?shelf=policy"]'
_SHELF: Final = pattern(r"[a-z0-9][a-z0-9-]{0,62}")
_SECRETS: Final = frozenset({"password", "sslpassword"})
_PLACES: Final = ("host", "hostaddr", "port", "dbname", "service")
"""The parameters that say which database is meant."""
_WHERE: Final = "`library.shared` in the configuration"


class SharedShelf(NamedTuple):
    """A shelf on a server: its name there, the address for libpq, and what its files are called."""

    name: str
    address: str
    key: str


def shared_shelves(named: object) -> tuple[tuple[SharedShelf, ...], tuple[str, ...]]:
    """Return the shelves that `library.shared` names, each once, and what is wrong with it."""
    if not isinstance(named, list):
        return (), (f"{_WHERE} is not a list; write {EXAMPLE}.",)
    found: dict[str, SharedShelf] = {}
    problems: list[str] = []
    for number, address in enumerate(named, start=1):
        which = f"Address {number} of {_WHERE}" if len(named) > 1 else f"The address in {_WHERE}"
        shelf = _shelf(address)
        if isinstance(shelf, str):
            problems.append(f"{which} {shelf}.")
        else:
            found.setdefault(shelf.key, shelf)
    return tuple(found.values()), tuple(problems)


def _shelf(address: object) -> SharedShelf | str:
    """Return the shelf at an address, or what is wrong with that, which never quotes it.

    What somebody took for an address may hold a password.
    """
    if not isinstance(address, str) or not address.startswith(SCHEMES):
        return f"does not begin with `{SCHEMES[0]}`; write {EXAMPLE}"
    if not address.isprintable():
        return "has a sign in it that cannot be printed"
    place, _, query = address.partition("?")
    parameters = [pair.partition("=")[::2] for pair in query.split("&") if pair]
    user, _, host = place.partition("://")[2].rpartition("@")
    # A name may be written in hexadecimal, too, but nobody who hides nothing does so.
    if ":" in user or any(name in _SECRETS or "%" in name for name, _ in parameters):
        return (
            "has a password in it, and is not used; keep passwords in libpq's own file, ~/.pgpass"
        )
    names = [value for name, value in parameters if name == "shelf"]
    if len(names) != 1:
        return "does not say which shelf is meant; end it with `?shelf=NAME`"
    if not _SHELF.fullmatch(names[0]):
        return "names a shelf in other signs than small letters, digits and hyphens"
    left = "&".join(f"{name}={value}" for name, value in parameters if name != "shelf")
    known = "\n".join(sorted(_known(host, parameters)))
    return SharedShelf(names[0], place + (f"?{left}" if left else ""), _key(names[0], known))


def _known(host: str, parameters: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what says which database is meant, whoever asks and however."""
    yield host
    yield from (f"{name}={value}" for name, value in parameters if name in _PLACES)


def _key(name: str, known: str) -> str:
    """Return a name for the shelf's files, for two servers may have shelves of one name."""
    from zlib import crc32  # `hashlib` would take 2 ms to import

    return f"{name}-{crc32(known.encode()):08x}"
