"""What BibTeX and BibLaTeX call what CSL has: types, fields and people."""

from typing import Final

from briefdeck.model.csl import type_meant_by

TYPES: Final = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "classic": "book", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "figure": "image",
    "graphic": "artwork", "legal_case": "jurisdiction", "manuscript": "unpublished",
    "motion_picture": "movie", "musical_score": "book", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "performance": "performance",
    "periodical": "periodical", "report": "techreport", "review": "article",
    "review-book": "article", "song": "music", "standard": "techreport",
}  # fmt: skip
"""All others are `misc`; BibTeX itself takes those for `misc` that BibLaTeX alone has."""
NAMES: Final = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container_author": "bookauthor",
}
EDITORS: Final = {
    "compiler": "compiler",
    "organizer": "organizer",
    "contributor": "collaborator",
}
"""Parts that BibLaTeX has as sorts of editors."""
DATES: Final = {"original_date": "origdate", "event_date": "eventdate"}
FIELDS: Final = {
    "title_short": "shorttitle", "container_title_short": "shortjournal",
    "number_of_volumes": "volumes", "number_of_pages": "pagetotal", "part_number": "part",
    "chapter_number": "chapter", "original_title": "origtitle",
    "original_publisher": "origpublisher", "original_publisher_place": "origlocation",
    "event_title": "eventtitle", "event_place": "venue", "isbn": "isbn", "issn": "issn",
    "language": "language", "abstract": "abstract",
    "annote": "annote", "keyword": "keywords", "citation_key": "ids",
}  # fmt: skip
"""Our fields and BibLaTeX's, where one is the other."""
WITH_ISSUES: Final = frozenset({"article", "periodical"})
"""Types of entries whose number is that of an issue."""
CONTAINERS: Final = {"article": "journal", "periodical": "journal"}
"""The field that names what a type of entry stands in; of all others it is `booktitle`."""
PUBLISHERS: Final = {
    "techreport": "institution",
    "thesis": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "misc": "howpublished",
}
"""The field that names who published a type of entry; of all others it is `publisher`."""


def read_as(kind: str) -> str:
    """Return the type of source for which others take an entry of that type; empty for none."""
    return "article-journal" if kind == "article" else type_meant_by(kind)
