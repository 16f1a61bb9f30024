"""What a file says, in lines that differ where that differs: an entry, its fields, sentences."""

import re
from collections.abc import Iterator
from typing import Any, Final

from briefdeck.editing.toml_text import value_text
from briefdeck.text.words import one_line

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…]) (?=\S)")


def by_sentence(data: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a file's data, as `git diff` is to compare them.

    An entry begins with its table and id; below, indented, stands one field a line, and one
    sentence of it. Neither white space nor comments are told.
    """
    for table, held in data.items():
        entries = held if _is_entries(held) else [held]
        for entry in entries:
            if not isinstance(entry, dict):
                yield from _of_value(str(table), entry, "")
                continue
            yield f"{table} {one_line(str(entry.get('id', '')))}".rstrip()
            for key, value in entry.items():
                if key != "id":
                    yield from _of_value(key, value, "  ")


def _of_value(name: str, value: Any, indent: str) -> Iterator[str]:
    match value:
        case str():
            first, *others = _SENTENCE_END.split(one_line(value))
            yield f"{indent}{name}: {first}"
            yield from [f"{indent}  {sentence}" for sentence in others]
        case dict():
            for key, held in value.items():
                yield from _of_value(f"{name}.{key}", held, indent)
        case list():
            yield f"{indent}{name}:"
            for item in value:
                said = one_line(item) if isinstance(item, str) else value_text(item)
                yield f"{indent}  - {said}"
        case _:
            yield f"{indent}{name}: {value_text(value)}"


def _is_entries(held: Any) -> bool:
    return isinstance(held, list) and bool(held) and all(isinstance(each, dict) for each in held)
