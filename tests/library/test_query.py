"""The language of search: what a query means, and what a wrong one is told."""

import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefdeck.library.grammar import FIELDS, parse
from briefdeck.library.query import BadQuery, Query
from briefdeck.library.signs import LAST_YEAR, YEAR_ZERO, year_nodes
from briefdeck.library.store import Store


def bad(text: str) -> BadQuery:
    found = parse(text)
    assert isinstance(found, BadQuery), found
    return found


def good(text: str, *, typing: bool = False) -> Query:
    found = parse(text, typing=typing)
    assert isinstance(found, Query), found
    return found


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("merida", '("merida")'),
        ("Mérida", '("merida")'),
        ("a b", '(("a") AND ("b"))'),
        ("a AND b", '(("a") AND ("b"))'),
        ('"a b"', '("a b")'),
        ("u.s.-mexico", '("u s mexico" OR "us mexico")'),
        ("US", '("us" OR "u s")'),
        ("cross-border", '("cross border" OR "crossborder")'),
        ("2*3", '("2 3")'),
        ("-band", '("band")'),
        ("§ 230", '("230")'),
        ('12" pipe', '(("12") AND ("pipe"))'),
        ("“a b”", '("a b")'),
        ("https://gao.gov", '("https gao gov")'),
        ("std::move", '("std move")'),
        ("re: aid", '(("re") AND ("aid"))'),
        ("NEAR", '("near" OR "n e a r")'),
        ("x^2 10:30", '(("x 2") AND ("10 30"))'),
        ("cart*", '("cart" *)'),
        ('"drug car"*', '("drug car" *)'),
        ("a OR b c", '(("a") OR (("b") AND ("c")))'),
        ("(a OR b) c", '((("a") OR ("b")) AND ("c"))'),
        ("a NOT b", '((("a")) NOT (("b")))'),
        ("a -b", '((("a")) NOT (("b")))'),
        ("NOT NOT a", '("a")'),
        ("title:aid", '("\ue000Taid")'),
        ('title:"law aid"', '("\ue000Tlaw \ue000Taid")'),
        ("and or not", '(("and") AND ("or") AND ("not"))'),
        ("a — b", '(("a") AND ("b"))'),
    ],
)
def test_expressions(text: str, expression: str) -> None:
    assert good(text).expression() == expression


def test_marked_words_are_those_that_are_wanted() -> None:
    assert [words.tokens for words in good("a (b OR cc*) NOT d kind:event").words] == [
        ("a",),
        ("b",),
        ("cc",),
    ]


@pytest.mark.parametrize(
    ("text", "message", "under"),
    [
        ("", "nothing to search for", ""),
        ("   ", "nothing to search for", "   "),
        ("...", "nothing to search for", "..."),
        ('aid "law', "not closed", '"'),
        ("aid (law", "not closed", "("),
        ("aid law)", "closes nothing", ")"),
        (")", "closes nothing", ")"),
        ("aid ()", "holds nothing", "("),
        ("aid AND", "both sides", "AND"),
        ("AND aid", "both sides", "AND"),
        ("aid AND (", "holds nothing", "("),
        ("aid OR OR law", "both sides", "OR"),
        ("aid NOT", "its right", "NOT"),
        ("colour:red", "no field `colour`", "colour:"),
        ("kid:event", "no field `kid`", "kid:"),
        ("kind:", "needs a value", "kind:"),
        ('kind:""', "needs a value", 'kind:""'),
        ("kind:evnt", "has no value `evnt`", "evnt"),
        ("has:caviat", "has no value `caviat`", "caviat"),
        ("year:soon", "not a year", "soon"),
        ("year:2008..2006", "comes before", "2008..2006"),
        ("year:20066", "not a year", "20066"),
        ("m*", "at least 2 letters", "m*"),
        ("*", "at least 2 letters", "*"),
        ("me*ida", "end of a word", "*"),
        ("a" * 2000, "longer than", None),
        ("a " * 100, "more than", None),
        ("(" * 30 + "a" + ")" * 30, "deep", "("),
    ],
)
def test_a_wrong_query_is_told_where_and_what_to_do(
    text: str, message: str, under: str | None
) -> None:
    found = bad(text)
    assert message in found.message
    assert found.remedy
    if under is not None:
        assert text[found.start : found.end] == under
    query, carets = found.pointer
    assert carets.strip() == "^" * max(
        1, len(under if under is not None else text[found.start : found.end])
    )
    assert len(query) >= len(carets) or not text


def test_near_names_are_given() -> None:
    assert "kind:" in bad("kid:event").remedy
    assert "kind:event" in bad("kind:evnt").remedy
    assert "has:caveat" in bad("has:caviat").remedy


