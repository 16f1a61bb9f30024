"""What a rule is, and the registry: a decorated function is a rule once its module is imported."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from briefdeck.check.case import Case
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Briefing
from briefdeck.model.problem import Complaint, Problem, Severity


class Allowances(Struct, frozen=True):
    """A briefing whose exceptions are judged, what its rules found, and the rules it may except.

    rules: those that were applied; unapplied: those that look elsewhere, in the copies of sources.
    is_whole: whether it has no error, which would keep rules from finding something.
    """

    briefing: Briefing
    problems: Sequence[Problem]
    rules: Sequence[str]
    unapplied: Sequence[str] = ()
    is_whole: bool = True


Inspection = Callable[[Case], Iterator[Complaint]]
Comparison = Callable[[Sequence[Loaded]], Iterator[tuple[Loaded, Complaint]]]
Judgment = Callable[[Allowances], Iterator[Complaint]]


Fixing = Literal["", "fix", "guess"]
"""Whether problems of a rule can be fixed: no, where what was meant is plain, only by a guess."""


class Rule(Struct, frozen=True, kw_only=True):
    """A named rule.

    doc: a docstring: the summary, one sentence, on its first line, then why it matters, in Markdown
    with a wrong and a right example. inspect, compare, judge: what it looks at, one briefing,
    several, or a briefing's exceptions; a rule that has none of the three is one that loading
    applies, or `briefdeck verify` (is_verifying). fixing: whether some of its problems can be
    fixed.
    """

    name: str
    severity: Severity
    doc: str
    inspect: Inspection | None = None
    compare: Comparison | None = None
    judge: Judgment | None = None
    is_verifying: bool = False
    fixing: Fixing = ""

    @property
    def may_be_excepted(self) -> bool:
        """Whether an exception in a briefing can accept what it finds."""
        return self.is_verifying or self.inspect is not None

    @property
    def family(self) -> str:
        """The module that defines it; empty for what loading applies."""
        function = self.inspect or self.compare or self.judge
        return function.__module__ if function is not None else ""

    @property
    def summary(self) -> str:
        """What it finds, in one sentence."""
        return self.doc.partition("\n")[0]

    @property
    def explanation(self) -> str:
        """Why it matters, wrong and right, in Markdown."""
        from textwrap import dedent

        return dedent(self.doc.partition("\n")[2]).strip() + "\n"


REGISTRY: Final[dict[str, Rule]] = {}
"""Every rule by name, in the order in which the families of `check.rules` are imported."""


def rule(severity: Severity, fixing: Fixing = "") -> Callable[[Inspection], Rule]:
    """Make a function over one briefing a rule, with the function's name and docstring."""

    def register(inspect: Inspection) -> Rule:
        doc, name = inspect.__doc__ or "", _name(inspect)
        made = Rule(name=name, severity=severity, doc=doc, inspect=inspect, fixing=fixing)
        return _registered(made)

    return register


def library_rule(severity: Severity) -> Callable[[Comparison], Rule]:
    """Make a function over several briefings a rule."""

    def register(compare: Comparison) -> Rule:
        doc = compare.__doc__ or ""
        return _registered(Rule(name=_name(compare), severity=severity, doc=doc, compare=compare))

    return register


def exception_rule(severity: Severity, fixing: Fixing = "") -> Callable[[Judgment], Rule]:
    """Make a function over a briefing's exceptions a rule."""

    def register(judge: Judgment) -> Rule:
        doc, name = judge.__doc__ or "", _name(judge)
        made = Rule(name=name, severity=severity, doc=doc, judge=judge, fixing=fixing)
        return _registered(made)

    return register


def loading_rule(name: str, severity: Severity, doc: str, fixing: Fixing = "") -> Rule:
    """Explain a name that problems found by loading have."""
    return _registered(Rule(name=name, severity=severity, doc=doc, fixing=fixing))


def verifying_rule(name: str, severity: Severity, doc: str) -> Rule:
    """Explain a name that problems have which are found in the copies of sources."""
    return _registered(Rule(name=name, severity=severity, doc=doc, is_verifying=True))


def _registered(made: Rule) -> Rule:
    REGISTRY[made.name] = made
    return made


def _name(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")
