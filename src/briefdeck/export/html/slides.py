"""A briefing as slides in one HTML file: a screen each, a page each in print, without scripts."""

from typing import Final

from briefdeck.document.blocks import AnyBlock, Heading
from briefdeck.document.compose import Composer
from briefdeck.document.cuts import Cut, cuts
from briefdeck.document.lookup import Lookup, lookup
from briefdeck.export import Exported, Wanted
from briefdeck.export.html import losses
from briefdeck.export.html.blocks import Blocks
from briefdeck.export.html.frame import head, opening_tag
from briefdeck.export.html.prose import Prose, text
from briefdeck.export.html.style import BASE
from briefdeck.export.html.verdicts import STYLE as VERDICTS
from briefdeck.model.briefing import Source
from briefdeck.model.levels import Level
from briefdeck.text.words import capital

_TIMELINE: Final = 1120
"""Pixels of a timeline, which has the whole screen."""
_LOOKS: Final = """
html{scroll-snap-type:y proximity;scroll-behavior:auto;font-size:clamp(1rem,.7rem + 1vw,1.75rem)}
.slide{min-height:100vh;min-height:100svh;scroll-snap-align:start;display:flex;
flex-direction:column;justify-content:safe center;max-width:52rem;margin:0 auto;
padding:2.2rem 1.3rem 3.4rem;position:relative}
.slide.timeline,.slide.figure{max-width:1180px}
.slide+.slide::before{content:"";position:absolute;top:0;inset-inline:1.3rem;
border-top:1px solid var(--line)}
h2{font-family:inherit}
.place,.turn{font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Helvetica,Arial,
"Liberation Sans",sans-serif}
.slide.prose p:not([class]),.slide.prose li{font-size:1.25rem}
.slide.prose .bluf p,.slide.prose .subtitle p{font-size:1em}
.slide.prose :is(.standing p,.legend li){font-size:.9rem}
.place{font-size:.78rem;text-transform:uppercase;letter-spacing:.09em;color:var(--muted);
font-weight:650;margin:0 0 1.1rem}
h1{font-size:2.9rem;letter-spacing:-.018em;line-height:1.08;margin-bottom:.8rem}
h2:not(.place){font-size:1.85rem;margin-bottom:.7rem;text-transform:none;letter-spacing:-.01em}
h3{font-size:1.15rem;margin:1.1rem 0 .5rem}
.bluf{font-size:1.65rem;line-height:1.34;margin-bottom:1.4rem}
.subtitle{font-size:1.25rem;font-style:italic;color:var(--muted);margin-bottom:1.6rem}
.turn{position:absolute;inset-block-end:.9rem;inset-inline:1.3rem;font-size:.75rem;
color:var(--muted);display:flex;gap:1rem;justify-content:flex-end;margin:0}
.turn span{direction:ltr}
.turn a{display:inline-block;padding:.2rem .5rem;text-decoration:none}
.slide svg.bd-svg{max-height:76vh;width:auto}
.slide.timeline svg.bd-svg{max-height:82vh;max-width:100%}
@page{size:297mm 167mm;margin:10mm 14mm;@bottom-right{content:none}}
@media print{
html{font-size:11.5pt}
.slide{min-height:0;display:block;padding:0;max-width:none;break-after:page}
.slide .source{break-inside:avoid}
.slide:last-of-type{break-after:auto}
.slide+.slide::before,.turn,details:not([open]){display:none}
.slide svg.bd-svg{max-height:70mm}
.slide.timeline svg.bd-svg{max-height:126mm}
}
"""
_STYLE: Final = f"{BASE}{_LOOKS}"


def export(wanted: Wanted) -> Exported:
    """Write a briefing as slides."""
    deck = _Deck(lookup(wanted.loaded), wanted.level)
    html = deck.html()
    return Exported(html.encode(), losses(deck.prose.not_linked))


class _Deck:
    """Writes the slides of one briefing."""

    def __init__(self, found: Lookup, level: Level) -> None:
        composer = Composer(found, found.short_forms)
        self._lookup = found
        self._shown = [(cut, tuple(cut.blocks(composer))) for cut in cuts(found, level)]
        self._composer = composer
        self._sources = self._cited()
        anchors = {cut.entry for cut, _ in self._shown if cut.entry}
        anchors.update(source.id for source in self._sources)
        self.prose = Prose(anchors, found.numbers, found.seen_in)
        self._total = len(self._shown) + bool(self._sources)

    def _cited(self) -> list[Source]:
        """The sources that the slides name, and those in which they were seen, by number."""
        named = self._composer.named_sources()
        seen = [self._lookup.source(each.seen_in.source) for each in named if each.seen_in]
        every = {each.id: each for each in (*named, *filter(None, seen))}
        return sorted(every.values(), key=lambda source: self._lookup.numbers[source.id])

    def html(self) -> str:
        """Return the file."""
        front = self._lookup.briefing.front
        slides = [
            self._slide(number, cut, blocks) for number, (cut, blocks) in enumerate(self._shown, 1)
        ]
        if self._sources:
            slides.append(self._source_slide())
        style = f"{_STYLE}{VERDICTS}" if self._composer.verdicts else _STYLE
        return (
            f"{opening_tag(front.language)}"
            f"{head(front.title, authors=front.authors, style=style)}"
            f"<body>\n<main>\n{''.join(slides)}</main>\n</body>\n</html>\n"
        )

    def _slide(self, number: int, cut: Cut, blocks: tuple[AnyBlock, ...]) -> str:
        shift = 0 if number == 1 else 1
        writer = Blocks(self.prose, shift=shift, deepest=3, timeline=_TIMELINE)
        is_titled = any(isinstance(block, Heading) and block.level == 1 for block in blocks)
        tag = "p" if is_titled else "h2"
        place = f'<{tag} class="place">{text(capital(cut.place))}</{tag}>\n'
        name = f' id="{cut.entry}"' if cut.entry else ""
        said = f"<div{name}>\n{place}{writer.all(blocks)}</div>\n"
        return self._section(number, cut.kind, said)

    def _source_slide(self) -> str:
        writer = Blocks(self.prose)
        said = "".join(
            [
                f'<div class="source" id="{source.id}">'
                f"{writer.reference(self._composer.reference(source))}</div>\n"
                for source in self._sources
            ]
        )
        return self._section(
            self._total, "sources", f'<div>\n<h2 class="place">Sources</h2>\n{said}</div>\n'
        )

    def _section(self, number: int, kind: str, said: str) -> str:
        turns = [f"<span>{number} of {self._total}</span>"]
        if number > 1:
            turns.insert(0, f'<a href="#_{number - 1}">Back</a>')
        if number < self._total:
            turns.append(f'<a href="#_{number + 1}">Next</a>')
        return (
            f'<section class="slide {kind}" id="_{number}" aria-label="Slide {number}">\n'
            f'{said}<p class="turn">{"".join(turns)}</p>\n</section>\n'
        )
