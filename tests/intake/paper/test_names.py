"""Names as lists of references and covers print them."""

import pytest

from briefdeck.intake.paper.names import is_organization, names_of, people_on
from briefdeck.model.csl import Name


def printed(names: tuple[Name, ...]) -> str:
    return "; ".join(
        name.literal or ", ".join(filter(None, [name.full_family, name.given, name.suffix]))
        for name in names
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Angel, Arturo, Paris Lind, and Daniela Rea", "Angel, Arturo; Lind, Paris; Rea, Daniela"),
        ("Roos Jr., James C., and Ginger Ek", "Roos, James C., Jr.; Ek, Ginger"),
        ("King, Martin, Jr.", "King, Martin, Jr."),
        (
            "Smith, J. A., Jones, B., & van der Berg, C.",
            "Smith, J. A.; Jones, B.; van der Berg, C.",
        ),
        ("Smith AB, Jones CD, de Silva E", "Smith, AB; Jones, CD; de Silva, E"),
        ("A. B. Smith, C. Jones, and D. Lee", "Smith, A. B.; Jones, C.; Lee, D."),
        ("John Smith and Mary Jones", "Smith, John; Jones, Mary"),
        ("Smith, John; Jones, Mary", "Smith, John; Jones, Mary"),
        ("Smith, J., et al.", "Smith, J."),
        ("Felb-Brown, Vanda", "Felb-Brown, Vanda"),
        ("García Márquez, Gabriel", "García Márquez, Gabriel"),
        ("Olson, Eric (ed.)", "Olson, Eric"),
        ("U.S. Customs and Harbor Protection", "U.S. Customs and Harbor Protection"),
        ("Department of Ports, Office of Pilots", "Department of Ports, Office of Pilots"),
        ("U.S.-Norway Ferry Task Force", "U.S.-Norway Ferry Task Force"),
        ("Panel on Harbors (POH)", "Panel on Harbors (POH)"),
        ("OECD", "OECD"),
        ("Reuters", "Reuters"),
        ("", ""),
    ],
)
def test_names_of_authors(said: str, expected: str) -> None:
    assert printed(names_of(said)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada Lind and Bo Ek", "Lind, Ada; Ek, Bo"),
        ("Ada Lind¹, Bo Ek²*", "Lind, Ada; Ek, Bo"),
        ("Dr. Ada Lind, PhD", "Lind, Ada"),
        ("The Long Line and Beyond", ""),
        ("Institute of Ports", ""),
        ("Harbor Review", ""),
    ],
)
def test_people_whose_names_are_all_that_a_line_holds(line: str, expected: str) -> None:
    assert printed(people_on(line)) == expected


def test_organizations_are_known_by_their_words() -> None:
    assert all(map(is_organization, ["World Bank", "GAO", "Office of Ports", "U.S. Navy"]))
    assert not any(map(is_organization, ["Ada Lind", "Ek, B.", "García Márquez"]))
