"""Rules on words of estimative probability: one declared scale, apart from confidence."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.likelihood import LIKELIHOODS
from briefdeck.model.problem import Complaint, Edit, KeyPath, Remedy
from briefdeck.model.remedies import say
from briefdeck.model.sentences import sentence_at
from briefdeck.text.pattern import pattern
from briefdeck.text.words import is_same_name, nearest, one_line

SCALES: Final = {
    name: tuple(zip(*ranges.values(), strict=False)) for name, ranges in LIKELIHOODS.items()
}
"""The words of each scale; ICD 203 has two rows of synonyms that one product should not mix."""

SCALE_NAMES: Final = {"icd203": "ICD 203", "ipcc": "the IPCC's"}
_CONFIDENCE: Final = pattern(
    r"\b(?:very )?(?:low|moderate|medium|high) confidence\b"
    r"|\bconfidence (?:is|was) (?:very )?(?:low|moderate|medium|high)\b",
    re.IGNORECASE,
)
_LIKELIHOOD: Final = (
    r"(?i:\b(?:(?:un)?likely|(?:im)?probabl[ey]|almost (?:no chance|certain(?:ly)?)|nearly certain"
    r"|roughly even (?:chance|odds)|virtually certain|about as likely as not)\b)"
)


def _words(scale: str) -> tuple[str, ...]:
    return tuple(word for row in SCALES[scale] for word in row)


def _plain(word: str) -> str:
    return one_line(word.lower())


def _given(case: Case) -> Iterator[tuple[KeyPath, str]]:
    for path, entry in zip(case.paths, case.entries, strict=True):
        if entry.likelihood:
            yield (*path, "likelihood"), _plain(entry.likelihood)


@rule("warning", fixing="fix")
def unknown_likelihood(case: Case) -> Iterator[Complaint]:
    """A likelihood word is not on the declared scale.

    A likelihood word means a range only within its scale: "likely" is 55 to 80
    percent in ICD 203 and at least 66 for the IPCC. A word from outside the
    declared scale means whatever its reader thinks. In prose, phrases of the other
    scale are noted.

    Wrong:

    ```toml
    [briefing]
    title = "Outlook"
    bluf = "The cartels will split further."
    as_of = "2020-04"
    likelihood_scale = "icd203"

    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    kind = "judgment"
    likelihood = "extremely likely"
    ```

    Right:

    ```toml
    [briefing]
    title = "Outlook"
    bluf = "The cartels will split further."
    as_of = "2020-04"
    likelihood_scale = "icd203"

    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    kind = "judgment"
    likelihood = "very likely"
    ```
    """
    scale = case.front.likelihood_scale
    if scale is None:
        return
    known = _words(scale)
    for path, word in _given(case):
        if word not in known:
            near = nearest(word, known)
            remedy: Remedy | str = f"Write one of: {', '.join(known)}."
            if near:
                remedy = say(near, is_safe=is_same_name(near, word))
            yield Complaint(
                path, f"`{word}` is not a likelihood word of {SCALE_NAMES[scale]} scale.", remedy
            )
    yield from _foreign_phrases(case, scale)


def _foreign_phrases(case: Case, scale: str) -> Iterator[Complaint]:
    """Phrases of another scale in prose; single words such as "remote" mean too many things."""
    foreign = {
        word for other in SCALES if other != scale for word in _words(other) if " " in word
    } - set(_words(scale))
    for phrase in sorted(foreign):
        for position in case.find_all(phrase[1:]):
            if (
                position == 0
                or case.text[position - 1].lower() != phrase[0]
                or case.is_markup(position)
            ):
                continue
            piece, offset = case.piece_at(position - 1)
            message = (
                f"“{phrase}” is not a likelihood word of {SCALE_NAMES[scale]} scale, "
                "which this briefing declares."
            )
            yield Complaint(
                piece.path,
                message,
                f"Write one of: {', '.join(_words(scale))}.",
                offset=offset,
                severity="note",
            )


@rule("note", fixing="fix")
def mixed_likelihood(case: Case) -> Iterator[Complaint]:
    """Likelihood words of both rows of ICD 203 are mixed.

    ICD 203 has two rows of words for the same ranges ("likely", "probable") and
    asks that one product keep to one of them: readers look for a difference where
    there is none.

    Wrong:

    ```toml
    [briefing]
    title = "Outlook"
    bluf = "The cartels will split further."
    as_of = "2020-04"
    likelihood_scale = "icd203"

    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    likelihood = "likely"

    [[key_points]]
    id = "key-talks"
    text = "Talks resume [@crs-2017, p. 3]."
    likelihood = "highly probable"
    ```

    Right:

    ```toml
    [briefing]
    title = "Outlook"
    bluf = "The cartels will split further."
    as_of = "2020-04"
    likelihood_scale = "icd203"

    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    likelihood = "likely"

    [[key_points]]
    id = "key-talks"
    text = "Talks resume [@crs-2017, p. 3]."
    likelihood = "very likely"
    ```
    """
    if case.front.likelihood_scale != "icd203":
        return
    first, second = SCALES["icd203"]
    given = list(_given(case))
    of_first = [each for each in given if each[1] in first]
    of_second = [each for each in given if each[1] in second]
    if not of_first or not of_second:
        return
    meant = dict(zip(second, first, strict=True))
    rarer, other = of_second, of_first
    if len(of_first) <= len(of_second):
        meant = dict(zip(first, second, strict=True))
        rarer, other = of_first, of_second
    path, word = rarer[0]
    message = f"`{word}` is of the one row of ICD 203, `{other[0][1]}` of the other."
    said = meant[word]
    yield Complaint(
        path, message, Remedy(f"Keep to one row: `{said}` means the same.", Edit("say", said))
    )


@rule("warning")
def likelihood_without_scale(case: Case) -> Iterator[Complaint]:
    """A likelihood is given, but no scale says what it means.

    Without a declared scale, readers take "likely" for anything from a bit over
    half to nearly sure.

    Wrong:

    ```toml
    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    kind = "judgment"
    likelihood = "likely"
    ```

    Right:

    ```toml
    [briefing]
    title = "Outlook"
    bluf = "The cartels will split further."
    as_of = "2020-04"
    likelihood_scale = "icd203"

    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    kind = "judgment"
    likelihood = "likely"
    ```
    """
    if case.front.likelihood_scale is not None:
        return
    for path, word in _given(case):
        yield Complaint(
            path,
            f"Nothing says what `{word}` means here.",
            'Declare `likelihood_scale = "icd203"` or `"ipcc"` in [briefing].',
        )


@rule("warning")
def confidence_with_likelihood(case: Case) -> Iterator[Complaint]:
    """Confidence and likelihood stand in one sentence.

    Likelihood is how probable something is; confidence is how good the basis of
    saying so is. ICD 203 forbids the two in one sentence, because readers take the
    one for the other.

    Wrong:

    ```toml
    [[findings]]
    id = "talks"
    text = "We judge with high confidence that talks are likely to resume [@crs-2017, p. 3]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "talks"
    text = '''
    Talks are likely to resume [@crs-2017, p. 3]. Our confidence in this is high: three sources
    agree.'''
    ```
    """
    for anchor in case.find_all("onfidence"):
        found = _CONFIDENCE.search(case.text, max(0, anchor - 20), anchor + 40)
        if found is None or not found.start() <= anchor < found.end():
            continue
        start, end = sentence_at(case.text, anchor)
        likelihood = re.search(_LIKELIHOOD, case.text[start:end])
        if likelihood is not None and not case.is_markup(found.start()):
            piece, offset = case.piece_at(found.start())
            message = (
                f"“{found[0]}” and “{likelihood[0]}” stand in one sentence, "
                "and readers take the one for the other."
            )
            yield Complaint(
                piece.path,
                message,
                "Say how likely it is in one sentence "
                "and how sure you are of the basis in another.",
                offset=offset,
            )


@rule("note")
def confidence_beside_likelihood(case: Case) -> Iterator[Complaint]:
    """An entry has a likelihood and a confidence, and readers take the one for the other.

    An entry may carry both, and they are shown apart. Readers keep them apart only
    where `confidence_basis` says what the confidence is in.

    Wrong:

    ```toml
    [briefing]
    title = "Outlook"
    bluf = "The cartels will split further."
    as_of = "2020-04"
    likelihood_scale = "icd203"

    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    likelihood = "likely"
    confidence = "low"
    ```

    Right:

    ```toml
    [briefing]
    title = "Outlook"
    bluf = "The cartels will split further."
    as_of = "2020-04"
    likelihood_scale = "icd203"

    [[key_points]]
    id = "key-split"
    text = "The cartels split further [@crs-2017, p. 2]."
    likelihood = "likely"
    confidence = "low"
    confidence_basis = "one source, which does not say how it knows"
    ```
    """
    for path, entry in zip(case.paths, case.entries, strict=True):
        if entry.likelihood and entry.confidence and not entry.confidence_basis:
            message = (
                f"`{entry.id}` has both a likelihood and a confidence, "
                "and nothing tells them apart."
            )
            yield Complaint(
                (*path, "confidence"),
                message,
                "Say in `confidence_basis` what the confidence is in, or keep only one of the two.",
            )


@rule("note")
def confidence_without_basis(case: Case) -> Iterator[Complaint]:
    """A confidence has no basis.

    "Low confidence" can mean few sources, bad ones, or good ones that disagree;
    what a reader should do differs. ICD 203 asks for the basis.

    Wrong:

    ```toml
    [[findings]]
    id = "talks"
    text = "Talks resume [@crs-2017, p. 3]."
    kind = "judgment"
    confidence = "low"
    ```

    Right:

    ```toml
    [[findings]]
    id = "talks"
    text = "Talks resume [@crs-2017, p. 3]."
    kind = "judgment"
    confidence = "low"
    confidence_basis = "two sources that contradict each other"
    ```
    """
    for path, entry in zip(case.paths, case.entries, strict=True):
        if entry.confidence and not entry.confidence_basis and not entry.likelihood:
            message = f"`{entry.id}` does not say why the confidence is {entry.confidence}."
            yield Complaint(
                (*path, "confidence"),
                message,
                'Add `confidence_basis = "…"`: how many sources, how good, how far they agree.',
            )
