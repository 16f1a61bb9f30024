"""Prose, its settings as text, HTML and PDF, and quotations of it: true ones and altered ones."""

import html
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefdeck.evidence.passages import CopyPage, CopyText
from briefdeck.evidence.texts.reading import read_content

WHO = [
    "the government",
    "the ministry",
    "the agency",
    "Congress",
    "the Senate",
    "Mexico",
    "the U.S. government",
    "the North Atlantic Council",
    "the commission",
    "the new administration",
    "the border patrol",
    "President Calderón",
    "the Mérida Initiative",
    "the office of the inspector",
    "the cartel",
    "a multilateral force",
    "the so-called task force",
    "the HLCG",
    "the World Bank",
    "the affected municipality",
    "each state",
    "the US delegation",
    "an independent audit",
    "the non-governmental sector",
    "the attorney general",
    "its legislature",
    "the local police",
    "the defense department",
    "USAID",
    "the flow of firearms",
    "the institute’s staff",
    "the city council",
    "the far-reaching reform",
]
DID = [
    "did not reach",
    "has reached",
    "increased",
    "would not reduce",
    "reduced",
    "had been unable to define",
    "could not confirm",
    "confirmed",
    "has not paid for",
    "paid for",
    "never approved",
    "approved",
    "was expected to finance",
    "financed",
    "refused to certify",
    "certified",
    "did little to improve",
    "improved",
    "underestimated",
    "overestimated",
    "had agreed to publish",
    "declined to publish",
    "was not ready to affirm",
    "affirmed",
    "withdrew from",
    "joined",
]
WHAT = [
    "{n} homicides",
    "{n} people",
    "{p} of all shipments",
    "${m} in aid",
    "a budget of ${m}",
    "the {n} officers in its ranks",
    "an agreement on “shared responsibility”",
    "the rule of law",
    "the confidence of its own citizens",
    "a rate of {d} per 100,000",
    "the first official figures",
    "its field offices",
    "more effective inspections",
    "a far more difficult transition",
    "the flow of drugs",
    "the level of {d} points",
    "a deficit of −{d} percent",
    "the re-election of its leaders",
    "the worst affected regions",
    "{n} kilograms of heroin",
    "the so-called “final” offer",
    "cross-border cooperation",
    "a two-thirds majority",
    "{n} of its {n} offices",
    "the cost of living (CPI)",
]
WHEN = [
    "in {y}",
    "since {y}",
    "by the end of {y}",
    "between {y} and {y}",
    "in the fiscal year {y}",
    "after May {day}, {y}",
    "during the {y}–{z} period",
    "in the second half of {y}",
    "at that time",
    "within {day} days",
    "for the first time",
    "in spite of all efforts",
    "over three decades",
]
LINK = [
    ", although",
    ", because",
    "; however,",
    "—and",
    ", while",
    ", so that",
    ", but",
    ", even if",
    ": in fact,",
    ", according to the report,",
    ", as",
]
NOTES = [
    "See Smith, 2010, p. 4.",
    "Ibid.",
    "Author’s calculation.",
    "Interview of 5 May.",
    "See also chapter 3.",
]
NEGATIONS = {"not", "no", "never", "nor", "without", "unable", "refused", "declined"}

Forms = tuple[Callable[[random.Random, list[str]], str], ...]


class Planted(NamedTuple):
    """A quotation of a text. kind: what was done to it."""

    words: str
    kind: str


def _filled(rng: random.Random, text: str) -> str:
    year = rng.randint(1989, 2029)

    def slot(found: re.Match[str]) -> str:
        match found[1]:
            case "n":
                return f"{rng.choice([rng.randint(11, 999), rng.randint(1000, 99_999)]):,}"
            case "p":
                return f"{rng.randint(2, 98)}{rng.choice(['%', '.5%', ' percent'])}"
            case "m":
                return f"{rng.randint(1, 90)}{rng.choice(['', '.4', '.75'])} {rng.choice(['million', 'billion'])}"
            case "d":
                return f"{rng.randint(1, 80)}.{rng.randint(1, 9)}"
            case "y":
                return str(rng.randint(1989, 2029))
            case "z":
                return str(year)
            case _:
                return str(rng.randint(2, 28))

    return re.sub(r"\{(\w+)\}", slot, text)


