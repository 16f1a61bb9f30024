"""Pieces of a reference as inlines, joined with the punctuation that each needs and no other."""

from collections.abc import Iterable

from briefdeck.model.prose import Inline, Text, WebLink

Words = tuple[Text | WebLink, ...]
_STOPS = ".?!…。"
_CLOSERS = "”’\"'"


def plain(text: str) -> Words:
    """A run of roman text; nothing for an empty one."""
    return (Text(text=text),) if text else ()


def ital(text: str) -> Words:
    """A run of italics; nothing for an empty one."""
    return (Text(text=text, emphasis=True),) if text else ()


def quoted(text: str) -> Words:
    """A title in double quotation marks, quotation marks inside it made single."""
    return plain(f"“{_single(text)}”") if text else ()


def web(url: str) -> Words:
    """An address, shown as it is."""
    return (WebLink(url=url, text=url),)


def run_on(*parts: Words) -> Words:
    """Parts that are not empty, with commas between them."""
    together: Words = ()
    for part in parts:
        if part:
            together = (*together, *plain(", "), *part) if together else part
    return together


def closed(words: Words) -> Words:
    """The words with a full stop at their end, inside a closing quotation mark, unless they end in one already."""
    last = words[-1]
    bare = last.text.rstrip(_CLOSERS)
    if not last.text or bare.endswith(tuple(_STOPS)):
        return words
    if isinstance(last, WebLink) or last.emphasis or not last.text.endswith(("”", "’")):
        return (*words, Text(text="."))
    return (*words[:-1], Text(text=f"{bare}.{last.text[len(bare) :]}"))


def joined(sentences: Iterable[Words]) -> tuple[Inline, ...]:
    """Sentences one after another, each closed, with neighbours of one style run together."""
    inlines: list[Text | WebLink] = []
    for sentence in sentences:
        if inlines:
            inlines.append(Text(text=" "))
        inlines.extend(closed(sentence))
    return _merged(inlines)


def _merged(inlines: Iterable[Text | WebLink]) -> tuple[Inline, ...]:
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and isinstance(last, Text) and last.emphasis == inline.emphasis:
            merged[-1] = Text(text=last.text + inline.text, emphasis=inline.emphasis)
        else:
            merged.append(inline)
    return tuple(merged)


def _single(text: str) -> str:
    """Double quotation marks as single ones; straight ones open and close in turn."""
    text = text.replace("“", "‘").replace("”", "’")
    opened = False
    out = []
    for character in text:
        if character == '"':
            opened = not opened
            out.append("‘" if opened else "’")
        else:
            out.append(character)
    return "".join(out)
