"""What an edit makes wrong: the errors of the new text that the old one did not have."""

from briefdeck.loader import Loaded
from briefdeck.model.problem import KeyPath, Problem


def new_errors(
    before: Loaded, after: Loaded, touched: KeyPath | None = None
) -> tuple[Problem, ...]:
    """Return the errors of an edited briefing that it did not have before the edit.

    touched: what the edit has written; its errors count, also those that were there before.
    """
    places = {(problem.rule, problem.path) for problem in before.errors}
    words = {(problem.rule, problem.entry, problem.message) for problem in before.errors}
    return tuple(
        [
            error
            for error in after.errors
            if (touched is not None and error.path[: len(touched)] == touched)
            or (
                (error.rule, error.path) not in places
                # What is taken out of a list moves what follows to other places.
                and (error.rule, error.entry, error.message) not in words
            )
        ]
    )