def sentence(rng: random.Random) -> str:
    """A sentence of one clause or two."""
    clauses = [f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} {rng.choice(WHEN)}"]
    if rng.random() < 0.6:
        clauses.append(f"{rng.choice(LINK)} {rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)}")
    text = _filled(rng, "".join(clauses)).replace("— ", "—")
    return text[0].upper() + text[1:] + rng.choice([".", ".", ".", ".", "?"])


def prose(rng: random.Random, paragraphs: int) -> list[str]:
    """So many paragraphs, in which some sentences are much like one another."""
    return [" ".join(sentence(rng) for _ in range(rng.randint(2, 6))) for _ in range(paragraphs)]


# Settings: the same words as a copy has them.


def _marked(rng: random.Random, words: list[str], share: float) -> Iterator[str]:
    """Words, some with the mark of a note."""
    number = 0
    for place, word in enumerate(words):
        bare = re.fullmatch(r"[“‘(]*([a-zà-ÿ]{3,}|[A-Z][a-z]{3,})[”’)]*([.,;?]?)[”’]?", word)
        year = re.fullmatch(r"(?:19|20)\d\d([.,?]?)", word)
        before = words[place - 1].lower() if place else ""
        is_dated = before in {"in", "since", "of", "year", "and"} and year
        if not (bare or is_dated) or rng.random() > share:
            yield word
            continue
        number += 1
        if is_dated and not (year and year[1]):
            yield word + rng.choice(["¹", "[4]", "*"])
            continue
        mark = str(number % 150 + 1)
        yield word + rng.choice(
            [
                mark,
                mark,
                f"[{mark}]",
                mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
                "*",
                "†",
            ]
        )


def _hyphenated(rng: random.Random, word: str) -> str:
    found = re.fullmatch(r"([“(]*[A-Za-zà-ÿ]{3,})([a-zà-ÿ]{3,}.*)", word)
    if not found:
        return word
    sign = rng.choice(["-\n", "-\n", "\u00ad\n", "-\n  "])
    return f"{found[1]}{sign}{found[2]}"


