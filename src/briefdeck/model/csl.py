"""What sources are described in: names, types and variables of the Citation Style Language, 1.0.2.

Of its variables those are not here that a processor computes (`citation-number`, `citation-label`,
`first-reference-note-number`, `year-suffix`, `page-first`), that belong to a citation (`locator`:
its `at`), or that say again what others say (`event`; `editor-translator`: name them in both).
"""

import re
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from briefdeck.model.fields import FieldKind
from briefdeck.text.scripts import is_east_asian
from briefdeck.text.words import one_line


def csl_key(field: str) -> str:
    """Return what CSL calls a variable that is one of our fields: `container-title`, `URL`."""
    return _UNLIKE.get(field, field.replace("_", "-"))


_UNLIKE: Final = {
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "archive_collection": "archive_collection",
    "archive_location": "archive_location",
}
"""Keys that are not our fields' names with hyphens."""

OURS: Final = frozenset(
    {"id", "type", "status", "note", "origin", "via", "reliability", "copy", "sha256", "copied"}
)
"""Fields of a source that are ours, though CSL has a variable of that name, or none."""


class Name(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename=csl_key,
):
    """A name as CSL has it: `family` and `given`, or `literal` for an organization."""

    family: Annotated[str, Meta(description="the family name")] | None = None
    given: Annotated[str, Meta(description="given names or initials")] | None = None
    literal: Annotated[str, Meta(description="the whole name of an organization")] | None = None
    suffix: Annotated[str, Meta(description="as in `Jr.`")] | None = None
    non_dropping_particle: (
        Annotated[str, Meta(description="what citations keep, as in `van der Berg`")] | None
    ) = None
    dropping_particle: (
        Annotated[str, Meta(description="what citations drop, as `von` in `von Humboldt`")] | None
    ) = None
    comma_suffix: Annotated[
        bool,
        FieldKind.SETTING,
        Meta(description="`true`: a comma stands before the suffix: `Luther King, Jr.`"),
    ] = False
    static_ordering: Annotated[
        bool,
        FieldKind.SETTING,
        Meta(description="`true`: the family name always comes first: `Mao Zedong`"),
    ] = False

    @property
    def is_family_first(self) -> bool:
        """Whether it is said family name first: in Han, kana or Hangul, or because the file says.

        `夏目漱石`, `Mao Zedong`.
        """
        if self.literal or not self.family or not self.given:
            return False
        return self.static_ordering or self._is_east_asian

    @property
    def _is_east_asian(self) -> bool:
        return is_east_asian(self.family or "") and is_east_asian(self.given or "")

    @property
    def words(self) -> str:
        """The name as it is said: given name, particles, family name and suffix."""
        if self.literal:
            return one_line(self.literal)
        if self.is_family_first:
            return one_line(self._with_suffix(self._family_first))
        parts = (self.given, self.dropping_particle, self.full_family)
        return one_line(self._with_suffix(" ".join(filter(None, parts))))

    @property
    def _family_first(self) -> str:
        # Nothing parts the two names in Han, kana and Hangul.
        between = "" if self._is_east_asian else " "
        return f"{self.full_family}{between}{self.given}"

    @property
    def full_family(self) -> str:
        """The family name with the particle that belongs to it: `van der Berg`, `al-Hakim`."""
        particle = self.non_dropping_particle or ""
        if particle and not _is_joined(particle):
            particle += " "
        return f"{particle}{self.family or ''}"

    def _with_suffix(self, name: str) -> str:
        if not self.suffix:
            return name
        between = ", " if self.comma_suffix else " "
        return f"{name}{between}{self.suffix}".strip()


def _is_joined(particle: str | None) -> bool:
    """Whether a particle is written in one with the name after it: `al-`, `d’`."""
    return (particle or "").endswith(("-", "'", "’"))


