"""What became of quotations and cited numbers, in words alone, for who cannot see signs."""

from collections.abc import Iterator

from briefdeck.document.blocks import SourceUse
from briefdeck.evidence.passages import Quoted
from briefdeck.output.verdict_words import difference_words, number_verdicts, quoted_words, verdict
from briefdeck.text.words import capital


def listed_verdict(quoted: Quoted) -> str:
    """Return what became of a quotation, and of near words in which they differ."""
    said, differs = quoted_words(quoted), difference_words(quoted.passage)
    return f"{said}: {differs}" if differs else said


def sentence(quoted: Quoted) -> str:
    """Return what became of a quotation, and what the copy says."""
    said = capital(listed_verdict(quoted))
    passage = "" if quoted.passage.difference else verdict(quoted).passage
    return f"{said}. In the copy: {passage}" if passage else said


def use_sentences(use: SourceUse) -> Iterator[str]:
    """Yield what became of what is cited from a place, sentence by sentence."""
    yield from map(sentence, use.verification)
    for told in number_verdicts(use):
        said = capital(told.words)
        yield f"{said}: {told.passage}" if told.parts else said
