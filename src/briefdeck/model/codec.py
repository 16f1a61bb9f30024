"""The hooks with which msgspec decodes, encodes and describes the model's own types."""

from _thread import allocate_lock  # `threading`, which has it too, takes longer to import
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

import msgspec

from briefdeck.model.edtf import Edtf

BUILTIN_TYPES: Final = (date, datetime, time)
"""TOML's own types, which `msgspec.convert` is given as `builtin_types`."""

T = TypeVar("T")
_ONE_AT_A_TIME: Final = allocate_lock()

_YEAR: Final = r"(?!-0000)-?[0-9]{4}"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = rf"{_YEAR}-{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
_OFFSET: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))"
_TIME: Final = rf"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?{_OFFSET}?"
_UNSPECIFIED: Final = rf"-?[0-9]{{2}}(?:XX|[0-9]X)|{_YEAR}-(?:XX(?:-XX)?|{_MONTH}-XX)"
_LONG_YEAR: Final = r"Y-?[1-9][0-9]{4,17}"
_QUALIFIED: Final = (
    rf"(?:{_YEAR}(?:-(?:{_MONTH}|2[1-4]))?|{_DAY}|{_UNSPECIFIED}|{_LONG_YEAR})[?~%]?"
)
_DATE: Final = rf"(?:{_DAY}{_TIME}|{_QUALIFIED})"
EDTF_PATTERN: Final = rf"^(?:{_DATE}(?:/(?:{_DATE}|\.\.)?)?|(?:\.\.)?/{_DATE})$"
"""What editors check a date by; `Edtf.parse` also knows how long a month is, and what is first."""


def converted(data: object, kind: type[T]) -> T:
    """Return data of a file as one of the model's types; msgspec.ValidationError if it is not one.

    msgspec describes a type to itself when the type is first used, and fails without mercy where
    another thread uses it meanwhile.
    """
    with _ONE_AT_A_TIME:
        return msgspec.convert(data, kind, builtin_types=BUILTIN_TYPES, dec_hook=dec_hook)


def dec_hook(kind: type, value: object) -> Any:
    """Return a value of one of our types from what the file has; EdtfError where it is not one."""
    if kind is Edtf:
        return Edtf.parse(value)
    raise NotImplementedError(f"no way to read a {kind.__name__}")


def enc_hook(value: object) -> Any:
    """Return what the file would have for a value of one of our types."""
    if isinstance(value, Edtf):
        return value.text
    raise NotImplementedError(f"no way to write a {type(value).__name__}")


def schema_hook(kind: type) -> dict[str, Any]:
    """Return the JSON Schema of one of our types."""
    if kind is Edtf:
        return {
            "anyOf": [
                {"type": "string", "minLength": 2, "pattern": EDTF_PATTERN},
                {"type": "integer", "minimum": -9999, "maximum": 9999},
            ],
            "examples": ["1996-01-14", "2001-09", "1998~", "2000/2005", "2025-10-21T21:45Z"],
        }
    raise NotImplementedError(f"no schema for a {kind.__name__}")
