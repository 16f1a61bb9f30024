"""What checking found, as text for people and programs: results in, text out."""

from collections.abc import Sequence
from typing import Final

from briefdeck.check.run import Checked

FORMATS: Final = ("text", "json", "github", "sarif")


def render(name: str, results: Sequence[Checked]) -> str:
    """Return a report in the format named; KeyError for an unknown format."""
    match name:
        case "text":
            from briefdeck.check.reports import text

            return text.report(results)
        case "json":
            from briefdeck.check.reports import data

            return data.report(results)
        case "github":
            from briefdeck.check.reports import github

            return github.report(results)
        case "sarif":
            from briefdeck.check.reports import sarif

            return sarif.report(results)
        case _:
            raise KeyError(name)
