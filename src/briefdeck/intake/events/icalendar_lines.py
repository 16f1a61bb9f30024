"""The syntax of iCalendar (RFC 5545): folded lines, properties with parameters, components."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from briefdeck.text.decoding import decoded
from briefdeck.text.pattern import pattern

_PROPERTY: Final = pattern(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)'
)
_PARAMETER: Final = pattern(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_ESCAPE: Final = pattern(r"\\([\\;,nN])")
_COMMA: Final = pattern(r"(?<!\\),")


class Property(Struct, frozen=True):
    """A property: its name in capitals, its parameters, its value as it is written."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text."""
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)

    @property
    def texts(self) -> list[str]:
        """The value as a list of texts."""
        parts = _COMMA.split(self.value)
        return [Property(self.name, {}, part).text for part in parts]


class Component(Struct):
    """A component: its name, the line on which it begins, its properties."""

    name: str
    line: int
    properties: list[Property]

    def get(self, name: str) -> Property | None:
        """Return the first property of a name; None if there is none."""
        return next((each for each in self.properties if each.name == name), None)

    def text(self, name: str) -> str:
        """Return a property's text, empty if there is none."""
        found = self.get(name)
        return found.text.strip() if found else ""


class Broken(Struct, frozen=True):
    """A line that is none of a calendar."""

    line: int


def components(content: bytes) -> tuple[list[Component | Broken], str]:
    """Return the components of a file, each where it ends, and what its encoding is taken to be.

    Lines that are none of a calendar are among them. The second is empty for UTF-8.
    """
    # Folds may stand in the middle of a character.
    lines: list[bytes] = []
    numbers: list[int] = []
    for number, line in enumerate(content.replace(b"\r\n", b"\n").split(b"\n"), start=1):
        if lines and line[:1] in {b" ", b"\t"}:
            lines[-1] += line[1:]
            continue
        lines.append(line)
        numbers.append(number)
    text, encoding = decoded(b"\n".join(lines))
    return list(_components(zip(numbers, text.split("\n"), strict=False))), encoding


def _components(lines: Iterable[tuple[int, str]]) -> Iterator[Component | Broken]:
    ahead: list[Component] = []
    for start, line in lines:
        found = _PROPERTY.fullmatch(line)
        if found is None:
            if line.strip():
                yield Broken(start)
            continue
        parameters = {
            name.upper(): value.strip('"') for name, value in _PARAMETER.findall(found[2])
        }
        each = Property(found[1].upper(), parameters, found[3])
        if each.name == "BEGIN":
            ahead.append(Component(each.value.strip().upper(), start, []))
        elif each.name == "END" and ahead:
            yield ahead.pop()
        elif ahead:
            ahead[-1].properties.append(each)
    yield from reversed(ahead)
