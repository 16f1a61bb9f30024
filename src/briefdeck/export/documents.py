"""Documents in the formats that are also printed: Markdown, plain text, JSON."""

from typing import Final

from briefdeck import document, output
from briefdeck.export import Exported, Wanted
from briefdeck.output.markdown import github

GITHUB: Final = "github"
_PRINTED: Final = {"markdown": "markdown", "text": "plain", "json": "json"}


def export(wanted: Wanted) -> Exported:
    """Write what `show` prints in the same format, and Markdown for GitHub."""
    if wanted.entry is None:
        drawn = document.summary(wanted.loaded, level=wanted.level)
    else:
        drawn = document.page(wanted.loaded, wanted.entry, references=True)
    if wanted.form == GITHUB:
        return Exported(github(drawn).encode())
    return Exported(output.render(_PRINTED[wanted.form], drawn).encode())
