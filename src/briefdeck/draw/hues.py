"""Which style stands for what in every drawing and list: evidence, caveats, eras."""

from collections.abc import Iterator
from typing import Final

from briefdeck.document.blocks import CONFIRMED_SIGN, SUPPORT_SIGNS
from briefdeck.draw.lines import Line, Span, Style
from briefdeck.evidence.passages import NumberState, State, state_sign
from briefdeck.model.evidence import Support
from briefdeck.text.pattern import pattern

SUPPORT_STYLES: Final[dict[Support, Style]] = {
    "cited": "supported",
    "single": "single",
    "traced": "traced",
    "uncited": "uncited",
}
STATE_STYLES: Final[dict[State | NumberState, Style]] = {
    "verified": "confirmed",
    "near": "caveat",
    "missing": "uncited",
    "changed": "caveat",
    "no-copy": "muted",
    "unreadable": "muted",
    "found": "confirmed",
    "elsewhere": "confirmed",
    "contradicts": "uncited",
}
"""Styles of what became of quotations and numbers; its sign and its word always stand with it."""
_SIGNS: Final[dict[str, Style]] = {
    sign: SUPPORT_STYLES[support] for support, sign in SUPPORT_SIGNS.items()
} | {CONFIRMED_SIGN: "confirmed"}
_SIGN: Final = pattern(f"([{''.join(_SIGNS)}])")

ERA_INKS: Final[tuple[Style, ...]] = ("era-1", "era-2", "era-3", "era-4", "era-5", "era-6")
ERA_BANDS: Final[tuple[Style, ...]] = (
    "era-1-band", "era-2-band", "era-3-band", "era-4-band", "era-5-band", "era-6-band",
)  # fmt: skip

_TITLES: Final[tuple[Style, ...]] = (
    "era-1-title", "era-2-title", "era-3-title", "era-4-title", "era-5-title", "era-6-title",
)  # fmt: skip


def era_style(place: int) -> Style:
    """The ink of the era that has this place among all; the seventh has the first one's again."""
    return ERA_INKS[place % len(ERA_INKS)]


def era_band_style(place: int) -> Style:
    """The band of the era that has this place among all."""
    return ERA_BANDS[place % len(ERA_BANDS)]


def era_title_style(place: int) -> Style:
    """The title of a page about the era at this place, or about what lies in it."""
    return _TITLES[place % len(_TITLES)]


def support_span(support: Support) -> Span:
    """How a statement is supported, as a sign."""
    return Span(SUPPORT_SIGNS[support], SUPPORT_STYLES[support])


def caveat_signs(sign: str, target: str | None = None) -> Line:
    """The sign of a caveat in its style; nothing where there is none."""
    return (Span(sign, _SIGNS.get(sign, "caveat"), target),) if sign else ()


def statement_signs(support: Support | None, caveat: str, target: str | None = None) -> Line:
    """The signs of a statement, in one order everywhere: how it is supported, then its caveat's."""
    held = (support_span(support),) if support else ()
    return (*held, *caveat_signs(caveat, target))


def state_span(state: State | NumberState) -> Span:
    """What became of a quotation or a number, as a sign."""
    return Span(state_sign(state), STATE_STYLES[state])


def signed_spans(words: str, style: Style, target: str | None = None) -> Iterator[Span]:
    """Yield words in a style, the signs of evidence among them each in its own."""
    for part in _SIGN.split(words):
        if part:
            yield Span(part, _SIGNS.get(part, style), target)
