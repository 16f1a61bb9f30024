"""Citations in the text, tied to references; what else stands in parentheses is none."""

import pytest

from briefdeck.intake.paper.bibliography import Bibliography
from briefdeck.intake.paper.blocks import Block
from briefdeck.intake.paper.citations import Ties, place_of
from briefdeck.intake.paper.draft import drafted
from briefdeck.intake.paper.markdown import read
from briefdeck.intake.paper.sentences import sentences_of

WORKS = """
Ek, Bo. 2010. *Ports*. Oslo: Pier.

Lind, Ada, and Bo Ek. 2017. *Boats*. Oslo: Pier.

Dahl, Cy, Bo Ek, and Ada Lind. 2015a. *Quays*. Oslo: Pier.

Dahl, Cy, Bo Ek, and Ada Lind. 2015b. *Docks*. Oslo: Pier.

World Harbor Forum. 2020. *Piers of the World*. Oslo: Pier.

Ratt, Vi. 2011. *Sails*. Oslo: Pier.

“Storm Closes the Harbor.” 2004. *Quay Times*, May 3.

U.S. Office of Ports. 2003. *Report on Ports*. Washington, DC: GPO.
"""
NUMBERED = "[1] Ek, B. *Ports*. Pier, 2001.\n\n[2] Lind, A. *Boats*. Pier, 2002.\n\n[3] Dahl, C. *Quays*. Pier, 2003.\n"


def prose(text: str, works: str = WORKS, *, more: str = "") -> str:
    """A text with its citations tied; `more` is the rest of the paper."""
    blocks = list(read(f"{text}\n\n{more}").blocks)
    return " ".join(sentence.prose for sentence in sentences_of(blocks[0], ties(works, blocks)))


def ties(works: str = WORKS, text: list[Block] | None = None) -> Ties:
    references = Bibliography()
    references.read(read(works).blocks)
    return Ties(references, text or ())


YEARS = "So (Ek, 2010). So (Ek, 2010). So (Ek, 2010)."


@pytest.mark.parametrize(
    ("said", "tied"),
    [
        ("A (Ek, 11).", "A [@ek-2010, p. 11]."),
        ("A (Ek and Lind, 9-10).", "A (Ek and Lind, 9-10)."),
        ("A (Lind and Ek 2017, 9).", "A [@lind-ek-2017, p. 9]."),
        ("A (Lind & Ek, 2017, pp. 9–11).", "A [@lind-ek-2017, pp. 9-11]."),
        ("A (Dahl et al., 2015b, p. 3).", "A [@dahl-et-al-2015-docks, p. 3]."),
        ("A (Ek, 2010; Lind and Ek, 2017).", "A [@ek-2010; @lind-ek-2017]."),
        ("A (see Ek, 2010, table 2).", "A [@ek-2010, table 2]."),
        ("As Ek (2010, 5) says, it sank.", "As Ek [@ek-2010, p. 5] says, it sank."),
        ("Dahl, Ek, and Lind (2015a) found.", "Dahl, Ek, and Lind [@dahl-et-al-2015] found."),
        ("A (World Harbor Forum, 2020).", "A [@world-harbor-forum-2020]."),
        ("A (WHF 2020).", "A [@world-harbor-forum-2020]."),
        ("A (Quay Times, 2).", "A [@storm-closes-harbor-2004, p. 2]."),
        ("A ([Ek, 11](#)).", "A [@ek-2010, p. 11]."),
        ("A (Ek, 11). B (12).", "A [@ek-2010, p. 11]. B [@ek-2010, p. 12]."),
        ("A (12).", "A (12)."),
        ("A (Raat, 2011).", "A [@ratt-2011]."),
        ("A (May 2010).", "A (May 2010)."),
        ("The Ferry Act (FA) passed.", "The Ferry Act (FA) passed."),
        ("It sank (2010).", "It sank (2010)."),
    ],
)
def test_by_author(said: str, tied: str) -> None:
    assert prose(said) == tied


def test_a_bare_name_cites_nothing_where_years_are_given() -> None:
    assert prose("A harbor (Ek) it was.", more=YEARS) == "A harbor (Ek) it was."


@pytest.mark.parametrize(
    ("said", "tied"),
    [
        ("A [1].", "A [@ek-2001]."),
        ("A [1, p. 4].", "A [@ek-2001, p. 4]."),
        ("A [1-3].", "A [@ek-2001; @lind-2002; @dahl-2003]."),
        ("A [1, 3].", "A [@ek-2001; @dahl-2003]."),
        ("A [9].", "A [9]."),
        ("A.^2^ B.", "A. [@lind-2002] B."),
    ],
)
def test_by_number(said: str, tied: str) -> None:
    assert prose(said, NUMBERED) == tied


def test_an_exponent_is_kept_and_a_mark_of_a_note_is_not() -> None:
    assert prose("It has 40 km^2^ of quays.^7^ So.") == "It has 40 km2 of quays. So."


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("9", "p. 9"),
        ("9 – 11", "pp. 9-11"),
        ("9, 12", "pp. 9, 12"),
        ("table 2", "table 2"),
        ("", ""),
    ],
)
def test_places(said: str, place: str) -> None:
    assert place_of(said) == place


def test_a_slip_is_tied_and_named_and_what_fits_nothing_is_named() -> None:
    tied = ties()
    (block,) = read("A (Raat, 2011). B (Unknown, 2001). C (Lynd and Ek, 2017).").blocks
    sentences_of(block, tied)
    assert [(slip.words, slip.nearest, slip.is_tied) for slip in tied.slips] == [
        ("Raat 2011", "ratt-2011", True),
        ("Unknown 2001", "", False),
        ("Lynd and Ek 2017", "lind-ek-2017", True),
    ]


# Notes.


def noted(notes: str, text: str = "One.[^1] Two.[^2] Three.[^3] Four.[^4]") -> list[str]:
    """The sentences of a paper whose sources stand in footnotes."""
    taken = drafted(read(f"# T\n\n## One\n\n{text}\n\n{notes}"), "t")
    items = [item for item in taken.items if item.table == "sections"]
    items += [each for candidate in items[0].candidates for each in candidate.items]
    return [str(dict(item.fields)["text"]) for item in items[1:]]


def test_notes_cite_in_full_then_in_short_then_ibid() -> None:
    notes = (
        "[^1]: Bo Ek, *Ports of the North* (Oslo: Pier, 2001), 14.\n"
        "[^2]: Ibid., 15.\n"
        "[^3]: Ada Lind, “Boats,” *Quay Review* 3, no. 2 (2004): 5–9; Ek, *Ports of the North*, 20.\n"
        "[^4]: The author thanks all who read drafts of it.\n"
    )
    assert noted(notes) == [
        "One. [@ek-2001, p. 14]",
        "Two. [@ek-2001, p. 15]",
        "Three. [@lind-2004; @ek-2001, p. 20]",
    ]


def test_notes_of_a_paper_with_a_list_by_author_and_year_add_no_sources() -> None:
    notes = "[^1]: Bo Ek, *Ports of the North* (Oslo: Pier, 2001), 14.\n"
    paper = f"# T\n\n## One\n\nOne.[^1] {YEARS}\n\n## References\n\n{WORKS}\n\n{notes}"
    sources = [item.id for item in drafted(read(paper), "t").items if item.table == "sources"]
    assert "ek-2001" not in sources
