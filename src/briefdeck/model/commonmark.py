"""CommonMark by markdown-it: its tokens as nodes of prose.

Loaded only for texts that have markup.
"""

from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token

from briefdeck.model.bracket import MARKED, Bracket, split_marks
from briefdeck.model.nodes import (
    CodeBlock,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
    inline_of,
    merged,
)
from briefdeck.text.visible import cleaned

_DEEPEST: Final = 20  # two levels of tokens for each level of lists
_SHOWN_AS_WRITTEN: Final = (
    "blockquote",
    "code",
    "heading",
    "html_block",
    "lheading",
    "reference",
    "entity",
    "html_inline",
)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """CommonMark's lists, down to the deepest level; below it a list is text."""
    return state.level < _DEEPEST and list_block(state, start, end, silent)


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """An image is shown as the characters it is made of."""
    start = state.pos
    if not image(state, silent=True):
        return False
    if not silent:
        state.append_pending(state.src[start : state.pos])
    return True


@cache
def _reader(*, links: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * _DEEPEST})
    reader.disable(_SHOWN_AS_WRITTEN if links else [*_SHOWN_AS_WRITTEN, "link", "image"])
    reader.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    if links:
        reader.inline.ruler.at("image", _image)
    return reader


def blocks(marked: str, found: tuple[Bracket, ...]) -> tuple[ProseBlock, ...]:
    """The blocks of a text whose brackets are marked."""
    return tuple(_blocks(_tokens(marked, found), marked.split("\n"), found))


def inlines(marked: str, found: tuple[Bracket, ...]) -> tuple[Inline, ...]:
    """The inline runs of one line whose brackets are marked."""
    children = _reader(links=True).parseInline(marked)[0].children or []
    if _lost(_inline_texts(children), found):
        children = _reader(links=False).parseInline(marked)[0].children or []
    return _inlines(children, found)


def outside_code(marked: str, found: tuple[Bracket, ...]) -> tuple[Bracket, ...]:
    """The brackets that are not in code."""
    shown: set[int] = set()
    for token in _tokens(marked, found):
        children = token.children or []
        for text in [child.content for child in children if child.type == "text"]:
            shown.update(map(int, MARKED.findall(text)))
    return tuple(bracket for number, bracket in enumerate(found) if number in shown)


def _tokens(marked: str, found: tuple[Bracket, ...]) -> list[Token]:
    """The tokens of a text; where a link would swallow a bracket, those of the text without links.

    CommonMark lets the address or the title of a link hold anything, a mark too; but a citation
    counts wherever it stands.
    """
    tokens = _reader(links=True).parse(marked)
    if found and _lost(_texts(tokens), found):
        tokens = _reader(links=False).parse(marked)
    return tokens


def _lost(texts: list[str], found: tuple[Bracket, ...]) -> bool:
    kept: set[str] = set()
    for text in texts:
        kept.update(MARKED.findall(text))
    return len(kept) < len(found)


def _texts(tokens: list[Token]) -> list[str]:
    texts = [token.content for token in tokens if token.type == "fence"]
    for token in tokens:
        texts += _inline_texts(token.children or [])
    return texts


def _inline_texts(children: list[Token]) -> list[str]:
    return [child.content for child in children if child.content]


def _blocks(tokens: list[Token], lines: list[str], found: tuple[Bracket, ...]) -> list[ProseBlock]:
    """Blocks from the flat run of tokens.

    Open lists and items stand on a stack, so that no depth of lists can exhaust Python's own.
    """
    done: list[ProseBlock] = []
    outer: list[list[ProseBlock]] = []
    lists: list[tuple[list[tuple[ProseBlock, ...]], Token]] = []
    for token in tokens:
        match token.type:
            case "inline":
                inside = _inlines(token.children or [], found)
                if inside:
                    done.append(Paragraph(inlines=inside))
            case "fence":
                code = cleaned(_restored(token.content, found))
                done.append(CodeBlock(text=code.removesuffix("\n")))
            case "hr":
                done.append(Paragraph(inlines=(Text(text=_source_line(token, lines)),)))
            case "bullet_list_open" | "ordered_list_open":
                lists.append(([], token))
            case "list_item_open":
                outer.append(done)
                done = []
            case "list_item_close":
                lists[-1][0].append(tuple(done))
                done = outer.pop()
            case "bullet_list_close" | "ordered_list_close":
                items, opened = lists.pop()
                done.append(_list_block(items, opened))
            case _:
                pass
    return done


def _list_block(items: list[tuple[ProseBlock, ...]], opened: Token) -> ListBlock:
    start = opened.attrGet("start")
    return ListBlock(
        items=tuple(items),
        ordered=opened.type == "ordered_list_open",
        start=1 if start is None else int(start),
    )


def _source_line(token: Token, lines: list[str]) -> str:
    return lines[token.map[0]].strip() if token.map else token.markup


class _Style:
    """The emphasis and the link that are open while tokens pass."""

    __slots__ = ("address", "emphasis", "strong")

    def __init__(self) -> None:
        self.address: str | None = None
        self.emphasis = 0
        self.strong = 0

    def takes(self, token: Token) -> bool:
        """Whether the token opens or closes a style, which is then noted."""
        match token.type:
            case "em_open" | "em_close":
                self.emphasis += token.nesting
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "link_open":
                self.address = cleaned(str(token.attrGet("href") or ""))
            case "link_close":
                self.address = None
            case _:
                return False
        return True

    def run(self, text: str, *, code: bool = False) -> Inline:
        """Words in the open style; inside a link the address is all that counts."""
        if self.address:
            return WebLink(url=self.address, text=text)
        return Text(text=text, emphasis=self.emphasis > 0, strong=self.strong > 0, code=code)


def _inlines(children: list[Token], found: tuple[Bracket, ...]) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    style = _Style()
    for token in children:
        if style.takes(token):
            continue
        match token.type:
            case "softbreak":
                _end_line(runs)
                runs.append(style.run(" "))
            case "hardbreak":
                _end_line(runs)
                runs.append(LineBreak())
            case "code_inline":
                runs.append(style.run(cleaned(_restored(token.content, found)), code=True))
            case _:
                for part in split_marks(token.content, found):
                    if isinstance(part, Bracket):
                        runs.append(inline_of(part))
                    else:
                        runs.append(style.run(cleaned(part)))
    return merged(runs)


def _end_line(runs: list[Inline]) -> None:
    """Take blanks at the end of a line away; code keeps them."""
    last = runs[-1] if runs else None
    if isinstance(last, Text) and not last.code:
        runs[-1] = Text(text=last.text.rstrip(" "), emphasis=last.emphasis, strong=last.strong)


def _restored(text: str, found: tuple[Bracket, ...]) -> str:
    """Code with the brackets' own characters."""
    return MARKED.sub(lambda mark: found[int(mark[1])].source, text)
