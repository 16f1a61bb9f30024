"""Sentences of a paper, with their citations tied to its references."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.citations import Citation, Cited, Ties
from briefdeck.intake.paper.styled import styled
from briefdeck.intake.plain_words import as_prose
from briefdeck.model.sentences import is_sentence_end
from briefdeck.text.pattern import pattern

_CITED: Final = "\ue000"
"""What stands for each character of a citation while sentences are told apart."""
_END: Final = pattern(rf"[.?!…]++[)\]\"'”’»]*+(?: ?{_CITED}+)*(?! ?{_CITED})(?=\s|\Z)")
_OPENS_SENTENCE: Final = pattern(
    r"(?<=[A-Z]\.[A-Z]\.)\s+(?:The|That|This|These|Those|It|In|On|At|As|By|For|From|However|But|And"
    r"|Although|While|When|After|Before|Since|There|They|He|She|We|Such|Moreover|Meanwhile|Yet|If)\b"
)
"""Words that open a sentence behind an abbreviation that could close one: "the U.S. However"."""
_BEFORE_STOP: Final = pattern(r"\s+(?=[.,;:?!)])")


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence of a paper.

    plain: its words without citations. prose: as CommonMark, with citations as ours. cites: what it
    cites, in order.
    """

    plain: str
    prose: str
    cites: tuple[Cited, ...] = ()

    def cited(self, behind: "Sentence") -> "Sentence":
        """Return it with the citations of what stands behind it, which holds nothing else."""
        return Sentence(
            plain=self.plain,
            prose=f"{self.prose} {behind.prose}",
            cites=(*self.cites, *behind.cites),
        )


def sentences_of(block: Block, ties: Ties) -> list[Sentence]:
    """Return the sentences of a block."""
    text = styled([replace(run, text=run.text.replace(_CITED, "")) for run in block.runs])
    citations = ties.citations(text)
    masked = _masked(text.text, citations)
    said: list[Sentence] = []
    start = next_citation = 0
    for end in _ends(masked):
        last = next_citation
        while last < len(citations) and citations[last].start < end:
            last += 1
        sentence = _sentence(text.text, citations[next_citation:last], start, end)
        if said and sentence.cites and not sentence.plain:
            said[-1] = said[-1].cited(sentence)
        elif sentence.plain or sentence.cites:
            said.append(sentence)
        start, next_citation = end, last
    return said


def _masked(text: str, citations: Sequence[Citation]) -> str:
    parts: list[str] = []
    end = 0
    for citation in citations:
        parts += text[end : citation.start], _CITED * (citation.end - citation.start)
        end = citation.end
    return "".join([*parts, text[end:]])


def _ends(masked: str) -> Iterator[int]:
    for found in _END.finditer(masked):
        stops = len(found[0].rstrip(_CITED + " "))
        is_end = is_sentence_end(masked, found.start(), found.start() + stops)
        if is_end or _OPENS_SENTENCE.match(masked, found.end()):
            yield found.end()
    yield len(masked)


def _sentence(text: str, citations: Sequence[Citation], start: int, end: int) -> Sentence:
    parts: list[str] = []
    for citation in citations:
        parts.append(text[start : citation.start])
        start = citation.end
    parts.append(text[start:end])
    words = as_prose(" ".join(_CITED.join(parts).split()))
    first, *others = words.split(_CITED)
    prose = [first]
    for citation, part in zip(citations, others, strict=True):
        prose += _bracket(citation.cites, prose[-1][-1:]), part
    return Sentence(
        plain=_BEFORE_STOP.sub("", " ".join("".join(parts).split())).lstrip(" .,;"),
        prose=" ".join("".join(prose).split()),
        cites=tuple([cite for citation in citations for cite in citation.cites]),
    )


def _bracket(cites: Sequence[Cited], before: str) -> str:
    """Citations as our prose has them: `[@crs-2017, p. 9; @gao-1998]`; nothing for none."""
    said = [f"@{id_}, {at}" if at else f"@{id_}" for id_, at in cites]
    blank = "" if before in {"", " ", "(", "“"} else " "
    return f"{blank}[{'; '.join(said)}]" if said else ""
