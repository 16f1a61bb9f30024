"""References and citations beside those that Pandoc's citeproc makes of our bibliography, with its own Chicago style.

Every difference is of a kind that is known, with its reason in DECISIONS.md. Needs Pandoc 3, on the path or from pypandoc_binary.
"""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from briefdeck.document.blocks import Document, Reference, References
from briefdeck.document.chicago import full_reference
from briefdeck.document.chicago_labels import LEGAL, ShortForms
from briefdeck.loader import load
from briefdeck.model.briefing import Source
from briefdeck.model.csl import SourceType
from briefdeck.output.markdown import bibliography
from support.cited import look_alikes
from support.references import made_sources

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|winter"
# What is made alike on both sides, one after the other, until they are: the kind of the difference.
KINDS = (
    ("capitals of titles", r"[^\W\d_]", lambda found: found[0].lower()),
    ("straight quotation marks", "['’‘]", "’"),
    ("comma between two institutions", ", and ", " and "),
    ("quotation marks within or around a title", "[“”’]", ""),
    ("editors given as authors", r", eds?(?=\. )", ""),
    ("more authors where many are cited alike", r"(?:, [^,\d]+){3,} (?=n\.d\.|\[)", " "),
    ("a day of access", r" accessed february 3, 2024\.", ""),
    ("versions and releases", r"\breleased\b,? ?|\bv(?:ersion|\.)", ""),
    ("a date with a letter or a guess said twice", r"(, |(?<=[.?!] )| \()(?:\[[^\]]*\]|(?<!ad )\d+–?|ad \d+)[a-z]?(?:\)|(?=[.,]))", ""),
    ("a day or month", rf"[,.]? ?\b(?:{MONTHS})\b ?\d*(?:–(?:(?:{MONTHS})\b ?)?\d*)?,?", ""),
    ("no. before a number", r"\bnos?\. ", ""),
    ("parties of a treaty", ", united states-mexico", ""),
    ("number of a treaty", ",? tias 1234", ""),
    ("what sort of thing it is", r"\b(?:thesis|personal communication|hearing), ", ""),
    ("a paper in proceedings", r",? ?71–72|\bacm\b", ""),
    ("a place", r",? ?\(?\b(?:bergen|oslo)\b\)?", ""),
    ("where a patent holds", r"\bus (?=patent)", ""),
    ("on an album", r"\bon (?=all tides)", "in "),
    ("vol. before a review's volume", r"\bvol\. (?=12)", ""),
    ("a missing page of a reporter", " ___", ""),
    ("in before a site", r"(?<=[.?!] )in ", ""),
    ("a stop or a comma between parts", r"[.,:;…]|\(\)", ""),
)  # fmt: skip

# A notice in the Federal Register: Pandoc has its volume, and the journal before the number.
ELSEWHERE = {"omb-fr-2020"}
LOOKED_UP = {
    "broadcast",
    "classic",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "performance",
}
"""What is looked up by a title. Without an author ours open with it, and are cited by it and the year; Pandoc opens some
with a director or an editor, cites entries with their titles, and classics without a year."""


def pandoc() -> str:
    """The path of Pandoc; skips where there is none."""
    found = shutil.which("pandoc")
    if found:
        return found
    pypandoc = pytest.importorskip(
        "pypandoc", reason="needs pandoc, or pip install pypandoc_binary"
    )
    return str(pypandoc.get_pandoc_path())


def words(node: Any) -> str:
    """The characters of a part of Pandoc's document."""
    if isinstance(node, list):
        return "".join(map(words, node))
    match node.get("t"), node.get("c"):
        case "Str", str(text):
            return text
        case (("Space" | "SoftBreak"), _):
            return " "
        case "Quoted", [kind, inner]:
            return f"“{words(inner)}”" if kind["t"] == "DoubleQuote" else f"‘{words(inner)}’"
        case (("Span" | "Div" | "Link" | "Cite"), [_, inner, *_]):
            return words(inner)
        case _, list(inner):
            return words(inner)
        case _:
            return ""


def sources_for_pandoc(sources: tuple[Source, ...], forms: ShortForms) -> str:
    """The sources as an export to Markdown has them, but for Pandoc to list."""
    references = [
        Reference(number=number, source=source, short="", letter=forms.letter(source), full=())
        for number, source in enumerate(sources, 1)
    ]
    numbers = {reference.source.id: reference.number for reference in references}
    document = Document(
        briefing="made", title="Made", language="en", numbers=numbers, cited=tuple(numbers),
        blocks=(References(references=tuple(references)),),
    )  # fmt: skip
    return re.sub("suppress-bibliography: true.*\n", "", bibliography(document))


