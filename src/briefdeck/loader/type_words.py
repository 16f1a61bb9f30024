"""How messages name what a value is and what a type wants."""

from datetime import date, datetime, time
from typing import Final

from msgspec import inspect

from briefdeck.text.words import one_of, quoted

_WANTED: Final[dict[type, str]] = {
    inspect.StrType: "text",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "`true` or `false`",
    inspect.CustomType: "a date",
}


def found_words(value: object) -> str:
    """What a value of the file is: `the text "x"`, `the number 5`, `a list`."""
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"the text {quoted(value)}" if value.strip() else "an empty text"
        case int() | float():
            return f"the number {quoted(value)}"
        case datetime() | date():
            return f"the date {quoted(value)}"
        case time():
            return f"the time {quoted(value)}"
        case list():
            return "a list" if value else "an empty list"
        case _:
            return "a table"


def expected_words(kind: inspect.Type) -> str:
    """What a type wants, as an author says it: `text`, `a whole number`, `a list of texts`."""
    match kind:
        case inspect.Metadata():
            return expected_words(kind.type)
        case inspect.UnionType():
            wanted = [
                expected_words(each)
                for each in kind.types
                if not isinstance(each, inspect.NoneType)
            ]
            if "a whole number" in wanted and "a number" in wanted:
                wanted.remove("a whole number")
            return " or ".join(wanted)
        case inspect.LiteralType():
            return one_of(kind.values)
        case inspect.VarTupleType():
            return f"a list of {_plural(kind.item_type)}"
        case _:
            return _WANTED.get(type(kind), "a table")


def _plural(kind: inspect.Type) -> str:
    words = expected_words(kind)
    plurals = {
        "text": "texts",
        "a table": "tables",
        "a table or text": "tables or texts",
        "a date": "dates",
    }
    return plurals.get(words, "values" if " or " in words else f"lists ({words})")
