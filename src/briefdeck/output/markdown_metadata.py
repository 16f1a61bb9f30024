"""The YAML block of a Markdown document: its language, and the sources that it cites as CSL-YAML."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from briefdeck.document.blocks import Document, References
from briefdeck.document.csl import csl
from briefdeck.model.briefing import Source
from briefdeck.output.markdown_text import escaped

_VERBATIM: Final = frozenset({"id", "type", "URL", "DOI", "language"})
_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def metadata(document: Document) -> str:
    """The block; `pandoc --citeproc` sets citations from it, and the reference list is the one in the text."""
    lines = [
        "---",
        f"lang: {_scalar(document.language)}",
        f"pagetitle: {_scalar(escaped(document.title))}",
        "link-citations: true",
    ]
    sources = list(_sources(document))
    if sources:
        lines += [
            "# The references are written out above; take the next line away to have Pandoc set them in another style.",
            "suppress-bibliography: true",
        ]
        lines.append("references:")
        for source in sources:
            lines += _item(csl(source))
    return "\n".join([*lines, "---"])


def _sources(document: Document) -> Iterator[Source]:
    for block in document.blocks:
        if isinstance(block, References):
            yield from (reference.source for reference in block.references)


def _item(item: dict[str, Any]) -> list[str]:
    lines = []
    for number, (name, value) in enumerate(item.items()):
        lines.append(f"{'  ' if number else '- '}{name}: {_value(name, value)}")
    return lines


def _value(name: str, value: object) -> str:
    """A value in YAML's flow style, which is JSON's; texts are Markdown there, so they are escaped."""
    if isinstance(value, list):
        return f"[{', '.join(_value(name, each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_value(key, each)}' for key, each in value.items())}}}"
    if isinstance(value, str):
        return _scalar(value if name in _VERBATIM else escaped(value))
    return json.dumps(value)


def _scalar(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
