"""Where an entry of a list of references can be found: addresses, DOI, when it was looked up."""

import re
from typing import Final

from msgspec import Struct

from briefdeck.editing.toml_text import Value
from briefdeck.intake.dates import meanings
from briefdeck.intake.paper.markup import web_address
from briefdeck.intake.paper.styled import Styled
from briefdeck.model.csl import bare_doi
from briefdeck.text.pattern import pattern

_DAY: Final = (
    r"(?:[A-Za-z]{3,9}\.?\s+(?:\d{1,2}-)?\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}[\s-][A-Za-z]{3,9}\.?,?[\s-]\d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
)
_LEADS: Final = (
    r"(?:(?:available|retrieved|online|accessed)\s*(?:online)?\s*(?:at|from|via)?\s*:?\s*"
    r"|retrieved\s+from\s+(?:the\s+)?(?P<site>[^.:/()]{2,80}?)(?:\s+website)?:\s+"
    r"|url\s*:?\s*|link\s*:?\s*|doi\s*:?\s*)?"
)
_REST: Final = (
    r"(?:(?<=[/\w])\s(?:/\w[^\s<>]*+|(?:[\w.~%-]*+(?:[_?=&]|/\w)[^\s<>]*+"
    r"|[\w-]++\.(?:html?|php|aspx?|pdf|shtml|cfm|do)\b[^\s<>]*+)))"
)
"""The rest of an address that was set with a blank in it, so that its line could end there."""
_ADDRESS: Final = pattern(
    rf"[(\[<]?\s*{_LEADS}(?P<address>(?:https?://|www\.)[^\s<>]++{_REST}*|10\.\d{{4,9}}/[^\s<>]++"
    r"|(?-i:(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|eu|uk|ca|au|de|dev|io|info)\b)(?:/[^\s<>]*+)?)"
    r"\s*[)\]>]?[.,;]?",
    re.IGNORECASE,
)
_LAST: Final = pattern(r"\bURL (?P<address>https?: ?//[^,;()]{4,300})\Z")
_ACCESSED: Final = pattern(
    r"[(\[]?\s*(?:(?:last\s+)?(?:accessed|visited|viewed|consulted|checked)|retrieved"
    r"|date accessed|access date)\b"
    rf"(?:\s+on)?:?\s*(?P<day>{_DAY})(?:\s+and\s+{_DAY})?[)\],.;]*(?:\s*from\b:?)?",
    re.IGNORECASE,
)
_UPDATED: Final = pattern(
    r"[(\[]?\s*\b(?:page\s+)?(?:last\s+)?(?:modified|updated|revised)\b:?\s*(?:(?:on|as of)\s+)?"
    rf"(?:{_DAY}|[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}|[A-Z][a-z]{{2,8}}\s+\d{{4}})[)\]]?\.?",
    re.IGNORECASE,
)


class Addresses(Struct, frozen=True):
    """`URL`, `DOI` and `accessed` of an entry, and the entry without them."""

    fields: dict[str, Value]
    rest: Styled


def addresses(entry: Styled) -> Addresses:
    """Return where an entry can be found, and what else it says."""
    fields: dict[str, Value] = {}
    entry = _with_whole_address(entry)
    spans: list[tuple[int, int]] = []
    urls = [link.url for link in entry.links if link.url.startswith(("http://", "https://"))]
    for found in _ADDRESS.finditer(entry.text):
        if found["site"]:
            fields.setdefault("container-title", found["site"])
        address = web_address(found["address"])
        url = address.replace(" ", "")
        urls.append(url if url.startswith(("http", "10.")) else f"https://{url}")
        end = found.start("address") + len(address)
        is_all = not entry.text[end : found.end()].strip(" .,;)]>")
        spans.append((found.start(), found.end() if is_all else end))
    for found in _ACCESSED.finditer(entry.text):
        fields["accessed"] = meanings(found["day"]).date
        spans.append(found.span())
    spans += [found.span() for found in _UPDATED.finditer(entry.text)]
    for url in urls:
        doi = bare_doi(url)
        if doi.startswith("10."):
            fields.setdefault("DOI", doi)
        else:
            fields.setdefault("URL", url)
    return Addresses(fields, entry.without(_apart(spans)))


def _with_whole_address(entry: Styled) -> Styled:
    """An entry whose last words are an address as BibTeX sets it, without the blanks in it."""
    found = _LAST.search(entry.text)
    if found is None or " " not in found["address"]:
        return entry
    before = entry.cut(0, found.start("address"))
    return Styled(f"{before.text} {found['address'].replace(' ', '')}", before.marks)


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
