"""The names of what loading finds, with a sentence each, so that they can be listed and explained like the rules."""

from typing import Final

from briefdeck.check.rule import Rule
from briefdeck.model.problem import Severity

_SENTENCES: Final[dict[str, tuple[Severity, str]]] = {
    "file-missing": ("error", "There is no such file."),
    "file-kind": ("error", "What was named is no file."),
    "file-unreadable": ("error", "The file cannot be read."),
    "file-too-large": ("error", "The file is too large for a briefing."),
    "file-empty": ("error", "The file says nothing."),
    "encoding": ("error", "The file is not UTF-8."),
    "line-ends": ("warning", "Lines end as on old systems."),
    "file-name": ("warning", "The file's name is no id."),
    "syntax": ("error", "A part of the file is no TOML."),
    "duplicate-key": ("error", "A key or a table is set twice."),
    "nesting": ("error", "The file is nested too deeply."),
    "format-version": ("error", "The file is of another version of the format."),
    "missing-table": ("error", "The file has no `[briefing]` table."),
    "missing-key": ("error", "Something required is missing."),
    "unknown-table": ("error", "A table is none of the format's."),
    "unknown-key": ("error", "A key is none of its table's."),
    "unknown-value": ("error", "A word is none of those that its key takes."),
    "wrong-type": ("error", "A value is of the wrong type."),
    "empty-value": ("error", "A text that must say something is empty."),
    "out-of-range": ("error", "A number is outside what its key takes."),
    "bad-date": ("error", "A date is none."),
    "bad-id": ("error", "An id is not in kebab-case."),
    "duplicate-id": ("error", "Two entries have one id."),
    "unknown-id": ("error", "A reference leads nowhere."),
    "wrong-kind-of-id": ("error", "A reference leads to an entry of the wrong kind."),
    "circular": ("error", "References lead in a circle."),
    "too-few": ("error", "A figure without points, or a table without columns."),
    "bad-point": ("error", "A point of a figure is not sound."),
    "bad-number": ("error", "A number is no figure."),
    "mixed-points": ("error", "A figure mixes points over time with points by category."),
    "table-row": ("error", "A row of a table has more or fewer cells than the table has columns."),
}

LOADING_RULES: Final = tuple(
    Rule(name=name, severity=severity, summary=summary)
    for name, (severity, summary) in _SENTENCES.items()
)
"""They cannot be accepted by an exception: what they find is missing from the briefing."""
