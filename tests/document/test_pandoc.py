"""References and citations beside those that Pandoc's citeproc makes of our bibliography, with its own Chicago style.

Every difference is of a kind that is known, with its reason in DECISIONS.md. Needs Pandoc 3, on the path or from pypandoc_binary.
"""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefdeck.document.bibliography import csl
from briefdeck.document.chicago import full_reference
from briefdeck.document.chicago_labels import LEGAL, ShortForms
from briefdeck.loader import load
from briefdeck.model.briefing import Source
from support.cited import look_alikes

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
# What is made alike on both sides, one after the other, until they are: the kind of the difference.
KINDS = (
    ("capitals of titles", r"[A-Z]", lambda found: found[0].lower()),
    ("straight quotation marks", "['’‘]", "’"),
    ("comma between two institutions", ", and ", " and "),
    ("a date with a letter or a guess said twice", r"(, |(?<=[.”] ))(?:\[ca\. \d{4}\]|\d{4})[a-z]?(?=\.)", ""),
    ("a day or month", r"[,.]? ?\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b ?\d*,?", ""),
    ("no. before a number", r"\bno\. ", ""),
    ("parties of a treaty", ", united states-mexico", ""),
    ("in before a site", r"\bin (?=borderpatrol|federal register|new\.crimenmexico)", ""),
    ("quotation marks around an unpublished article", "[“”]", ""),
    ("a stop or a comma between parts", r"[.,:;…]", ""),
)  # fmt: skip

# A notice in the Federal Register: Pandoc has its volume, and the journal before the number.
ELSEWHERE = {"omb-fr-2020"}


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


def cited(sources: tuple[Source, ...]) -> tuple[ShortForms, list[str], dict[str, str]]:
    """How we cite sources, how Pandoc cites each, and its references by id."""
    forms = ShortForms(sources)
    references = json.dumps([csl(source, forms.letter(source)) for source in sources])
    marks = "\n\n".join(f"[@{source.id}]" for source in sources)
    text = f"{marks}\n\n---\nlang: en\nreferences: {references}\n---\n"
    made = subprocess.run(
        [pandoc(), "--citeproc", "-t", "json"], input=text, capture_output=True, text=True, check=True
    )  # fmt: skip
    blocks = json.loads(made.stdout)["blocks"]
    labels = [words(block)[1:-1] for block in blocks if block["t"] == "Para"]
    entries = [entry for block in blocks if block["t"] == "Div" for entry in block["c"][1]]
    return forms, labels, {entry["c"][0][0][4:]: words(entry) for entry in entries}


def kind_of(ours: str, theirs: str) -> str:
    """The last kind of difference that has to be taken away to make two references alike."""
    if ours == theirs:
        return "equal"
    for kind, pattern, replacement in KINDS:
        ours, theirs = (re.sub(pattern, replacement, text) for text in (ours, theirs))
        if " ".join(ours.split()) == " ".join(theirs.split()):
            return kind
    return f"other: {ours} / {theirs}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_references_differ_from_pandocs_in_known_ways_alone(path: Path) -> None:
    briefing = load(path).briefing
    assert briefing is not None
    forms, labels, entries = cited(briefing.sources)
    assert labels == [forms.short(source) for source in briefing.sources]
    kinds: Counter[str] = Counter()
    for source in briefing.sources:
        reference = full_reference(source, forms.letter(source))
        ours = "".join(str(getattr(inline, "text", "")) for inline in reference)
        if source.id in ELSEWHERE:
            continue
        kinds[kind_of(ours, entries[source.id])] += 1
    assert not [kind for kind in kinds if kind.startswith("other")]
    assert kinds["equal"] > len(briefing.sources) // 4


@pytest.mark.parametrize("seed", range(3))
def test_pandoc_cites_look_alikes_by_our_years_and_letters(seed: int) -> None:
    briefing = look_alikes(seed).briefing
    assert briefing is not None
    forms, labels, _ = cited(briefing.sources)
    assert len(set(labels)) == len(labels)
    for source, label in zip(briefing.sources, labels, strict=True):
        # A law without a date has none for us, and only Pandoc sets a stop after a name in Han.
        said = label.replace("石.", "石").replace("郎.", "郎")
        if source.type in LEGAL and source.issued is None:
            said = said.removesuffix(", n.d.")
        assert said.casefold() == forms.short(source).casefold()
