"""The hooks with which msgspec decodes, encodes and describes the model's own types."""

from datetime import date, datetime, time
from typing import Any, Final

from briefdeck.model.edtf import Edtf

BUILTIN_TYPES: Final = (date, datetime, time)
"""TOML's own types, which `msgspec.convert` is given as `builtin_types`."""

_TIME: Final = r"T[0-9:]{8}(?:Z|[+-][0-9:]{2,5})?"
_DATE: Final = rf"Y?-?[0-9]{{2,18}}X{{0,2}}(?:-(?:[0-9]{{2}}|XX)){{0,2}}(?:{_TIME})?[?~%]?"
_END: Final = rf"(?:\.\.|(?:{_DATE}))?"
EDTF_PATTERN: Final = rf"^{_END}(?:/{_END})?$"
"""What editors check a date by; looser than `Edtf.parse`, which knows how long a month is."""


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
            "examples": ["1996-01-14", "2001-09", "1998~", "2000/2005", "2017/.."],
        }
    raise NotImplementedError(f"no schema for a {kind.__name__}")