def _lettered(rng: random.Random, word: str) -> str:
    """A word in other letters of the same kind."""
    roll = rng.random()
    if roll < 0.25:
        for plain, ligature in (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ")):
            word = word.replace(plain, ligature)
    elif roll < 0.35:
        word = unicodedata.normalize("NFD", word)
    elif roll < 0.45:
        word = word.replace("“", '"').replace("”", '"').replace("’", "'")
    elif roll < 0.5:
        word = word.replace("—", "--").replace("–", "-").replace("−", "-")
    elif roll < 0.55 and word.isalpha():
        half = len(word) // 2
        word = word[:half] + rng.choice(["\u00ad", "\u200b"]) + word[half:]
    return word


def as_text(rng: random.Random, paragraphs: list[str], *, paged: bool = True) -> CopyText:
    """A copy as a program takes text out of a PDF: lines, pages, heads, broken words, marks."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for each in _marked(rng, paragraph.split(" "), 0.06):
            word = _lettered(rng, each)
            if len(line) + len(word) > 70:
                parted = _hyphenated(rng, word) if rng.random() < 0.3 else word
                first, end, rest = parted.partition("\n")
                lines.append(f"{line} {first}".strip() if end else line)
                line = rest if end else word
                continue
            line += rng.choice([" ", " ", " ", "  ", "\u00a0", "\u2009"]) + word if line else word
        lines += [line, ""]
    if not paged:
        return CopyText("\n".join(lines))
    return _pages(rng, lines)


def _pages(rng: random.Random, lines: list[str]) -> CopyText:
    head = rng.choice(["Border Cooperation", "THE ANNUAL REPORT", "Institute of Public Policy"])
    style = rng.randrange(5)
    text, pages = "", []
    for number, at in enumerate(range(0, len(lines), 30), rng.choice([1, 7, 131])):
        body = "\n".join(lines[at : at + 30]).strip("\n")
        parts = {
            0: f"{head} {number}\n{body}\n",
            1: f"{body}\n\n{number}\n",
            2: f"{number} {head}\n\n{body}\n\nJune 2011\n",
            3: f"{head}\n\n{body}\n\n– {number} –\n",
            4: f"{body}\n{head} | Page {number} of 99\n\n",
        }
        pages.append(CopyPage(len(text), str(number)))
        text += parts[style]
    return CopyText(text, tuple(pages))


def as_html(rng: random.Random, paragraphs: list[str]) -> CopyText:
    """A copy as a page of the web."""
    body = []
    for paragraph in paragraphs:
        words = []
        for word in paragraph.split(" "):
            said = html.escape(_lettered(rng, word)) if rng.random() < 0.5 else html.escape(word)
            roll = rng.random()
            if roll < 0.04 and re.fullmatch(r"[a-z]{3,}[.,]?", word):
                said += rng.choice(
                    ["<sup>12</sup>", '<sup><a href="#n3">[3]</a></sup>', "<sup>*</sup>"]
                )
            elif roll < 0.08:
                said = f"<em>{said}</em>"
            elif roll < 0.1:
                said = f'<a href="https://example.org/"><b>{said}</b></a>'
            elif roll < 0.12:
                said = f"<span>{said[:1]}</span>{said[1:]}" if said.isalpha() else said
            words.append(said)
        joined = "".join(word + rng.choice([" ", " ", "\n   ", "&nbsp;", "<br>"]) for word in words)
        body.append(rng.choice(["<p>{}</p>", "<div>{}</div>", "<li>{}</li>"]).format(joined))
    page = (
        "<!doctype html><title>T</title><nav>Home About</nav><main>" + "\n".join(body) + "</main>"
    )
    return read_content(page.encode(), "copy.html")


def as_pdf(rng: random.Random, paragraphs: list[str]) -> CopyText:
    """A copy as PDF, set in justified lines with hyphens, heads, numbers of pages and notes."""
    import typst

    columns = rng.choice([1, 1, 2])
    font = rng.choice(["Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"])
    source = [
        f'#set page(paper: "a5", columns: {columns}, numbering: "1", header: [The Annual Report])',
        f'#set text(font: "{font}", size: {rng.choice([9, 10, 11])}pt, hyphenate: true, lang: "en")',
        f"#set par(justify: {rng.choice(['true', 'false'])})",
    ]
    for paragraph in paragraphs:
        pieces = []
        for word in paragraph.split(" "):
            pieces.append(f"#{json.dumps(word, ensure_ascii=False)}")
            if re.fullmatch(r"[a-z]{4,}[.,]?", word) and rng.random() < 0.03:
                pieces[-1] += f"#footnote({json.dumps(rng.choice(NOTES), ensure_ascii=False)})"
        source.append(" ".join(pieces) + "\n")
    content = typst.compile("\n".join(source).encode())
    return read_content(content, "copy.pdf")


# Quotations.


def _window(rng: random.Random, paragraphs: list[str]) -> list[str]:
    words = rng.choice(paragraphs).split(" ")
    size = min(rng.choice([rng.randint(3, 8), rng.randint(6, 25), rng.randint(15, 60)]), len(words))
    first = rng.randint(0, len(words) - size)
    return words[first : first + size]


def _plain(rng: random.Random, words: list[str]) -> str:
    return " ".join(words)


def _other_letters(rng: random.Random, words: list[str]) -> str:
    return " ".join(_lettered(rng, word) for word in words)


def _other_initial(rng: random.Random, words: list[str]) -> str:
    text = " ".join(words)
    return text[0].swapcase() + text[1:]


def _other_end(rng: random.Random, words: list[str]) -> str:
    return " ".join(words).rstrip(".,;:?") + rng.choice([".", ",", "", "!", "…"])


def _in_marks(rng: random.Random, words: list[str]) -> str:
    marks = rng.choice(["“”", "‘’", '""', "«»"])
    return f"{marks[0]}{' '.join(words)}{marks[1]}"


def _with_omission(rng: random.Random, words: list[str]) -> str:
    if len(words) < 10:
        return " ".join(words)
    first = rng.randint(2, len(words) - 7)
    last = rng.randint(first + 4, len(words) - 2)
    if NEGATIONS & {word.strip(".,;:?—“”").lower() for word in words[first:last]}:
        # Who leaves out a negation says something else.
        return " ".join(words)
    dots = rng.choice(["…", "...", ". . .", "[…]", "[...]", "(...)", "(…)"])
    rest = words[last:]
    if rng.random() < 0.3:
        rest = [rest[0][0].swapcase() + rest[0][1:], *rest[1:]]
    return f"{' '.join(words[:first])} {dots} {' '.join(rest)}"


def _with_brackets(rng: random.Random, words: list[str]) -> str:
    if len(words) < 8 or not words[0][0].isalpha():
        return " ".join(words)
    place = rng.randint(2, len(words) - 3)
    replaced = rng.choice([0, 0, 1])
    if replaced and re.search(r"not|never|unable|refused|\d", words[place]):
        replaced = 0
    put_in = rng.choice(["[sic]", "[the agency]", "[in Mexico]"])
    text = f"{' '.join(words[:place])} {put_in} {' '.join(words[place + replaced :])}"
    return rng.choice([text, f"[{words[0][0].swapcase()}]{' '.join(words)[1:]}"])


TRUE: Forms = (
    _plain, _other_letters, _other_initial, _other_end, _in_marks, _with_omission, _with_brackets
)  # fmt: skip


def true_quotation(rng: random.Random, paragraphs: list[str]) -> Planted:
    """A quotation of a text that says what it says."""
    form = rng.choice(TRUE)
    return Planted(form(rng, _window(rng, paragraphs)), form.__name__.strip("_"))


def _one_digit(rng: random.Random, words: list[str]) -> str:
    text = " ".join(words)
    places = [found.start() for found in re.finditer(r"\d", text)]
    if not places:
        return text
    at = rng.choice(places)
    digit = rng.choice([each for each in "0123456789" if each != text[at]])
    return text[:at] + rng.choice([digit, digit, "", text[at] + digit]) + text[at + 1 :]


def _negation(rng: random.Random, words: list[str]) -> str:
    places = [place for place, word in enumerate(words) if word in {"not", "never", "no"}]
    if places:
        at = rng.choice(places)
        return " ".join(words[:at] + words[at + 1 :])
    at = rng.randint(1, len(words) - 1)
    return " ".join([*words[:at], "not", *words[at:]])


def _one_word(rng: random.Random, words: list[str]) -> str:
    at = rng.randrange(len(words))
    other = rng.choice(" ".join([*WHO, *DID]).split())
    return " ".join([*words[:at], rng.choice([other, other, ""]), *words[at + 1 :]])


def _lookalike(rng: random.Random, words: list[str]) -> str:
    return sentence(rng)


def _case(rng: random.Random, words: list[str]) -> str:
    places = [at for at, word in enumerate(words) if at and word[0].isalpha()]
    at = rng.choice(places) if places else 0
    changed = words[at].upper() if words[at].islower() else words[at].lower()
    return " ".join([*words[:at], changed, *words[at + 1 :]])


def _sign(rng: random.Random, words: list[str]) -> str:
    text = " ".join(words)
    places = [
        found.start() for found in re.finditer(r"(?<=\d)[.%](?=\S)|[$%−](?=\d)|(?<=\d)%", text)
    ]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


def _cut(rng: random.Random, words: list[str]) -> str:
    text = " ".join(words)
    return rng.choice([text[1:], text[:-1]])


ALTERED: Forms = (
    _one_digit, _one_digit, _negation, _negation, _one_word, _one_word, _lookalike, _case, _sign, _cut
)  # fmt: skip


def bare(text: str) -> str:
    """Words as they are compared where nothing but their setting may differ."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[‐‑‒–—―−]|--", "-", text)
    return " ".join(re.sub("[][“”‘’\"'«»\u00ad\u200b]", "", text).split())


def is_literal(words: str, paragraphs: list[str]) -> bool:
    """Whether words stand in a text after all, but for case at the start and a stop at the end."""
    wanted = bare(words).lstrip(".,;:?!) ").rstrip(".,;:?!- ")
    if not any(map(str.isalnum, wanted)):
        return False
    first = f"[{re.escape(wanted[0])}{re.escape(wanted[0].swapcase())}]"
    expression = rf"(?<![^\W_])(?<![-$]){first}{re.escape(wanted[1:])}(?![%\w]|[.,]\d|-\w)"
    return re.search(expression, bare("\n".join(paragraphs))) is not None


def altered_quotation(rng: random.Random, paragraphs: list[str]) -> Planted:
    """A quotation of a text that says something else, though much like it."""
    while True:
        form = rng.choice(ALTERED)
        words = form(rng, _window(rng, paragraphs)).strip()
        if words and not is_literal(words, paragraphs):
            return Planted(words, form.__name__.strip("_"))
