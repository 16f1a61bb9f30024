"""What checking found, as text for people and programs. Pure: results in, text out; neither Rich nor Textual."""

from collections.abc import Sequence

from briefdeck.check.run import Checked

FORMATS = ("text", "json", "github", "sarif")


def render(name: str, results: Sequence[Checked]) -> str:
    """A report in the format named, ending in a line break; raises KeyError for an unknown format."""
    from importlib import import_module

    if name not in FORMATS:
        raise KeyError(name)
    module = import_module(f"briefdeck.check.reports.{name}")
    report: str = module.report(results)
    return report
