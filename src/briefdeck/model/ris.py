"""What RIS calls what CSL has: types of works, and the tags of fields and people."""

from typing import Final

TYPES: Final = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL", "book": "BOOK", "chapter": "CHAP", "classic": "CLSWK", "dataset": "DATA",
    "document": "GEN", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR", "legal_case": "CASE",
    "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT",
    "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT",
    "periodical": "JFULL", "personal_communication": "PCOMM", "post": "ICOMM",
    "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "software": "COMP",
    "song": "SOUND", "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
"""Types that RIS has."""
LIKE: Final = {
    "article": "UNPB", "broadcast": "MULTI", "collection": "AGGR", "entry": "DICT",
    "interview": "PCOMM", "performance": "ADVS", "review": "JOUR", "review-book": "JOUR",
    "treaty": "LEGAL",
}  # fmt: skip
"""Types that it does not have, and what they are most like; all others are `GEN`."""
VERSIONED: Final = frozenset({"dataset", "software"})
"""Types whose edition, for RIS, is a version."""
FIELDS: Final = {
    "title": "TI", "title_short": "ST", "container_title_short": "J2", "collection_title": "T3",
    "publisher": "PB", "publisher_place": "CY", "volume": "VL", "issue": "IS", "number": "M1",
    "number_of_volumes": "NV", "genre": "M3", "section": "SE", "reviewed_title": "RI",
    "references": "OP", "source": "DB", "call_number": "CN", "pmid": "AN", "pmcid": "C2",
    "abstract": "AB", "annote": "RN", "keyword": "KW", "language": "LA", "url": "UR",
    "citation_key": "LB",
}  # fmt: skip
"""Our fields and the tags of RIS, where one is the other."""
NAMES: Final = {
    "author": "AU",
    "editor": "A2",
    "collection_editor": "A3",
    "translator": "A4",
}
