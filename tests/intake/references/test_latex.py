"""LaTeX as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.intake.references.latex import address, plain_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"G{\"o}del and \"Uber {\'e}t\'e, \c{c}a", "Gödel and Über été, ça"),
        (r"\v{S}koda \aa ngstr\"om {\L}\'od\'z {\'\i} \ss{}", "Škoda ångström Łódź í ß"),
        (r"Erd{\H o}s Nguy\~{\^{e}}n \k{a}\d{s}\r{a}", "Erdős Nguyễn ąṣå"),
        ("{NATO} and {T}he {{deep}}", "NATO and The deep"),
        (r"{\it Foo} \emph{bar} \textbf{x} \mbox{a b}", "Foo bar x a b"),
        ("1--2 --- ``quoted'' `x' O'Brien", "1–2 — “quoted” ‘x' O'Brien"),
        (r"a~b\,c\ d\\e", "a b c d e"),
        (r"\& \% \$ \# \_ \{ \} \textasciitilde{} \textbackslash{}", "& % $ # _ { } ~ \\"),
        (r"H$_2$O, $10^{-3}$, $\alpha$-decay, $x \le y$", "H₂O, 10⁻³, α-decay, x ≤y"),
        ("costs $5 million and $6 million", "costs $5 million and $6 million"),
        ("100% of it, a_b^c", "100% of it, a_b^c"),
        (r"\textsuperscript{2}\textsubscript{3} \enquote{a}", "²₃ “a”"),
        (r"\noopsort{1973}Foo \href{http://a.b}{here}", "Foo here"),
        (r"\LaTeX{} and \BibTeX", "LaTeX and BibTeX"),
        ("open {brace and } closed }", "open brace and  closed "),
        (r"\'{} \'", "' '"),
        (r"\l\o\OE", "łøŒ"),
    ],
)  # fmt: skip
def test_it_says_what_is_set(source: str, text: str) -> None:
    assert plain_text(source).text == text


def test_unknown_commands_are_named_and_their_words_kept() -> None:
    assert plain_text(r"\foo{bar} \baz") == ("bar baz", ("\\foo", "\\baz"))


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (r"http://a.b/\%7Ec\_d\#e", "http://a.b/%7Ec_d#e"),
        (r"\url{http://a.b/{~}c}", "http://a.b/~c"),
        (r"http://a.b/{\textasciitilde}c", "http://a.b/~c"),
        (r"http://a.b/$\sim$c", "http://a.b/~c"),
        ("http://a.b/~c%20d", "http://a.b/~c%20d"),
    ],
)
def test_addresses_stay_addresses(source: str, url: str) -> None:
    assert address(source) == url


@pytest.mark.parametrize(
    "part", ["{", "}", r"\'", r"\'{", "$", "$_", r"\textsuperscript", "{{$", "~\\", r"\href"]
)
def test_whatever_is_repeated_it_ends(part: str) -> None:
    assert len(plain_text(part * 20_000).text) <= len(part) * 20_000


@given(st.text(alphabet="\\{}$~^_'`-\"abc &%\n", max_size=60))
def test_any_text_has_a_reading(source: str) -> None:
    assert "{" not in plain_text(source.replace("\\{", "")).text
    address(source)


@given(st.text(alphabet=st.characters(exclude_characters="\\{}$~'`-\r", exclude_categories=["Cs"])))
def test_plain_words_stay(words: str) -> None:
    assert plain_text(words).text == words
