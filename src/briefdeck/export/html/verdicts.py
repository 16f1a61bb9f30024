"""What became of quotations and cited numbers, as HTML: a sign with its word, and the passage."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.document.blocks import SourceUse
from briefdeck.evidence.passages import STATE_WORDS, Quoted, State
from briefdeck.export.html.prose import text
from briefdeck.output.verdict_words import (
    Part,
    number_words,
    passage_parts,
    quoted_words,
    right_numbers_words,
    selector_parts,
    wrong_numbers,
)

_MARKS: Final = {
    "around": "{}",
    "words": "<b>{}</b>",
    "quote": "<del>{}</del>",
    "copy": "<ins>{}</ins>",
}
STYLE: Final = """
i.state{--mark:var(--muted)}
i.state:is(.verified,.found){--mark:var(--good)}
i.state:is(.missing,.contradicts){--mark:var(--bad);color:var(--bad)}
i.state:is(.near,.changed){--mark:var(--warn);color:var(--warn)}
i.verified::before,i.found::before{content:"✓";content:"✓"/""}
i.near::before{content:"≈";content:"≈"/""}
i.missing::before{content:"✗";content:"✗"/""}
i.changed::before,i.contradicts::before{content:"≠";content:"≠"/""}
i.no-copy::before{content:"–";content:"–"/""}
i.unreadable::before{content:"?";content:"?"/""}
.passage{display:block;margin:.15rem 0 .4rem;padding-inline-start:.8rem;unicode-bidi:isolate;
border-inline-start:2px solid var(--line);color:var(--muted)}
.passage b{color:var(--ink);font-weight:600}
.passage del{color:var(--bad)}
.passage ins{color:var(--good);text-decoration-thickness:.1em}
.excerpts>li{margin-bottom:.6rem}
"""
"""The looks of all that, for pages that have it."""


def mark(state: str, words: str) -> str:
    """Return words behind the sign of a state, which the page's style puts there."""
    return f'<i class="state {state}">{text(words)}</i>'


def passage(parts: Iterable[Part]) -> str:
    """Return a passage of a copy with its signs; empty where there is none."""
    said = "".join([_MARKS[part.kind].format(text(part.text)) for part in parts])
    return f'<span class="passage">{said}</span>' if said else ""


def verdict(quoted: Quoted, *, is_whole: bool = True) -> str:
    """Return what became of a quotation, and the passage; else that only where words differ."""
    state = quoted.passage.state
    said = mark(state, quoted_words(quoted))
    has_passage = is_whole or bool(quoted.passage.difference)
    return said + (passage(passage_parts(quoted.passage)) if has_passage else "")


def use_verdicts(use: SourceUse) -> Iterator[str]:
    """Yield what became of all that is cited from a place."""
    yield from map(verdict, use.verification)
    found = right_numbers_words(use)
    if found:
        yield mark("found", found)
    for number in wrong_numbers(use):
        selector = number.passage.selector
        said = passage(selector_parts(selector)) if selector else ""
        yield mark(number.passage.state, number_words(number)) + said


def evidence_notes(uses: Iterable[SourceUse]) -> str:
    """Return for the line above all evidence how many quotations are in which state."""
    states = [each.passage.state for use in uses for each in use.verification]
    said = [mark(state, _counted(states.count(state), state)) for state in dict.fromkeys(states)]
    wrong = [number for use in uses for number in wrong_numbers(use)]
    if wrong:
        said.append(mark(wrong[0].passage.state, number_words(wrong[0])))
    return " · ".join(said)


def _counted(count: int, state: State) -> str:
    words = STATE_WORDS[state]
    return f"{count} {words}" if count > 1 else words


def legend() -> str:
    """Return what the signs say."""
    items = "".join([f"<li>{mark(state, words)}</li>\n" for state, words in STATE_WORDS.items()])
    return (
        "<p>What the signs of quotations say, which were looked for in stored copies of their"
        f' sources:</p>\n<ul class="legend">\n{items}</ul>\n'
    )
