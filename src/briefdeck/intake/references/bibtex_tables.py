"""What BibTeX and BibLaTeX call things, beyond what exports write: types, fields, sorts."""

from typing import Final

from briefdeck.intake.references.record import ROLES
from briefdeck.model.bibtex import EDITORS, FIELDS, NAMES
from briefdeck.model.csl import csl_key
from briefdeck.text.pattern import pattern

NO_SOURCES: Final = frozenset({"xdata", "set", "ieeetranbstctl", "control", "bibnote"})
"""Types of entries that are not works."""
KINDS: Final = {
    "collection": "book", "mvcollection": "book", "mvproceedings": "book", "mvreference": "book",
    "bookinbook": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "suppperiodical": "article-journal", "legal": "document", "commentary": "document",
}  # fmt: skip
"""Types of entries that others lack, or that are not CSL's of that name."""
BOOKS: Final = frozenset({"book", "mvbook", "collection", "proceedings", "reference", "manual"})
"""Types of entries that may be one of several volumes."""
NUMBERED_THEMSELVES: Final = frozenset(
    {"techreport", "report", "manual", "patent", "standard", "legislation", "jurisdiction"}
)
"""Types of entries whose number is not that in their series."""

FIELD_KEYS: Final = {
    **{theirs: csl_key(ours) for ours, theirs in FIELDS.items()},
    "issuetitle": "volume-title", "series": "collection-title", "address": "publisher-place",
    "location": "publisher-place", "edition": "edition", "volume": "volume", "version": "version",
    "annotation": "annote", "numpages": "number-of-pages", "keyword": "keyword", "pmid": "PMID",
    "pmcid": "PMCID", "license": "license", "rights": "license", "copyright": "license",
    "callnumber": "call-number", "call-number": "call-number", "lccn": "call-number",
    "section": "section", "medium": "medium", "scale": "scale", "jurisdiction": "jurisdiction",
    "court": "authority", "conference": "event-title", "eventplace": "event-place",
    "journalabbr": "container-title-short", "shortbooktitle": "container-title-short",
}  # fmt: skip
"""Fields that are read as text, and our keys."""
PEOPLE: Final = {
    **{theirs: csl_key(ours) for ours, theirs in NAMES.items() if theirs != "editor"},
    **{role: role for role in ROLES if role != "editor"},
}
"""Fields of names but for editors, who may be of several sorts, and our keys."""
EDITOR_FIELDS: Final = ("editor", "editora", "editorb", "editorc")
EDITOR_SORTS: Final = {
    **{theirs: csl_key(ours) for ours, theirs in EDITORS.items()}, "editor": "editor",
}  # fmt: skip
PUBLISHER_FIELDS: Final = ("publisher", "institution", "school", "organization", "howpublished")
ACCESS_FIELDS: Final = (
    *("urldate", "accessed", "lastchecked", "lastaccessed", "urlaccessdate", "visited"),
)
ADDRESS_FIELDS: Final = (
    *("url", "link", "url_link", "url_paper", "url_arxiv", "url_pdf", "bdsk-url-1", "ee"),
)
"""Fields of addresses, of which the first counts."""
ARCHIVES: Final = {
    "arxiv": "https://arxiv.org/abs/{}",
    "jstor": "https://www.jstor.org/stable/{}",
    "hdl": "https://hdl.handle.net/{}",
    "handle": "https://hdl.handle.net/{}",
}
"""Archives, and the address of what has a number in them."""

_GENRES: Final = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis", "candthesis": "Candidate thesis",
    "techreport": "Technical report", "resreport": "Research report",
    "newseries": "new series", "oldseries": "old series",
}  # fmt: skip
_PATENT: Final = pattern(r"pat(ent|req)(us|eu|uk|de|fr|)")
_COUNTRIES: Final = {
    "": "", "us": "U.S. ", "eu": "European ", "uk": "British ", "de": "German ", "fr": "French ",
}  # fmt: skip


def in_words(said: str) -> str:
    """Return what a word of BibLaTeX stands for, which papers set in their own language."""
    patent = _PATENT.fullmatch(said)
    if patent:
        return f"{_COUNTRIES[patent[2]]}patent{' request' if patent[1] == 'req' else ''}"
    return _GENRES.get(said.casefold().replace(" ", ""), said)
