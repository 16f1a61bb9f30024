"""How fresh, whose, how well supported: in words, and as a bar of how much is sourced."""

from collections.abc import Iterator
from typing import Final

from briefdeck.document.blocks import SUPPORT_WORDS, Standing
from briefdeck.export.html.prose import Prose, text
from briefdeck.model.datewords import date_words
from briefdeck.model.evidence import Support
from briefdeck.output.phrases import coverage_parts, sourcing_words
from briefdeck.output.verdict_words import verified_parts
from briefdeck.text.words import capital

_ORDER: Final[tuple[Support, ...]] = ("cited", "single", "traced", "uncited")
_WIDTH: Final = 600
_GAP: Final = 2


def standing(block: Standing) -> str:
    """Return the standing of a briefing: in sentences, and under them a bar with its legend."""
    if not block.coverage.total:
        said = standing_sentence(block) if block.verification else sourcing_words(block)
        return f'<p class="standing">{text(said)}</p>\n'
    counts = list(_counts(block))
    legend = "".join([_legend(support, count, block) for support, count in counts])
    return (
        f'<div class="standing"><p>{text(standing_sentence(block))}</p>\n'
        f'{_bar(counts, block.coverage.total)}<ul class="legend">\n{legend}</ul></div>\n'
    )


def kicker(block: Standing, prose: Prose) -> str:
    """Return how fresh and whose side, in a line."""
    said = [f"As of {text(date_words(block.as_of))}", text(block.stance)]
    if block.condenses and block.condenses_label:
        said[-1] += f", from {prose.link(block.condenses, block.condenses_label)}"
    return " · ".join(said)


def standing_sentence(block: Standing) -> str:
    """Return how well a briefing is supported, and how many of its quotations are verified."""
    said = sourcing_words(block) if block.coverage.traced else coverage_parts(block)
    known = verified_parts(block.verification) if block.verification else ""
    return " ".join([f"{capital(words)}." for words in (said, known) if words])


def _counts(block: Standing) -> Iterator[tuple[Support, int]]:
    for support in _ORDER:
        count: int = getattr(block.coverage, support)
        if count:
            yield support, count


def _legend(support: Support, count: int, block: Standing) -> str:
    words = SUPPORT_WORDS[support]
    if support == "traced":
        words = f"the {block.condenses_noun}'s own statement"
    return f'<li><i class="{support}">{count} {text(words)}</i></li>\n'


def _bar(counts: list[tuple[Support, int]], total: int) -> str:
    """A bar of parts as wide as what they count; what it says stands in words beside it."""
    room = _WIDTH - _GAP * (len(counts) - 1)
    parts, at = [], 0.0
    for support, count in counts:
        width = room * count / total
        parts.append(
            f'<rect class="{support}" x="{at:.1f}" y="1" width="{width:.1f}" height="10"/>'
        )
        at += width + _GAP
    box = f'viewBox="0 0 {_WIDTH} 12" preserveAspectRatio="none"'
    return f'<svg class="bar" {box} aria-hidden="true" focusable="false">{"".join(parts)}</svg>\n'
