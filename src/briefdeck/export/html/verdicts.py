"""What became of quotations and cited numbers, as HTML: a sign with its word, and the passage."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from briefdeck.document.blocks import SourceUse
from briefdeck.evidence.passages import STATE_WORDS, NumberState, Quoted, State
from briefdeck.export.html.prose import text
from briefdeck.output.verdict_words import (
    Part,
    Verdict,
    number_words,
    record_words,
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
.passage :is(del,ins){text-decoration:none;font-weight:600}
.passage del{color:var(--bad)}
.passage ins{color:var(--good)}
.excerpts>li{margin-bottom:.6rem}
"""
"""The looks of all that, for pages that have it."""


def mark(state: State | NumberState, words: str) -> str:
    """Return words behind the sign of a state, which the page's style puts there."""
    return f'<i class="state {state}">{text(words)}</i>'


def _passage(parts: Iterable[Part]) -> str:
    """A passage of a copy with its signs."""
    said = "".join([_MARKS[part.kind].format(text(part.text)) for part in parts])
    return f'<span class="passage">{said}</span>'


def told(verdict: Verdict) -> str:
    """Return what became of words or of a number, and the passage, if it has one."""
    said = mark(verdict.state, verdict.words)
    return f"{said}: {_passage(verdict.parts)}" if verdict.parts else said


def evidence_notes(uses: Sequence[SourceUse]) -> str:
    """Return for the line above all evidence how many quotations are in which state."""
    known = Counter(map(_kind, (each for use in uses for each in use.verification)))
    said = [mark(state, _counted(count, words)) for (state, words), count in known.items()]
    wrong = [number for use in uses for number in wrong_numbers(use)]
    if wrong:
        said.append(mark(wrong[0].passage.state, number_words(wrong[:1])))
    return " · ".join(said)


def _kind(quoted: Quoted) -> tuple[State, str]:
    state = quoted.passage.state
    words = "verified elsewhere" if quoted.passage.elsewhere else STATE_WORDS[state]
    return state, f"{words} {record_words(quoted.as_of)}" if quoted.as_of else words


def _counted(count: int, words: str) -> str:
    return f"{count} {words}" if count > 1 else words


def legend() -> str:
    """Return what the signs say."""
    items = "".join([f"<li>{mark(state, words)}</li>\n" for state, words in STATE_WORDS.items()])
    return (
        "<p>What the signs of quotations say, which were looked for in stored copies of their"
        f' sources:</p>\n<ul class="legend">\n{items}</ul>\n'
    )
