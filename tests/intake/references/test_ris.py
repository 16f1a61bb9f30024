"""RIS as publishers, EndNote, Zotero and databases write it."""

from typing import Any

import pytest

from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.taken import Options, Taken


def taken(text: str) -> Taken:
    return take(BY_NAME["ris"], text.encode(), Options(form="ris", name="list.ris"))


def record(lines: str, kind: str = "JOUR") -> dict[str, Any]:
    """What one record says, without what it has for its id."""
    [only] = taken(f"TY  - {kind}\nTI  - T\n{lines}\nER  - \n").items
    return {key: value for key, value in only.fields if key not in {"id", "title", "type"}}


ENDNOTE = """\ufeff
1.
TY  - JOUR
AU  - van der Berg, Piet, Jr.
A1  - World Bank,
AU  - U.S. Department of State, Office of the Spokesperson
T1  - Ebb and
flood
JO  - J. Tides
T2  - Journal of Tides
PY  - 2001
DA  - 2001/05/04/
SP  - 351
EP  - 368
VL  - 12
IS  - 3
SN  - 1234-5678
2345-6789
DO  - https://doi.org/10.1000/182
UR  - http://dx.doi.org/10.1000/182
UR  - https://example.org/a
KW  - ebb
flood
L1  - internal-pdf://a.pdf
N1  - See *it*
AN  - WOS:000123
ID  - 889
ER  -
"""


def test_endnotes_dialect() -> None:
    done = taken(ENDNOTE)
    [item] = done.items
    assert item.id == "berg-et-al-2001"
    assert dict(item.fields) == {
        "id": "berg-et-al-2001",
        "type": "article-journal",
        "title": "Ebb and flood",
        "author": (
            {
                "family": "Berg",
                "given": "Piet",
                "suffix": "Jr.",
                "non-dropping-particle": "van der",
            },
            {"literal": "U.S. Department of State, Office of the Spokesperson"},
            {"literal": "World Bank"},
        ),
        "issued": "2001-05-04",
        "container-title": "Journal of Tides",
        "container-title-short": "J. Tides",
        "volume": "12",
        "issue": "3",
        "page": "351-368",
        "ISSN": "1234-5678",
        "DOI": "10.1000/182",
        "URL": "https://example.org/a",
        "keyword": "ebb, flood",
        "note": r"See \*it\*",
    }
    assert done.refused == ()
    assert done.said == (
        "1 line outside of any field is passed over, first line 2: `1.`",
        "`SN` has no place in a source: the entry of line 3: `2345-6789`",
        "`AN` has no place in a source: the entry of line 3: `WOS:000123`",
        "what programs note for themselves is left out: ID (1 entry) and file (1 entry)",
    )


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        ("PY  - 2001", "2001"),
        ("Y1  - 2001/05//", "2001-05"),
        ("PY  - 2001///Spring", "2001-21"),
        ("DA  - 2001 May 4", "2001-05-04"),
        ("PY  - 2001\nDA  - May 4", "2001-05-04"),
        ("PY  - 2001\nDA  - 2000/12/30", "2001"),
        ("DA  - ///199X", "199X"),
        ("DA  - 2001/05/04/2001-05-04~", "2001-05-04~"),
        ("PY  - 2001-05", "2001-05"),
        ("DA  - 2019-04-25\nPY  - 2019", "2019-04-25"),
        ("PY  - undated", None),
    ],
)
def test_dates(lines: str, issued: str | None) -> None:
    assert record(lines).get("issued") == issued


@pytest.mark.parametrize(
    ("kind", "lines", "expected"),
    [
        ("JOUR", "DA  - ///in press", {"status": "in press"}),
        ("JOUR", "SP  - 12-19\nEP  - 19", {"page": "12-19"}),
        ("JOUR", "SP  - 12\nEP  - 12", {"page": "12"}),
        ("JOUR", "C7  - e123", {"page": "e123"}),
        ("JOUR", "JA  - J. T.", {"container-title": "J. T."}),
        ("BOOK", "SP  - 320\nSN  - 978-3-16-148410-0\nA3  - Abe, A.\nT2  - Tides", {"number-of-pages": "320", "ISBN": "978-3-16-148410-0", "editor": ({"family": "Abe", "given": "A."},), "collection-title": "Tides"}),
        ("CPAPER", "T2  - Tide Days\nC3  - Proceedings", {"container-title": "Proceedings", "event-title": "Tide Days"}),
        ("RPRT", "SN  - R-1\nPB  - Office\nM3  - Staff report", {"number": "R-1", "publisher": "Office", "genre": "Staff report"}),
        ("JOUR", "M3  - 10.1000/182", {"DOI": "10.1000/182"}),
        ("JOUR", "AN  - 31462233\nC2  - PMC6714400", {"PMID": "31462233", "PMCID": "PMC6714400"}),
        ("MPCT", "AU  - Abe, A.\nU2  - AU: director", {"director": ({"family": "Abe", "given": "A."},)}),
        ("COMP", "ET  - 2.1\nLA  - English", {"version": "2.1", "language": "en"}),
        ("CASE", "PB  - 2nd Cir.\nT2  - U.S.\nVL  - 558", {"authority": "2nd Cir.", "container-title": "U.S.", "volume": "558"}),
    ],
)  # fmt: skip
def test_fields(kind: str, lines: str, expected: dict[str, Any]) -> None:
    assert record(lines, kind) == expected


def test_faults_are_named_and_every_good_record_comes_in() -> None:
    done = taken("""\
TY  - BOOK
TI  - Ebb
TY  - WHAT
T1  - Flood
ER  -
AU  - Abe, A.
TI  - No type
ER  -
TY  - BOOK
ER  -
TY - BOOK
TI - Neap""")
    assert [dict(item.fields)["title"] for item in done.items] == ["Ebb", "Flood", "Neap"]
    assert done.said == (
        "the record of line 1 has no end",
        "the record of line 11 has no end",
        "the entry of line 3: the type `WHAT` is taken as a document",
    )
    assert done.refused == (
        "line 6: the record with `AU  - Abe, A.` does not begin with its type (`TY  - JOUR`)",
        "the entry of line 9 has no title",
    )


def test_a_file_of_something_else_is_refused_as_a_whole() -> None:
    done = taken("PMID- 1\nTI  - Ebb\n")
    assert done.refused == (
        "list.ris holds no record of RIS: none begins with its type (`TY  - JOUR`)",
    )
