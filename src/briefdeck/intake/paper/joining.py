"""Paragraphs and words that a line, a page, a picture or a box has broken, in one piece again."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block, Run
from briefdeck.intake.paper.boxes import breaks_off
from briefdeck.text.pattern import pattern

_ASIDE: Final = frozenset({"caption", "table", "note"})
"""What may stand in the middle of a sentence and does not end it."""
# Begun at a word's first letter alone, and never given back: the longest word is read once.
_BROKEN: Final = pattern(r"(?<![^\W\d_])([^\W\d_]++)[-\u00ad\u2010][^\S\n]*+\n\s*+([^\W\d_]++)")
_HYPHEN_AT_END: Final = pattern(r"[-\u00ad\u2010]\s*\Z")
_WORD: Final = pattern(r"[^\W\d_]+")


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, each paragraph that breaks off with its rest; what parted them follows."""
    words = _words(blocks)
    pieces: list[list[Block]] = []
    last: list[Block] = []
    for block in blocks:
        if block.kind in _ASIDE:
            pieces.append([block])
        elif last and _goes_on(last, block):
            last.append(block)
        else:
            last = [block]
            pieces.append(last)
    return [_whole(parts, words) for parts in pieces]


def _words(blocks: Sequence[Block]) -> frozenset[str]:
    """All words of a paper in small letters, by which a hyphen at a line's end is judged."""
    words: set[str] = set()
    for block in blocks:
        words.update(_WORD.findall(block.text.lower()))
    return frozenset(words)


def _goes_on(parts: Sequence[Block], rest: Block) -> bool:
    if parts[0].kind not in {"paragraph", "quote", "bullet"} or rest.kind != "paragraph":
        return False
    is_open = breaks_off(parts[-1].text)
    return is_open and (parts[0].kind == "paragraph" or rest.text[:1].islower())


def _whole(parts: Sequence[Block], words: frozenset[str]) -> Block:
    """Blocks as one, and its broken words whole."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs[-1] = replace(runs[-1], text=f"{runs[-1].text}\n")
            if _HYPHEN_AT_END.search(runs[-1].text) and part.runs:
                runs[-1] = replace(runs[-1], text=runs[-1].text + part.runs[0].text)
                runs += part.runs[1:]
                continue
        runs += part.runs
    mended = partial(_mended, words=words)
    return replace(
        parts[0],
        runs=tuple([replace(run, text=_BROKEN.sub(mended, run.text)) for run in runs]),
    )


def _mended(found: re.Match[str], words: frozenset[str]) -> str:
    """A word that was broken at a line's end: with its hyphen, unless it stands elsewhere whole."""
    whole = found[1] + found[2]
    return whole if whole.lower() in words else f"{found[1]}-{found[2]}"
