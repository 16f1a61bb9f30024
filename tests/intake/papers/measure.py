"""How much of a paper its draft has right, by answers that were keyed by hand.

    python tests/intake/papers/measure.py PAPER ANSWERS.toml [--missed]

Answers are facts of a paper, and none of its sentences:

    title, authors, issued, publisher   the title block: family names or names of organizations
    headings        all that should become eras or sections, as they are printed
    eras            { title, span }, without a span where the paper states none
    key_points      how many points its box has
    recommendations how many pieces of advice stand in bullets
    references      { id, author, issued, title, container }: family names, whole names or names
                    of organizations in order, EDTF, the whole title, what it stands in or else who
                    published it; an id that these answers alone know
    citations       [id of the reference, locator], in the order of the text; "*" for any locator
    events          [EDTF date, words of the sentence that tells it, other dates that are right too]
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

import tomli

from briefdeck.model.prose import references
from briefdeck.text.folding import tokens

Answers = dict[str, Any]
Entry = dict[str, Any]

MARK: Final = "#?"


@dataclass(frozen=True, kw_only=True)
class Score:
    """How many were expected, found and wrongly given; what was missed or wrong, in words."""

    name: str
    expected: int
    right: int
    given: int | None = None
    missed: Sequence[str] = field(default=())

    def __str__(self) -> str:
        share = f"{self.right / self.expected:4.0%}" if self.expected else "   -"
        line = f"{self.name:16} {self.right:3} of {self.expected:3} {share}"
        return line if self.given is None else f"{line}, among {self.given}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paper", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--missed", action="store_true", help="say what was missed or is wrong")
    options = parser.parse_args()
    answers = tomli.loads(options.answers.read_text(encoding="utf-8"))
    for score in measured(drafted(options.paper), answers):
        print(score)
        if options.missed:
            print("".join([f"    {line}\n" for line in score.missed]), end="")


def drafted(paper: Path) -> str:
    """The draft that the program makes of a paper."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "draft.toml")
        command = [sys.executable, "-m", "briefdeck", "import", str(paper), "-o", str(draft)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not draft.exists():
            sys.exit(f"no draft was written (exit code {done.returncode}):\n{done.stderr}")
        return draft.read_text(encoding="utf-8")


def measured(draft: str, answers: Answers) -> Iterator[Score]:
    """The scores of a draft."""
    certain, candidates = tomli.loads(draft), candidates_of(draft)
    yield _title_block(certain, answers)
    yield _headings(certain, answers)
    yield _eras(certain, answers)
    for table in ("key_points", "recommendations"):
        given = len(certain.get(table, ()))
        expected = answers.get(table, 0)
        yield Score(name=table, expected=expected, right=min(given, expected), given=given)
    sources = _sources_of(certain, answers)
    yield _references(sources, answers)
    yield _citations([certain, *candidates], sources, answers)
    yield _events([certain, *candidates], answers)
    yield _marked(certain)


def candidates_of(draft: str) -> list[Entry]:
    """The entries that a draft proposes in comments, each block of them as one file's data."""
    blocks: list[list[str]] = []
    is_inside = False
    for line in draft.splitlines():
        if line.startswith(MARK):
            blocks.append([])
            is_inside = True
        elif is_inside and line.startswith("#"):
            blocks[-1].append(line[1:].removeprefix(" "))
        else:
            is_inside = False
    return [tomli.loads("\n".join(block)) for block in blocks]


def _title_block(certain: Entry, answers: Answers) -> Score:
    front = certain["briefing"]
    paper = next(source for source in certain["sources"] if source["id"] == front["condenses"])
    given = {
        "title": paper["title"],
        "authors": _families(paper),
        "issued": str(paper.get("issued", "")),
        "publisher": paper.get("publisher", ""),
    }
    expected = {key: answers[key] for key in given if key in answers}
    wrong = [key for key in expected if not _same(given[key], expected[key])]
    return Score(
        name="title block",
        expected=len(expected),
        right=len(expected) - len(wrong),
        missed=[f"{key}: {given[key]!r}, not {expected[key]!r}" for key in wrong],
    )


def _headings(certain: Entry, answers: Answers) -> Score:
    given = [entry["title"] for table in ("eras", "sections") for entry in certain.get(table, ())]
    left = Counter(map(_plain, given))
    missed = []
    for heading in answers["headings"]:
        # The title of an era is its heading without the years.
        names = [name for name in left if left[name] and _names(name, _plain(heading))]
        if names:
            left[max(names, key=len)] -= 1
        else:
            missed.append(f"missed: {heading}")
    missed += [f"not a heading: {name}" for name, number in left.items() if number]
    expected = len(answers["headings"])
    right = expected - sum(line.startswith("missed") for line in missed)
    return Score(name="headings", expected=expected, right=right, given=len(given), missed=missed)


def _names(title: str, heading: str) -> bool:
    years = heading.removeprefix(title).replace("present", "").replace("since", "")
    return heading.startswith(title) and not any(map(str.isalpha, years))


def _eras(certain: Entry, answers: Answers) -> Score:
    given = certain.get("eras", [])
    missed = [
        str(era)
        for era in answers.get("eras", ())
        if not any(
            _plain(era["title"]) == _plain(one["title"])
            and era.get("span", one["span"]) == one["span"]
            for one in given
        )
    ]
    expected = len(answers.get("eras", ()))
    right = expected - len(missed)
    return Score(name="eras", expected=expected, right=right, given=len(given), missed=missed)


def _sources_of(certain: Entry, answers: Answers) -> dict[str, Entry]:
    """The source of the draft that is most like each reference, by the answers' own ids."""
    sources = list(certain["sources"])
    found = {}
    for reference in answers.get("references", ()):
        best = max(sources, key=lambda source: _likeness(source, reference), default=None)
        if best is not None and _likeness(best, reference) > 0.6:
            found[reference["id"]] = best
            sources.remove(best)
    return found


def _likeness(source: Entry, reference: Entry) -> float:
    pairs = ((source["title"], reference["title"]), (_opening(source), _opening(reference)))
    title, opening = (
        SequenceMatcher(None, _plain(one)[:80], _plain(other)[:80]).ratio() for one, other in pairs
    )
    return max(title, opening * 0.7 + title * 0.3)


def _opening(work: Entry) -> str:
    names = work["author"] if _is_plain(work) else _families(work)
    return f"{' '.join(names)} {str(work.get('issued', ''))[:4]}"


def _is_plain(work: Entry) -> bool:
    return bool(work.get("author")) and isinstance(work["author"][0], str)


def _references(sources: dict[str, Entry], answers: Answers) -> Score:
    missed = []
    for reference in answers.get("references", ()):
        source = sources.get(reference["id"])
        if source is None:
            missed.append(f"{reference['id']}: not there")
            continue
        wrong = [*_wrong_fields(source, reference)]
        if wrong:
            missed.append(f"{reference['id']}: {'; '.join(wrong)}")
    expected = len(answers.get("references", ()))
    return Score(name="references", expected=expected, right=expected - len(missed), missed=missed)


def _wrong_fields(source: Entry, reference: Entry) -> Iterator[str]:
    containers = [source.get(key, "") for key in ("container-title", "publisher")]
    given: dict[str, Any] = {
        "author": _families(source),
        "issued": str(source.get("issued", "")),
        "title": source["title"],
        "container": containers[0] or containers[1],
    }
    for key, value in given.items():
        expected = reference.get(key, "")
        if key == "container" and any(_is_named(one, expected) for one in containers):
            continue
        if key == "author" and _are_named(source, expected):
            continue
        if not _same(value, expected or type(value)()):
            yield f"{key} is {value!r}, not {expected!r}"


def _is_named(container: str, name: str) -> bool:
    """Whether a container is called so; what explains its name in parentheses may be left out."""
    return _same(container, name) or _same(container, name.partition(" (")[0])


def _are_named(source: Entry, names: Sequence[str]) -> bool:
    """Whether the authors are called so, by their families or in full, whichever comes first."""
    given = source.get("author", ())
    full = [sorted(_plain(" ".join(map(str, name.values()))).split()) for name in given]
    families = list(map(_plain, _families(source)))
    return len(given) == len(names) and all(
        family == _plain(name) or words == sorted(_plain(name).split())
        for family, words, name in zip(families, full, names, strict=True)
    )


def _families(source: Entry) -> list[str]:
    """Family names or names of organizations, particles included."""
    return [
        name.get("literal")
        or " ".join(filter(None, [name.get("non-dropping-particle"), name.get("family")]))
        for name in source.get("author", ())
    ]


def _citations(files: list[Entry], sources: dict[str, Entry], answers: Answers) -> Score:
    expected = Counter(
        (sources[key]["id"] if key in sources else f"? {key}", "".join(locator))
        for key, *locator in answers.get("citations", ())
    )
    given: Counter[tuple[str, str]] = Counter()
    for text in {text for file in files for text in _texts(file)}:
        for cite in references(text)[0]:
            given[cite.source, (cite.at or "").lstrip("p. ")] += 1
    for key, locator in [*expected]:
        # Whatever is said of the place will do.
        here = [each for each in given if each[0] == key and each not in expected]
        while locator == "*" and expected[key, "*"] and here:
            found = here.pop()
            expected[found] = min(given[found], expected[key, "*"])
            expected[key, "*"] -= expected[found]
    missed = expected - given
    extra = given - expected
    return Score(
        name="citations",
        expected=expected.total(),
        right=(expected & given).total(),
        given=given.total(),
        missed=[f"missed: {key}" for key in missed] + [f"not in the paper: {key}" for key in extra],
    )


def _texts(file: Entry) -> Iterator[str]:
    for table, entries in file.items():
        if isinstance(entries, list) and table != "sources":
            for entry in entries:
                yield entry.get("text", "")


def _events(files: list[Entry], answers: Answers) -> Score:
    given = [event for file in files for event in file.get("events", ())]
    told = [_plain(f"{event['title']} {event.get('text', '')}") for event in given]
    right: set[int] = set()
    missed = []
    for date, words, *others in answers.get("events", ()):
        dates = {one.rstrip("~?") for one in (date, *others)}
        places = [
            place
            for place, event in enumerate(given)
            if str(event["date"]).rstrip("~?") in dates and _plain(words) in told[place]
        ]
        right.update(places)
        if not places:
            missed.append(f"missed: {date} {words}")
    wrong = [event for place, event in enumerate(given) if place not in right]
    expected = len(answers.get("events", ()))
    return Score(
        name="events",
        expected=expected,
        right=expected - len(missed),
        given=len(given),
        missed=[*missed, *[f"no event: {event['date']} {event['title']}" for event in wrong]],
    )


def _marked(certain: Entry) -> Score:
    """Entries with a text that are marked as the paper's."""
    paper = certain["briefing"]["condenses"]
    stated = [
        entry
        for table, entries in certain.items()
        if isinstance(entries, list) and table != "sources"
        for entry in entries
    ]
    unmarked = [entry["id"] for entry in stated if entry.get("voice", {}).get("source") != paper]
    right = len(stated) - len(unmarked)
    return Score(name="marked as its", expected=len(stated), right=right, missed=unmarked)


def _same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return _plain(str(one)) == _plain(str(other))


def _plain(text: str) -> str:
    """The words of a text, without case, accents and signs."""
    return " ".join(tokens(text))


if __name__ == "__main__":
    main()
