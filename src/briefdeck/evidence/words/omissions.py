"""What a quotation may leave out, and what its own words in brackets may stand for.

A negation that belongs to what is quoted stays, and so does a number where brackets are. Nothing
runs from within a sentence into another paragraph.
"""

from collections.abc import Sequence
from typing import Final

from briefdeck.text.pattern import pattern

REPLACED: Final = 120
"""Characters that may stand where a quotation has words of its own in square brackets."""

_NEGATIONS: Final = {
    "English": "not no never nor neither none nothing nobody nowhere without cannot hardly scarcely"
    " barely rarely seldom unable refuse refuses refused refusing fail fails failed failing deny"
    " denies denied denying",
    "French": "ne n pas jamais aucun aucune aucuns aucunes rien ni sans personne",
    "German": "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand weder ohne",
    "Spanish": "no ni nunca jamás ningún ninguno ninguna nada nadie tampoco sin",
    "Portuguese": "não nem nunca jamais nenhum nenhuma nada ninguém sem",
    "Italian": "non né mai nessun nessuno nessuna niente nulla senza",
    "Dutch": "niet niets geen nooit niemand noch zonder",
    "Polish": "nie nigdy nic nikt ani bez żaden żadna żadne żadnego żadnej żadnych",
    "Russian": "не нет ни никогда никто ничего без нельзя",
    "Ukrainian": "не ні немає ніколи ніхто нічого без",
    "Arabic": "لا لم لن ليس ليست ولا ولم ولن وليس فلا فلم فلن غير دون بدون",
    "Swedish, Danish, Norwegian": "inte ikke inga ingen inget ingen aldrig aldri utan uten",
    "Turkish": "değil hiç yok",
}
"""Words that turn a statement round, by language."""
_WORDS: Final = frozenset(" ".join(_NEGATIONS.values()).split())
_PARTS: Final = pattern(r"n['’]t\Z|\An['’]|не(?:льзя)\Z|[않없못]|\A안\Z|아니")
"""What makes a negation of the word that it is a part of: `don't`, `n'est`, Korean endings."""
_UNSPACED: Final = pattern(
    r"[不没沒未无無勿莫]|非(?!常)|否|な(?:い|かっ|く|け)|ませ[んぬ]|ず(?:に|、|。|\Z)|ไม่|มิได้"
)
"""Negations of Chinese, Japanese and Thai, which write no blanks."""
_GLYPH: Final = pattern("[\u0e00-\u0eff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD: Final = pattern(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W\d_]))*")
"""A word, or one of several parts: `no-fly` negates nothing."""
_CLAUSE: Final = pattern(r"[,;:.!?()—–。，、；：！？「」،؛؟]|\n\s*\n")
"""What parts one clause from another."""
_FEW: Final = 3
"""Words, up to which a negation anywhere among them is one of what is quoted beside them."""
_BESIDE: Final = 2
"""Words beside what is quoted, in the same clause, of which that holds in longer omissions too."""
_GLYPHS: Final = 2
"""Characters of a script without blanks that are as long as a word, about."""

_MARK_OF_NOTE: Final = pattern(
    r"\A[.,;:)\]\"”’]*\d{1,3}(?![\w.,]*\d)|\[\d{1,3}\]|(?<=[a-z.,;:)\]\"”’])\d{1,3}(?![\w.,]*\d)"
)
_NUMBER: Final = pattern(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?"
    r"|dozens?|half|twice)\b",
)

_SENTENCE_END: Final = pattern(r"[\"'”’»)\]\d*†⁰-⁹¹²³]{0,8}(?:[.?!:…。！？：؟।]|\s*\n\s*\n|\Z)")
_PARAGRAPH: Final = pattern(
    r"[.?!:;…。！？；؟।][\"'”’»)\]\d*†⁰-⁹¹²³]{0,8}[ \t]*(?:\n[ \t]*\n|\f)\s*(?=\S)"
)
"""The end of a paragraph behind a whole sentence: not that of a page within one."""


def says_amount(text: str) -> bool:
    """Whether words say a number, marks of notes apart."""
    return _NUMBER.search(_MARK_OF_NOTE.sub("", text).lower()) is not None


def negates(text: str) -> bool:
    """Whether a negation is among some words."""
    return any(map(_is_negation, _WORD.findall(text))) or _UNSPACED.search(text) is not None


def may_stand_for(text: str) -> bool:
    """Whether words in brackets may stand for others, or beside them: no number, no negation."""
    return not (says_amount(text) or negates(text))


def may_stand_beside(before: str, behind: str) -> bool:
    """Whether words in brackets may begin or end a quotation that stands between two texts.

    They may not stand for a number or a negation there: `[The] ferry` is not `No ferry`.
    """
    return may_stand_for(f"{_last(_CLAUSE.split(before)[-1])} {_first(_CLAUSE.split(behind)[0])}")


def may_leave_out(text: str, gap: int, page_starts: Sequence[int] = ()) -> bool:
    """Whether a quotation may leave out what stands between two of its parts.

    gap: of the second part. page_starts: where pages begin in the text, which part no paragraphs.
    """
    return not (turns_round(text, gap) or _crosses_paragraphs(text, page_starts))


def turns_round(text: str, gap: int) -> bool:
    """Whether it says something else without what stands between two parts: a negation, a number.

    gap: of the second part. Of a number only where brackets stand for it.
    """
    if gap == REPLACED and not may_stand_for(text):
        return True
    if not negates(text):
        return False
    if _size(text) <= _FEW:
        return True
    clauses = _CLAUSE.split(text)
    return negates(_first(clauses[0])) or negates(_last(clauses[-1]))


def _size(text: str) -> float:
    """How many words a text has."""
    glyphs = len(_GLYPH.findall(text))
    return len(_GLYPH.sub(" ", text).split()) + glyphs / _GLYPHS


def _first(clause: str) -> str:
    if _GLYPH.search(clause):
        return clause.strip()[: _BESIDE * _GLYPHS]
    return " ".join(clause.split()[:_BESIDE])


def _last(clause: str) -> str:
    if _GLYPH.search(clause):
        return clause.strip()[-_BESIDE * _GLYPHS :]
    return " ".join(clause.split()[-_BESIDE:])


def _is_negation(word: str) -> bool:
    word = word.lower()
    return word in _WORDS or _PARTS.search(word) is not None


def _crosses_paragraphs(text: str, page_starts: Sequence[int]) -> bool:
    """Whether a text goes on from within a sentence to another paragraph."""
    if "\n" not in text or _SENTENCE_END.match(text):
        return False
    ends = (found.span() for found in _PARAGRAPH.finditer(text))
    return any(not any(first <= start <= last for start in page_starts) for first, last in ends)
