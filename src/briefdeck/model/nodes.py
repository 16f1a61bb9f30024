"""What prose is made of: paragraphs, lists and code, and the inline runs in them."""

from msgspec import Struct

from briefdeck.model.bracket import Bracket
from briefdeck.model.briefing import Cite


class Text(Struct, frozen=True, tag="text"):
    """A run of characters with its emphasis."""

    text: str
    emphasis: bool = False
    strong: bool = False
    code: bool = False


class Citation(Struct, frozen=True, tag="citation"):
    """`[@a, p. 1; @b]`: one bracket, one or more sources."""

    cites: tuple[Cite, ...]


class EntryLink(Struct, frozen=True, tag="entry"):
    """`[[id]]` or `[[id|words]]`; without words of its own `text` is empty, and labels serve."""

    target: str
    text: str = ""


class WebLink(Struct, frozen=True, tag="web"):
    """A CommonMark link or autolink; an address is shown, never opened unasked."""

    url: str
    text: str


class LineBreak(Struct, frozen=True, tag="break"):
    """A hard line break."""


Inline = Text | Citation | EntryLink | WebLink | LineBreak


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """Inline runs that flow as one paragraph."""

    inlines: tuple[Inline, ...]


class ListBlock(Struct, frozen=True, tag="list"):
    """A bulleted or numbered list; an item is a run of blocks."""

    items: tuple[tuple["ProseBlock", ...], ...]
    ordered: bool = False
    start: int = 1


class CodeBlock(Struct, frozen=True, tag="code"):
    """Lines shown as they stand."""

    text: str


ProseBlock = Paragraph | ListBlock | CodeBlock


def inline_of(bracket: Bracket) -> Citation | EntryLink | Text:
    """Return a bracket as an inline run."""
    if bracket.cites:
        return Citation(cites=bracket.cites)
    if bracket.target is not None:
        return EntryLink(target=bracket.target, text=bracket.words)
    return Text(text=bracket.source)


def merged(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Return inline runs with neighbours of one style or address joined, empty ones dropped."""
    joined: list[Inline] = []
    # The texts that the last node will have: added up at the end, not one by one in n squared.
    run: list[str] = []
    for inline in inlines:
        if not isinstance(inline, Text | WebLink):
            _close_run(joined, run)
            joined.append(inline)
            continue
        if not inline.text:
            continue
        if not run or _style(joined[-1]) != _style(inline):
            _close_run(joined, run)
            joined.append(inline)
        run.append(inline.text)
    _close_run(joined, run)
    return tuple(joined)


def _close_run(joined: list[Inline], run: list[str]) -> None:
    """Put the texts of a run together in its last node."""
    if len(run) > 1:
        match joined[-1]:
            case Text(emphasis=emphasis, strong=strong, code=code):
                joined[-1] = Text(text="".join(run), emphasis=emphasis, strong=strong, code=code)
            case WebLink(url=url):
                joined[-1] = WebLink(url=url, text="".join(run))
            case _:
                pass
    run.clear()


def _style(inline: Inline) -> tuple[bool, bool, bool] | str | None:
    match inline:
        case Text():
            return inline.emphasis, inline.strong, inline.code
        case WebLink():
            return inline.url
        case _:
            return None
