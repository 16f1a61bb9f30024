"""What an HTML page says of itself, for libraries and for sites that link to it."""

from typing import Final

from briefdeck.intake.paper.blocks import Paper
from briefdeck.text.html_tree import Element

_TITLE: Final = ("citation_title", "dc.title", "dcterms.title", "og:title")
_AUTHOR: Final = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author")
_DATE: Final = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "article:published_time",
    "date",
)
_PUBLISHER: Final = (
    "citation_publisher",
    "citation_technical_report_institution",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "og:site_name",
)
_DOI: Final = ("citation_doi", "dc.identifier.doi", "doi")


def head(root: Element) -> Paper:
    """Return a paper without blocks: its title, authors, date and so on, where they are said."""
    every = [each for each in root.all() if each.tag in {"html", "link", "meta", "title"}]
    said: dict[str, list[str]] = {}
    for element in every:
        if element.tag == "meta":
            key = (element.get("name") or element.get("property")).casefold()
            said.setdefault(key, []).append(" ".join(element.get("content").split()))
    titles = [" ".join(each.text.split()) for each in every if each.tag == "title"]
    canonical = [each.get("href") for each in every if each.get("rel") == "canonical"]
    languages = [each.get("lang") for each in every if each.tag == "html" and each.get("lang")]
    return Paper(
        blocks=(),
        title=_first(said, _TITLE) or "".join(titles[:1]),
        authors=_all(said, _AUTHOR),
        issued=_first(said, _DATE).partition("T")[0],
        publisher=_first(said, _PUBLISHER),
        url="".join(canonical[:1]) or _first(said, ("og:url",)),
        doi=_first(said, _DOI).removeprefix("doi:"),
        language="".join(languages[:1]),
    )


def _first(said: dict[str, list[str]], keys: tuple[str, ...]) -> str:
    return next(iter(_all(said, keys)), "")


def _all(said: dict[str, list[str]], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of the first of these keys that has some."""
    for key in keys:
        values = tuple(filter(None, said.get(key, ())))
        if values:
            return values
    return ()
