"""Files as they are imported, for tests: bytes in, entries out as TOML has them."""

from decimal import Decimal
from typing import Any

import tomli

from briefdeck.intake.formats import BY_NAME, form_of, take
from briefdeck.intake.joining import entries_text
from briefdeck.intake.taken import Options, Taken


def taken(
    content: str | bytes, name: str = "table.csv", *, form: str | None = None, **said: Any
) -> Taken:
    """Import a file, in a format that is said or else found as the program finds it."""
    data = content.encode() if isinstance(content, str) else content
    found = BY_NAME[form] if form else form_of(name, data, said.get("makes"))
    assert found is not None
    return take(found, data, Options(form=found.name, name=name, **said))


def entries(done: Taken) -> dict[str, list[dict[str, Any]]]:
    """Return the entries by table, as a reader of TOML has them, fractions with all digits."""
    return tomli.loads(entries_text(done.items), parse_float=Decimal)


def series(done: Taken) -> list[dict[str, Any]]:
    """Return the series, of which each is sound."""
    assert all(item.entry() is not None for item in done.items)
    return entries(done).get("series", [])


def values(one: dict[str, Any]) -> list[Any]:
    """Return the values of a series."""
    return [point.get("value") for point in one["points"]]


def times(one: dict[str, Any]) -> list[str]:
    """Return the times of a series."""
    return [point["at"] for point in one["points"]]
