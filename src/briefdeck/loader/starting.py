"""The short files from which briefings of a kind are begun, and what the starting files say.

All in them is invented, so that every field can be seen in use; `check` knows it again.
"""

from datetime import UTC, date, datetime
from functools import cache
from pkgutil import get_data
from typing import Final

import tomli

from briefdeck.loader.example import EXAMPLES, assignment
from briefdeck.model.briefing import ENTRY_TYPES, Briefing, FrontMatter
from briefdeck.model.codec import converted
from briefdeck.text.visible import visible

KINDS: Final = ("incident", "policy", "country", "literature")
"""Each is a file of data in `kinds`."""

SCHEMA_LINE: Final = "#:schema ./briefing.schema.json"
"""The first line of a new file: it tells taplo, and editors that use it, where the schema is.

It leads nowhere else, so that a file may be moved and handed on; without the schema it does
nothing.
"""


def short_starter(name: str, kind: str, *, today: date | None = None) -> str:
    """Return the text of a new briefing's file with the tables that its kind needs.

    name: the briefing's id. kind: one of `KINDS`. today: what `as_of` says; by default the day it
    is.
    """
    return begun(_text_of(kind).replace("{name}", visible(name)), name, today)


def begun(text: str, name: str, today: date | None) -> str:
    """Return a starting file with the line for editors, a title made from its id, and the day."""
    title = visible(name.replace("-", " ").strip()).replace('"', "'").capitalize()
    day = today or datetime.now(tz=UTC).date()
    for key, value in {"title": title or "A new briefing", "as_of": day.isoformat()}.items():
        before, _, after = text.partition(f'\n{key} = "')
        _, _, rest = after.partition("\n")
        text = f'{before}\n{key} = "{value}"\n{rest}'
    return f"{SCHEMA_LINE}\n{text}"


@cache
def examples() -> tuple[Briefing, ...]:
    """Return what the starting files say; of the full one also what is commented out."""
    texts = (_worked_example(), *map(_text_of, KINDS))
    return tuple(converted(tomli.loads(text), Briefing) for text in texts)


def _text_of(kind: str) -> str:
    content = get_data(__name__, f"kinds/{kind}.toml")
    assert content is not None, "every loader of packages gives their data"
    return content.decode()


def _worked_example() -> str:
    """The example of every field as one file."""
    headers: dict[type, str] = {FrontMatter: "[briefing]"}
    headers |= {kind: f"[[{kind.table}]]" for kind in ENTRY_TYPES}
    lines = [assignment(Briefing, "format")]
    for kind, header in headers.items():
        lines += [header, *(assignment(kind, key) for key in EXAMPLES[kind])]
    return "\n".join(lines)
