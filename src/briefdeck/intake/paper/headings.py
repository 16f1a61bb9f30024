"""Which lines of a paper are headings, where its format does not say so.

What tells them: the printed contents, a number before them, letters larger or bolder than the
text's, capitals, or a short line without a full stop between two paragraphs.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.contents import Contents, plain
from briefdeck.text.pattern import pattern

NUMBERED: Final = pattern(
    r"(?P<number>(?:\d{1,2}\.)*\d{1,2}\.?|(?:[IVX]{1,5}|[A-H])\."
    r"|(?:Chapter|Section|Part) [\dIVX]+[:.]?)"
    r"\s+(?P<title>(?=[A-ZÀ-Þ“\"‘']).{2,160})"
)
_CAPTION: Final = pattern(
    r"(?:figure|fig\.|table|chart|exhibit|map|box|source|note)s?:?\s*\d*\b", re.IGNORECASE
)
_STANDARD: Final = frozenset(
    """
    abstract|acknowledgements|acknowledgments|analysis|annex|appendix|background|bibliography
    conclusion|conclusions|discussion|endnotes|executive summary|findings|footnotes|foreword
    glossary|highlights|history|introduction|key findings|key points|key takeaways|limitations
    literature|literature review|method|methodology|methods|notes|overview|policy options
    policy recommendations|preface|recommendations|references|results|sources|summary|works cited
    about the author|about the authors
    """.replace("\n", "|")
    .replace("    ", "")
    .strip("|")
    .split("|")
)
"""Headings that papers of all houses have."""
_REFERENCES: Final = pattern(
    r"(?:\w+ ){0,3}(?:references?|bibliography|(?:works|literature) cited)(?: \w+){0,5}"
    r"|(?:\w+ )?(?:sources|literature|end ?notes|foot ?notes|notes|citations)"
    r"(?: (?:cited|consulted|and (?:references|sources|further reading)))?"
)
_ENDS: Final = (".", ",", ";", ":", "…")
_LONGEST: Final = 120
_FEWEST_LETTERS: Final = 3
_MOST_WORDS: Final = 16
_MOST_BARE_WORDS: Final = 10
_PARAGRAPH: Final = 100
"""Characters from which on a block is taken for text under a heading."""
_LARGER: Final = 1.08
_ENOUGH: Final = 2
"""Headings that the format names from which on it is trusted to name them all."""


def with_headings(blocks: Sequence[Block], contents: Contents) -> list[Block]:
    """Return the blocks of a paper without its contents, its headings as such, with levels."""
    listed = {plain(line.title) for line in contents.lines}
    named = sum(block.kind == "heading" and not block.boxed for block in blocks)
    is_told, is_list = named >= _ENOUGH, False
    marked: list[Block] = []
    for place, block in enumerate(blocks):
        if contents.start <= place < contents.end:
            continue
        is_line = block.kind == "paragraph" and not block.boxed and len(block.text) <= _LONGEST
        if is_line and (_may_be_heading(block) or _is_listed(block, listed)):
            before = blocks[place - 1] if place else None
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            is_one = _is_listed(block, listed) or is_standard(block.text)
            if not is_one and not is_told:
                is_one = _ends_list(block) if is_list else _is_heading(block, before, following)
            if is_one:
                marked.append(replace(block, kind="heading"))
                is_list = is_reference_list(block.text)
                continue
        if block.kind == "heading":
            is_list = is_reference_list(block.text)
        marked.append(block)
    return _with_levels(marked)


def is_reference_list(heading: str) -> bool:
    """Return whether a heading is that of a list of references or notes."""
    return bool(_REFERENCES.fullmatch(plain(without_number(heading))))


def is_standard(heading: str) -> bool:
    """Whether a heading is one that papers of all houses have: References, Introduction."""
    return plain(without_number(heading)) in _STANDARD


def without_number(heading: str) -> str:
    """Return a heading's words alone: `Method` for `1.2 Method`."""
    found = NUMBERED.fullmatch(heading)
    return found["title"] if found else heading


def _is_listed(block: Block, listed: set[str]) -> bool:
    words = plain(block.text)
    return words in listed or plain(without_number(block.text)) in listed


def _may_be_heading(block: Block) -> bool:
    text = block.text
    return (
        0 < len(text) <= _LONGEST
        and not text.endswith(_ENDS)
        and len(text.split()) <= _MOST_WORDS
        and sum(map(str.isalpha, text)) >= _FEWEST_LETTERS
        and "=" not in text
        and not text[0].islower()
        and not _CAPTION.match(text)
    )


def _is_heading(block: Block, before: Block | None, following: Block | None) -> bool:
    """Whether a line that nothing names is a heading, by its look, its words or its place."""
    if _stands_out(block):
        return True
    if following is None or (before is not None and _is_cut(before)):
        return False
    leads_on = (
        following.kind in {"bullet", "quote", "table"}
        or len(following.text) >= _PARAGRAPH
        or _may_be_heading(following)
    )
    is_short = len(block.text.split()) <= _MOST_BARE_WORDS
    return leads_on and (is_short or bool(NUMBERED.fullmatch(block.text)) or block.text.isupper())


def _ends_list(block: Block) -> bool:
    """Whether a line in a list of references is a heading after all."""
    return block.text.isupper() or plain(block.text).startswith(("about ", "appendix", "annex"))


def _stands_out(block: Block) -> bool:
    """Whether all its letters are bold, or larger than the text's."""
    is_bold = all(run.bold or not run.text.strip() for run in block.runs)
    return is_bold or block.size >= _LARGER


def _is_cut(block: Block) -> bool:
    """Whether a block breaks off within a sentence, so that what follows may go on with it."""
    text = block.text
    return block.kind == "paragraph" and len(text) >= _PARAGRAPH and text[-1:].isalnum()


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each heading with a level: the format's, else by its number, size or look."""
    headings = [block for block in blocks if block.kind == "heading"]
    looks = sorted({_look(block) for block in headings if not block.level}, reverse=True)
    ranks = {look: rank for rank, look in enumerate(looks, start=1)}
    return [
        replace(block, level=_depth(block) or ranks[_look(block)])
        if block.kind == "heading" and not block.level
        else block
        for block in blocks
    ]


def _look(block: Block) -> tuple[float, bool]:
    """What sets headings of one level apart: the size of their letters, and capitals."""
    return round(block.size, 1), block.text.isupper()


def _depth(block: Block) -> int:
    """The level that a number says: 2 for `1.2 Method`; 0 without one."""
    found = NUMBERED.fullmatch(block.text)
    if found is None:
        return 0
    return len([part for part in found["number"].split(".") if part])