def cited(sources: tuple[Source, ...]) -> tuple[ShortForms, list[str], dict[str, str]]:
    """How we cite sources, how Pandoc cites each, and its references by id."""
    forms = ShortForms(sources)
    marks = "\n\n".join(f"[@{source.id}]" for source in sources)
    text = f"---\nlang: en\n---\n\n{marks}\n\n{sources_for_pandoc(sources, forms)}\n"
    made = subprocess.run(
        [pandoc(), "--citeproc", "-t", "json"], input=text, capture_output=True, text=True, check=True
    )  # fmt: skip
    blocks = json.loads(made.stdout)["blocks"]
    labels = [words(block)[1:-1] for block in blocks if block["t"] == "Para"]
    entries = [entry for block in blocks if block["t"] == "Div" for entry in block["c"][1]]
    return forms, labels, {entry["c"][0][0][4:]: words(entry) for entry in entries}


def reference_of(source: Source, forms: ShortForms) -> str:
    """Our reference in one string."""
    reference = full_reference(source, forms.letter(source))
    return "".join(str(getattr(inline, "text", "")) for inline in reference)


def kind_of(ours: str, theirs: str) -> str:
    """The last kind of difference that has to be taken away to make two references alike."""
    if ours == theirs:
        return "equal"
    for kind, pattern, replacement in KINDS:
        ours, theirs = (re.sub(pattern, replacement, text) for text in (ours, theirs))
        if " ".join(ours.split()) == " ".join(theirs.split()):
            return kind
    if sorted(ours.split()) == sorted(theirs.split()):
        return "the order of parts"
    return f"other: {ours} / {theirs}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_references_differ_from_pandocs_in_known_ways_alone(path: Path) -> None:
    briefing = load(path).briefing
    assert briefing is not None
    forms, labels, entries = cited(briefing.sources)
    assert labels == [forms.short(source) for source in briefing.sources]
    kinds: Counter[str] = Counter()
    for source in briefing.sources:
        if source.id in ELSEWHERE:
            continue
        kinds[kind_of(reference_of(source, forms), entries[source.id])] += 1
    assert not [kind for kind in kinds if kind.startswith("other")]
    assert kinds["equal"] > len(briefing.sources) // 4


def test_made_references_of_every_type_differ_from_pandocs_in_known_ways_alone() -> None:
    sources = made_sources()
    assert {source.type for source in sources} == set(get_args(SourceType))
    forms, labels, entries = cited(sources)
    kinds: Counter[str] = Counter()
    for source, label in zip(sources, labels, strict=True):
        # A letter that is in no archive is cited in full where it is cited, and listed nowhere.
        if not entries[source.id]:
            assert source.type == "personal_communication"
            continue
        if source.type in LOOKED_UP:
            assert opening(label) == opening(forms.short(source)) or source.editor
        else:
            assert alike(label, source) == alike(forms.short(source), source)
        if source.type in LOOKED_UP and not source.author:
            continue
        kinds[kind_of(reference_of(source, forms), entries[source.id])] += 1
    others = [kind for kind in kinds if kind.startswith("other")]
    # There a preprint's editor hides its translator, an unknown date a classic's edition; a patent without
    # a number is not called one; and a review without a journal has its guessed year as an issue.
    assert len(others) <= 4, others
    assert kinds["equal"] > len(sources) // 6


def opening(label: str) -> str:
    """Who, or what, a citation names first."""
    return re.split(r",? (?:n\.d\.|\[|\d|AD )|, ", label, maxsplit=1)[0].casefold()


def alike(label: str, source: Source) -> str:
    """How a source is cited, less what we know that Pandoc does in another way."""
    # A law without a date has none for us, and we set a comma after a title's own exclamation mark.
    if source.type in LEGAL and source.issued is None:
        label = label.removesuffix(", n.d.")
    return label.replace("!,", "!").casefold()


@pytest.mark.parametrize("seed", range(3))
def test_pandoc_cites_look_alikes_by_our_years_and_letters(seed: int) -> None:
    briefing = look_alikes(seed).briefing
    assert briefing is not None
    forms, labels, _ = cited(briefing.sources)
    assert len(set(labels)) == len(labels)
    for source, label in zip(briefing.sources, labels, strict=True):
        # Only Pandoc sets a stop after a name in Han.
        said = label.replace("石.", "石").replace("郎.", "郎")
        assert alike(said, source) == alike(forms.short(source), source)
