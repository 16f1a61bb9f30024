"""The syntax of RIS files: records of tagged lines, each with its line, and what is wrong."""

from typing import Final

from msgspec import Struct, field

from briefdeck.intake.said import Said
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, quoted

_TAGGED: Final = pattern(r"([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t](.*)|)")
_TYPE: Final = "TY"
_END: Final = "ER"
_TITLES: Final = frozenset({"TI", "T1"})


class Record(Struct):
    """A record: its type, and the values of each tag in their order, each as its lines."""

    type: str
    line: int
    values: dict[str, list[list[str]]] = field(default_factory=dict)


class Parsed(Struct):
    """What a file holds, and what was passed over or could not be read, each with its line."""

    records: list[Record]
    said: Said
    refused: Said


def parsed(text: str) -> Parsed:
    """Return the records of a file.

    A line without a tag goes on with the value before it, on a line of its own.
    """
    parser = _Parser()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            parser.take(number, line.strip())
    return parser.finish()


class _Parser:
    """One pass over the lines of a file."""

    def __init__(self) -> None:
        self.found = Parsed([], Said(), Said())
        self.record: Record | None = None
        self.tag = ""
        self.outside: list[tuple[int, str, str]] = []
        self.passed: list[tuple[int, str]] = []

    def take(self, number: int, line: str) -> None:
        """Take the next line that is not blank."""
        tagged = _TAGGED.fullmatch(line)
        tag = tagged[1] if tagged else ""
        value = (tagged[2] or "").strip() if tagged else line
        if tag == _TYPE:
            self.end(f"the record of line {self.record.line} has no end" if self.record else "")
            self.end_outside()
            self.record = Record(value, number)
        elif tag == _END:
            self.end("")
        elif self.record is None:
            self.outside.append((number, tag, line))
        elif tag:
            self.record.values.setdefault(tag, []).append([value])
        elif self.tag in self.record.values:
            self.record.values[self.tag][-1].append(line)
        else:
            self.passed.append((number, line))
        self.tag = tag or self.tag

    def end(self, fault: str) -> None:
        """End a record."""
        if self.record is not None:
            self.found.records.append(self.record)
            if fault:
                self.found.said.add(fault)
        self.record = None

    def end_outside(self) -> None:
        """Judge what stands between two records: one that does not begin, or mere remarks."""
        if any(tag in _TITLES for _, tag, _ in self.outside):
            number, _, line = self.outside[0]
            why = "does not begin with its type (`TY  - JOUR`)"
            self.found.refused.add(f"line {number}: the record with {quoted(line)} {why}")
        else:
            self.passed += [(number, line) for number, _, line in self.outside]
        self.outside = []

    def finish(self) -> Parsed:
        """End the file."""
        self.end(f"the record of line {self.record.line} has no end" if self.record else "")
        self.end_outside()
        if self.passed:
            number, line = self.passed[0]
            lines = f"{counted(len(self.passed), 'line')} outside of any field"
            are = "is" if len(self.passed) == 1 else "are"
            said = f"{lines} {are} passed over, first line {number}: {quoted(line)}"
            self.found.said.add(said)
        return self.found
