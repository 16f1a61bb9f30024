"""A briefing as one HTML file: no script, no request, and evidence that can be followed."""

from collections.abc import Iterable

from briefdeck.document.lookup import lookup
from briefdeck.export import Exported, Wanted
from briefdeck.export.html.page import page
from briefdeck.text.words import quoted


def export(wanted: Wanted) -> Exported:
    """Write a briefing as a page."""
    made = page(lookup(wanted.loaded), wanted.level)
    return Exported(made.html.encode(), losses(made.not_linked))


def losses(not_linked: Iterable[str]) -> tuple[str, ...]:
    """Return in sentences which addresses are no links."""
    return tuple(
        f"the link to {quoted(url)}, which is no web address, stands there as text"
        for url in not_linked
    )
