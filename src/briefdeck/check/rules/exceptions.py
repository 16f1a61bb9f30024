"""Rules on exceptions: those that name no rule, and those that accept nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

from briefdeck.check.rule import Allowances, exception_rule
from briefdeck.model.problem import Complaint, Edit, Remedy
from briefdeck.model.remedies import suggestion
from briefdeck.text.words import nearest

_TAKE_OUT: Final = "Take it out."


@exception_rule("error", fixing="fix")
def unknown_rule(given: Allowances) -> Iterator[Complaint]:
    """An exception names a rule that does not exist.

    Such an exception accepts nothing, and hides that the author meant to accept
    something.

    Wrong:

    ```toml
    [[exceptions]]
    rule = "uncited-statment"
    reason = "the paper gives no source"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."

    [[exceptions]]
    rule = "uncited-statement"
    entries = ["aid-rose"]
    reason = "the paper gives no source"
    ```
    """
    known = (*given.rules, *given.unapplied)
    for position, allowance in enumerate(given.briefing.exceptions):
        if allowance.rule not in known:
            yield Complaint(
                ("exceptions", position, "rule"),
                f"There is no rule `{allowance.rule}`.",
                _hint(allowance.rule, known),
            )


def _hint(name: str, rules: Sequence[str]) -> Remedy | str:
    near = nearest(name, rules)
    hint = suggestion(near, name, Edit("say", near))
    return hint or "`briefdeck check --list-rules` lists the rules."


@exception_rule("note", fixing="fix")
def useless_exception(given: Allowances) -> Iterator[Complaint]:
    """An exception accepts nothing.

    An exception that accepts nothing outlived what it was written for; left in, it
    would hide the next finding of its rule from the author.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2017, p. 9]."

    [[exceptions]]
    rule = "uncited-statement"
    entries = ["aid-rose"]
    reason = "the paper gives no source"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."

    [[exceptions]]
    rule = "uncited-statement"
    entries = ["aid-rose"]
    reason = "the paper gives no source"
    ```
    """
    ids = {entry.id for entry in given.briefing.entries()}
    found = {(problem.rule, problem.entry) for problem in given.problems}
    rules = {problem.rule for problem in given.problems}
    for position, allowance in enumerate(given.briefing.exceptions):
        name = allowance.rule
        if name not in given.rules:
            continue
        if not allowance.entries and name not in rules:
            message = f"The exception for `{name}` accepts nothing: the rule finds nothing here."
            remedy = Remedy(_TAKE_OUT, Edit("remove"), given.is_whole)
            yield Complaint(("exceptions", position), message, remedy, mark="entry")
        useless = [
            (number, entry)
            for number, entry in enumerate(allowance.entries)
            if (name, entry) not in found and entry in ids
        ]
        # Without any entry it would be an exception for all of them.
        above = 2 if len(useless) == len(allowance.entries) else 0
        for number, entry in useless:
            message = (
                f"The exception for `{name}` accepts nothing in `{entry}`: "
                "the rule finds nothing there."
            )
            remedy = Remedy(_TAKE_OUT, Edit("remove"), given.is_whole, above)
            yield Complaint(("exceptions", position, "entries", number), message, remedy)
