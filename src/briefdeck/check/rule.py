"""What a rule is: a name, a severity, a sentence, and a function over one briefing or over a library."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from briefdeck.check.case import Case
from briefdeck.load import Loaded
from briefdeck.load.finding import Mark
from briefdeck.model.problem import KeyPath, Severity


class Finding(Struct, frozen=True):
    """What a rule found: where, what is wrong, what to do, and how bad it is where that differs from the rule's severity.

    The place is `mark` of the path (see `briefdeck.load.place`), or the character at `offset` of the string there.
    """

    path: KeyPath
    message: str
    remedy: str = ""
    offset: int | None = None
    word: str = ""
    mark: Mark = "value"
    severity: Severity | None = None


Inspection = Callable[[Case], Iterator[Finding]]
Comparison = Callable[[Sequence[Loaded]], Iterator[tuple[Loaded, Finding]]]


class Rule(Struct, frozen=True, kw_only=True):
    """A named rule. `summary` is one sentence. One that neither inspects nor compares belongs to loading or to exceptions."""

    name: str
    severity: Severity
    summary: str
    inspect: Inspection | None = None
    compare: Comparison | None = None

    @property
    def explanation(self) -> str:
        """Why it matters, wrong and right, and how to accept it, in Markdown; read when asked for."""
        from briefdeck.check.explain import explanation

        return explanation(self.name)


def rule(severity: Severity) -> Callable[[Inspection], Rule]:
    """Make a function over a briefing a rule: its name, with hyphens, and its docstring, one sentence, are the rule's."""

    def named(inspect: Inspection) -> Rule:
        return Rule(
            name=inspect.__name__.replace("_", "-"),
            severity=severity,
            summary=inspect.__doc__ or "",
            inspect=inspect,
        )

    return named


def library_rule(severity: Severity) -> Callable[[Comparison], Rule]:
    """Make a function over several briefings a rule."""

    def named(compare: Comparison) -> Rule:
        return Rule(
            name=compare.__name__.replace("_", "-"),
            severity=severity,
            summary=compare.__doc__ or "",
            compare=compare,
        )

    return named
