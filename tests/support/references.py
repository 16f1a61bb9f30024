"""Made sources of every type, with what people fill in: names, dates, titles, volumes, numbers, addresses."""

from collections.abc import Iterator
from typing import Any

from briefdeck.loader import load_text
from briefdeck.model.briefing import Source
from support.briefings import to_toml

_DAVIS = {"family": "Davis", "given": "Angela Y."}
_OKAFOR = {"family": "Okafor", "given": "Chidi"}
_BERG = {"family": "Berg", "given": "Piet", "non-dropping-particle": "van der"}
_KING = {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
_OFFICE: dict[str, str] = {"literal": "Office of Trade, Customs and Statistics"}
_PARTIES: list[dict[str, str]] = [{"literal": "United States"}, {"literal": "Mexico"}]
_MANY = [
    {"family": family, "given": given}
    for family, given in zip(
        ("Abe", "Boll", "Cruz", "Diaz", "Etxeberria", "Fox", "Gómez", "Hay", "Ito", "Juul", "Katz"),
        ("Ana", "Bo", "C. D.", "Jean-Paul", "Eva", "F.", "Gil", "Hal", "Iko", "Jo", "Kim"),
        strict=True,
    )
]
_WHO: tuple[dict[str, Any], ...] = (
    {"author": [_DAVIS]},
    {"author": [_BERG]},
    {"author": [_KING, _OKAFOR]},
    {"author": [_OFFICE]},
    {"author": [_DAVIS], "editor": [_OKAFOR]},
    {"author": _MANY[:3]},
    {"author": _MANY[:7]},
    {"author": [{"family": "夏目", "given": "漱石"}, {"family": "村上", "given": "春樹"}]},
    {"author": _MANY},
    {"author": [{"family": "Достоевский", "given": "Фёдор"}]},
    {"author": [{"literal": "United Nations"}, {"literal": "World Bank"}]},
    {"author": [{"family": "محفوظ", "given": "نجيب"}]},
    {"author": _MANY[:6], "editor": [_DAVIS, _OKAFOR, _BERG]},
    {"author": [{"family": "Plato"}]},
    {"author": [{"family": "O’Brien", "given": "Seán", "suffix": "III"}, _BERG], "editor": [_KING]},
    {"author": [_OFFICE, _DAVIS]},
)
# Years that no other source has, so that none needs a letter.
_DATES = (
    "{year}", "{year}-05-04", None, "{year}~", "{year}/{next}", "{year}-05", "{year}?", "{year}-22",
    "{decade}X", "{year}-05-04/{year}-05-06", "-0{hundreds}", "{year}-05-04T10:30", "{year}/..", "{century}XX",
    "{year}-05/{year}-06", "{year}-05-30/{year}-06-02", "0{hundreds}", "{year}-XX", "{year}-12-31/{next}-01-02", "{year}%",
)  # fmt: skip
_TITLES = (
    "Why rivers rise",
    "Who pays?",
    "Stop!",
    "Water: a history of thirst",
    "The “long” drought",
    "An end in “quotes”",
    "Reading *Macbeth* aloud",
    "吾輩は猫である",
    "Преступление и наказание",
    "أولاد حارتنا",
    "5 < 6 & 7_8 $9 [x]",
    "Is it so? An answer",
    "Etc.",
    "Rights – and wrongs — of ‘way’",
    "1984",
    "See https://example.org/a_b",
    "J. R. R. Tolkien’s",
)
_BASES: dict[str, dict[str, Any]] = {
    "article-journal": {"container-title": "Journal of Tides", "volume": 12, "issue": 3, "page": "351-368", "DOI": "10.1000/182"},
    "article-magazine": {"container-title": "The Week", "page": "14-19", "URL": "https://example.org/week"},
    "article-newspaper": {"container-title": "Harbor Times", "URL": "https://example.org/times", "page": "A1"},
    "bill": {"number": "H.R. 133", "URL": "https://example.org/bill"},
    "book": {"publisher": "Sea Press", "publisher-place": "Bergen", "edition": 2, "volume": 3},
    "chapter": {"container-title": "The Book of Tides", "publisher": "Sea Press", "page": "1101-1108", "edition": "3rd", "volume": "2"},
    "dataset": {"container-title": "Open Tides", "publisher": "Tide Office", "version": "2.1", "DOI": "10.1000/data", "accessed": "2024-02-03"},
    "document": {"publisher": "Harbor Archive", "container-title": "Papers of the Port", "number": "Box 7"},
    "hearing": {"number": "116-42", "publisher": "U.S. Senate", "URL": "https://example.org/hearing"},
    "interview": {"container-title": "Morning Show", "genre": "Interview by Ann Doe", "URL": "https://example.org/talk"},
    "legislation": {"number": "110-252", "volume": 122, "container-title": "Stat.", "page": 2323},
    "paper-conference": {"container-title": "Proceedings of the Tide Days", "publisher": "ACM", "page": "71-72", "publisher-place": "Oslo"},
    "personal_communication": {"genre": "Letter", "publisher": "Harbor Archive"},
    "post": {"container-title": "Mastodon", "URL": "https://example.org/@a/1"},
    "post-weblog": {"container-title": "Tidal Notes", "URL": "https://example.org/blog", "accessed": "2024-02-03"},
    "regulation": {"number": "85", "container-title": "Fed. Reg.", "page": "100", "URL": "https://example.org/rule"},
    "report": {"number": "R41349", "publisher": "Tide Office", "container-title": "Tide Papers", "genre": "Staff Report", "URL": "https://example.org/r"},
    "software": {"version": "1.4.0", "publisher": "Tide Lab", "URL": "https://example.org/code"},
    "speech": {"publisher": "Tide Club", "publisher-place": "Bergen", "genre": "Keynote", "container-title": "Tide Days"},
    "standard": {"number": "RFC 8200", "publisher": "IETF", "DOI": "https://doi.org/10.17487/RFC8200"},
    "thesis": {"genre": "PhD diss.", "publisher": "University of Bergen"},
    "treaty": {"number": "TIAS 1234", "volume": 59, "container-title": "U.N.T.S.", "page": 3},
    "article": {"publisher": "arXiv", "number": "ar-2210", "URL": "https://example.org/preprint", "translator": [_OKAFOR]},
    "broadcast": {"container-title": "The Tide Show", "publisher": "NPR", "number": 12, "director": [_BERG], "URL": "https://example.org/show"},
    "classic": {"translator": [_OKAFOR], "publisher": "Sea Press", "edition": 2, "original-date": "-0400"},
    "collection": {"archive": "City Archive", "archive-place": "Bergen", "archive_location": "box 7"},
    "entry": {"container-title": "Tide Register", "publisher": "Tide Office", "URL": "https://example.org/entry"},
    "entry-dictionary": {"container-title": "Dictionary of Tides", "edition": 2, "publisher": "Sea Press", "URL": "https://example.org/tide"},
    "entry-encyclopedia": {"container-title": "Encyclopedia of Tides", "volume": 2, "publisher": "Sea Press", "URL": "https://example.org/ebb"},
    "event": {"event-title": "Tide Days", "event-place": "Bergen", "genre": "Exhibition", "publisher": "Tide Club"},
    "figure": {"container-title": "Tide Atlas", "publisher": "Sea Press", "medium": "Photograph", "volume": 2},
    "graphic": {"medium": "Oil on canvas", "dimensions": "2 × 3 m", "archive": "Tide Museum", "archive-place": "Bergen"},
    "legal_case": {"volume": 558, "container-title": "U.S.", "page": 310, "authority": "2nd Cir.", "references": "Affirmed in 2030"},
    "manuscript": {"archive": "City Archive", "archive_collection": "Papers of the Port", "archive_location": "box 7", "genre": "Diary"},
    "map": {"publisher": "Tide Office", "scale": "1:25,000", "collection-title": "Sheets", "collection-number": 4},
    "motion_picture": {"director": [_BERG], "publisher": "Tide Pictures", "medium": "DVD", "dimensions": "91 min."},
    "musical_score": {"composer": [_OKAFOR], "publisher": "Tide Music", "genre": "Symphony", "medium": "Piano"},
    "pamphlet": {"publisher": "Tide Club", "collection-title": "Tide Leaflets", "collection-number": 4, "genre": "Leaflet"},
    "patent": {"number": "4321", "jurisdiction": "US", "submitted": "1779-03-02", "URL": "https://example.org/patent"},
    "performance": {"director": [_BERG], "publisher": "Tide Theater", "event-title": "Tide Days", "event-place": "Bergen"},
    "periodical": {"container-title": "Journal of Tides", "volume": 12, "issue": 3, "URL": "https://example.org/issue"},
    "review": {"container-title": "Journal of Tides", "volume": 12, "reviewed-title": "Tide", "reviewed-author": [_BERG], "reviewed-genre": "film"},
    "review-book": {"container-title": "Journal of Tides", "volume": 12, "issue": 3, "page": "351-368", "reviewed-title": "Ebb", "reviewed-author": [_BERG]},
    "song": {"container-title": "All Tides", "chapter-number": 3, "publisher": "Tide Records", "number": "TR 7", "medium": "CD"},
    "webpage": {"container-title": "Tide Office", "publisher": "Government of Tides", "URL": "https://example.org/page", "accessed": "2024-02-03"},
}  # fmt: skip
_A_TYPE = 9
"""How many sources are made of each type."""


def made_sources() -> tuple[Source, ...]:
    """Some two hundred sources, no two of which have one title."""
    raw = {
        "format": 1,
        "briefing": {"title": "Made", "bluf": "So it is.", "as_of": "2026"},
        "sources": list(_sources()),
    }
    loaded = load_text(to_toml(raw), "made")
    assert not loaded.problems, loaded.problems
    assert loaded.briefing is not None
    return loaded.briefing.sources


def _sources() -> Iterator[dict[str, Any]]:
    number = 0
    for type_, base in _BASES.items():
        for turn in range(_A_TYPE):
            source: dict[str, Any] = {"id": f"s{number}", "type": type_}
            source["title"] = _TITLES[(number * 4 + turn) % len(_TITLES)]
            source |= _who(type_, turn, number)
            issued = _DATES[(number + turn) % len(_DATES)]
            if issued:
                source["issued"] = _dated(issued, 1780 + number)
            # Some lack one of the fields.
            fields = list(base.items())
            if turn > _A_TYPE // 2:
                del fields[turn % len(fields)]
            source |= fields
            yield source
            number += 1


def _who(type_: str, turn: int, number: int) -> dict[str, Any]:
    """Every type once without an author, and once with editors alone."""
    if turn == 0:
        return {}
    if turn == 1:
        return {"editor": [_BERG]} if number % 4 else {"editor": [_KING, _DAVIS]}
    if type_ == "treaty":
        return {"author": _PARTIES}
    return _WHO[number % len(_WHO)]


def _dated(form: str, year: int) -> str:
    return form.format(
        year=year, next=year + 1, decade=year // 10, century=year // 100, hundreds=year - 1400
    )