def test_the_pointer_stands_under_wide_letters() -> None:
    _, carets = bad("中国 AND").pointer
    assert carets == "     ^^^"


def test_kinds_by_other_names() -> None:
    assert (
        good("kind:key-point").expression()
        == good('kind:"key point"').expression()
        == good("kind:points").expression()
    )
    assert good("kind:series").expression() == good("kind:figures").expression()
    assert good("KIND:Event").expression() == good("kind:event").expression()


@given(st.integers(-9999, 9999), st.integers(0, 300), st.integers(-9999, 9999), st.integers(0, 300))
@settings(max_examples=150)
@example(1998, 12, 2010, 0)
def test_runs_of_years_meet_when_their_nodes_do(
    first: int, length: int, other: int, other_length: int
) -> None:
    stored, asked = year_nodes(first, first + length), year_nodes(other, other + other_length)
    meet = any(one.startswith(two) or two.startswith(one) for one in stored for two in asked)
    last, other_last = min(first + length, 9999), min(other + other_length, 9999)
    assert meet == (first <= other_last and other <= last)


def test_an_open_run_is_a_handful_of_nodes() -> None:
    assert len(year_nodes(2017, LAST_YEAR)) < 30
    assert year_nodes(1998, 2010) == ("11998", "11999", "1200", "12010")
    assert year_nodes(-YEAR_ZERO, LAST_YEAR) == ("0", "1")


PIECES = [
    *(f"{field}:" for field in FIELDS),
    '"',
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "-",
    "*",
    "aid",
    "Mérida",
    "2006",
    "..",
    "event",
    " ",
    "a",
    "^",
    "+",
    "{label}",
    ";",
    "\x00",
    "中",
    "'",
    "NEAR",
    ":",
    "rank",
    "\ue000",
    "\ud800",
]


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    ),
    st.booleans(),
)
@settings(max_examples=200)
@example('kind:"event', True)
@example("-(a", True)
def test_no_query_is_an_error_of_the_database(text: str, typing: bool) -> None:
    found = parse(text, typing=typing)
    if isinstance(found, BadQuery):
        assert found.message
        assert 0 <= found.start <= found.end <= len(text)
        assert len(found.pointer) == 2
        return
    connection = _empty_index()
    for titles in (False, True):
        connection.execute(
            "select rowid, rank from words where words match ? limit 1",
            (found.expression(titles=titles),),
        ).fetchall()


def _empty_index() -> sqlite3.Connection:
    if not _INDEXES:
        _INDEXES.append(Store(None))
    return _INDEXES[0].connection


_INDEXES: list[Store] = []


@given(st.text(alphabet='aé "()*:-ANDORTyear206..kindevt', max_size=30))
@settings(max_examples=150)
def test_while_typing_no_beginning_of_a_good_query_is_wrong(text: str) -> None:
    if isinstance(parse(text), BadQuery):
        return
    for end in range(1, len(text) + 1):
        found = parse(text[:end], typing=True)
        if isinstance(found, BadQuery):
            assert "nothing to search for" in found.message or ":" in text or "*" in text, (
                text[:end],
                found,
            )


@pytest.mark.parametrize(
    "text",
    [
        "me",
        "merida",
        '"merida ini',
        "merida AND ",
        "merida (aid OR",
        "kind:",
        "kind:ev",
        "year:20",
        "year:2006..",
        "year:2006..2",
        "tag:a",
        "NOT",
        "a",
        "aid NOT ",
    ],
)
def test_typing(text: str) -> None:
    found = parse(text, typing=True)
    assert isinstance(found, Query) or "nothing to search for" in found.message


def test_the_last_word_may_go_on() -> None:
    assert good("drug car", typing=True).expression() == '(("drug") AND ("car" *))'
    assert good("drug car ", typing=True).expression() == '(("drug") AND ("car"))'
    assert good('"drug car', typing=True).expression() == '("drug car" *)'
    assert good('"drug car"', typing=True).expression() == '("drug car")'
    assert good("a", typing=True).expression() == '("a")'


@pytest.mark.parametrize(
    ("text", "start"), [('tag:"drug policy', 4), ('merida source:"a', 14), ('title:"x y', 6)]
)
def test_an_unclosed_quotation_in_a_field(text: str, start: int) -> None:
    bad = parse(text)
    assert isinstance(bad, BadQuery)
    assert (bad.message, bad.start) == ("This quotation mark is not closed.", start)
    assert isinstance(parse(text, typing=True), Query)


def test_no_far_fetched_field_is_suggested() -> None:
    assert "Did you mean" not in bad("http:example").remedy


def test_blanks_and_hyphens_are_alike_in_names() -> None:
    same = ('tag:"Drug policy"', "tag:drug-policy", "tag:drug_policy")
    assert len({good(text).expression() for text in same}) == 1
