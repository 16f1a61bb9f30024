"""What is repeated without going back fails at its first character or not at all.

Python before 3.11.4 stays where such a repetition failed midway, and takes too much, or raises
SystemError for a group that ends before it begins.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import briefdeck
from briefdeck.text.pattern import _Pattern

FAST = {_constants.POSSESSIVE_REPEAT, _constants.ATOMIC_GROUP}
LOOKS = {_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT}
SINGLE = {_constants.IN, _constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY}
SPARED = {"briefdeck.text.html_tree._TAG"}
"""What fails midway only at the end of a text, where nothing can match any more."""


def _parts(value: Any) -> Iterator[Any]:
    for part in value if isinstance(value, tuple) else [value]:
        for inner in part if isinstance(part, list) else [part]:
            if isinstance(inner, _parser.SubPattern):
                yield inner


def _may_stop_midway(body: Iterable[tuple[Any, Any]]) -> bool:
    """Whether something that may fail stands in a sequence behind what takes characters."""
    is_behind = is_over = False
    for kind, value in body:
        if kind is _constants.SUBPATTERN and value[0] is not None:
            return True
        if is_over:
            return True
        if kind is _constants.BRANCH or kind is _constants.SUBPATTERN:
            if is_behind or any(map(_may_stop_midway, _parts(value))):
                return True
        elif (is_behind or kind in FAST) and kind not in {*SINGLE, _constants.AT}:
            is_optional = kind is _constants.POSSESSIVE_REPEAT and not value[0]
            if is_behind and not (is_optional and value[2][0][0] in SINGLE):
                return True
            is_over = True
        is_behind = is_behind or kind not in LOOKS
    return False


def _amiss(parsed: Iterable[tuple[Any, Any]]) -> bool:
    for kind, value in parsed:
        if any(map(_amiss, _parts(value))):
            return True
        if kind in FAST and any(map(_may_stop_midway, _parts(value))):
            return True
    return False


def _expressions() -> Iterator[tuple[str, str, int]]:
    for found in walk_packages(briefdeck.__path__, "briefdeck."):
        if found.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, _Pattern):
                yield f"{found.name}.{name}", value._source, value._flags
            elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{found.name}.{name}", value.pattern, value.flags
            elif isinstance(value, tuple):
                yield from (
                    (f"{found.name}.{name}", each._source, each._flags)
                    for each in value
                    if isinstance(each, _Pattern)
                )


@pytest.mark.parametrize(
    "source",
    [r"(?:a[0-9]++)*+", r"(?:'(?!'')|b)*+", r"(?:a(b))?+", r"(?:a(?:bb|c)d)++", r"(?:x|a[b]*+c)*+"],
)
def test_what_may_fail_midway_is_told(source: str) -> None:
    assert _amiss(_parser.parse(source))


def test_no_repetition_fails_midway() -> None:
    found = [name for name, source, flags in _expressions() if _amiss(_parser.parse(source, flags))]
    assert set(found) == SPARED