Names = tuple[Name, ...]
Words = Annotated[str, FieldKind.WORDS]
"""Words that are found by search and are not the author's own."""
Detail = Annotated[str, FieldKind.DETAIL]
"""What is looked up beside a source and never searched for."""
Number = Annotated[str | int, FieldKind.DETAIL]

SourceType = Literal[
    "article-journal", "article-magazine", "article-newspaper", "bill", "book", "chapter",
    "dataset", "document", "hearing", "interview", "legislation", "paper-conference",
    "personal_communication", "post", "post-weblog", "regulation", "report", "software", "speech",
    "standard", "thesis", "treaty", "webpage",
    # Less often needed.
    "article", "broadcast", "classic", "collection", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "legal_case", "manuscript", "map",
    "motion_picture", "musical_score", "pamphlet", "patent", "performance", "periodical", "review",
    "review-book", "song",
]  # fmt: skip

SourceStatus = Literal[
    "current", "superseded", "corrected", "retracted", "unavailable", "forthcoming", "in press"
]
"""CSL's `status` takes any words; the checks and the references know these."""

_OTHER_TYPE_NAMES: Final[dict[str, SourceType]] = {
    # BibTeX and BibLaTeX.
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "mvbook": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "booklet": "pamphlet",
    "misc": "document",
    "manual": "report",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "reference": "book",
    "inreference": "entry-encyclopedia",
    "artwork": "graphic",
    "image": "graphic",
    "audio": "song",
    "music": "song",
    "movie": "motion_picture",
    "video": "motion_picture",
    "jurisdiction": "legal_case",
    "letter": "personal_communication",
    # RIS, Zotero and everyday words.
    "jour": "article-journal",
    "journal": "article-journal",
    "journalarticle": "article-journal",
    "magazine": "article-magazine",
    "magazinearticle": "article-magazine",
    "news": "article-newspaper",
    "newspaper": "article-newspaper",
    "newspaperarticle": "article-newspaper",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "preprint": "article",
    "blog": "post-weblog",
    "blogpost": "post-weblog",
    "forumpost": "post",
    "tweet": "post",
    "website": "webpage",
    "page": "webpage",
    "case": "legal_case",
    "court": "legal_case",
    "judgment": "legal_case",
    "law": "legislation",
    "act": "legislation",
    "statute": "legislation",
    "rule": "regulation",
    "testimony": "hearing",
    "email": "personal_communication",
    "film": "motion_picture",
    "videorecording": "motion_picture",
    "audiorecording": "song",
    "recording": "song",
    "podcast": "broadcast",
    "radiobroadcast": "broadcast",
    "tvbroadcast": "broadcast",
    "television": "broadcast",
    "presentation": "speech",
    "talk": "speech",
    "program": "software",
    "computerprogram": "software",
    "dictionaryentry": "entry-dictionary",
    "encyclopediaarticle": "entry-encyclopedia",
    "picture": "graphic",
    "photo": "graphic",
    "painting": "graphic",
    "score": "musical_score",
    "data": "dataset",
    "brochure": "pamphlet",
    "magazineissue": "periodical",
    # Crossref.
    "bookchapter": "chapter",
    "proceedingsarticle": "paper-conference",
    "dissertation": "thesis",
    "monograph": "book",
    "editedbook": "book",
    "referencebook": "book",
    "postedcontent": "article",
}
"""What others call a type of source, in small letters without blanks, and which type it is here."""


def bare_doi(doi: str) -> str:
    """Return a DOI without the address or the `doi:` before it: `10.1000/182`."""
    return re.sub(_DOI_PREFIX, "", doi.strip(), flags=re.IGNORECASE)


_DOI_PREFIX: Final = r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)"


def type_meant_by(name: str) -> str:
    """Return the type of source that others call so, as in `inproceedings`; empty for none."""
    letters = "".join(letter for letter in name.casefold() if letter.isalnum())
    return _OTHER_TYPE_NAMES.get(letters, "")
