r"""LaTeX as plain text: accents, letters, signs, dashes and quotation marks.

What sets type is left out and what it sets is kept: `\emph{Ebb}` is `Ebb`.
"""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from briefdeck.text.pattern import pattern

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361", "G": "\u030f", "U": "\u030e",
    "textcommabelow": "\u0326", "textogonekcentered": "\u0328",
    # In formulas.
    "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "dot": "\u0307", "ddot": "\u0308",
    "acute": "\u0301", "grave": "\u0300", "check": "\u030c", "breve": "\u0306", "vec": "\u20d7",
}  # fmt: skip
"""Commands that set an accent on what follows, and the accent."""
_ALONE: Final = {"\u0300": "`", "\u0302": "^", "\u0303": "~", "\u0301": "'", "\u0308": '"'}
"""What an accent on nothing stands for."""
_LETTERS: Final = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "cprime": "ʹ",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "lq": "‘", "rq": "’",
    "textquotedblright": "”", "quotedblbase": "„", "quotesinglbase": "‚", "textquotesingle": "'",
    "textquotedbl": '"', "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "guillemotleft": "«",
    "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "textendash": "–", "textemdash": "—", "textellipsis": "…",
    "ldots": "…", "dots": "…", "textbackslash": "\\", "textasciitilde": "~", "backslash": "\\",
    "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<",
    "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
    "textdollar": "$", "textsection": "§", "S": "§", "P": "¶", "textparagraph": "¶",
    "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "EUR": "€", "textyen": "¥",
    "textcent": "¢", "copyright": "©", "textcopyright": "©", "textregistered": "®",
    "textregisteredsymbol": "®", "texttrademark": "™", "textdegree": "°", "degree": "°",
    "textdagger": "†", "dag": "†", "ddag": "‡", "textbullet": "•", "textperiodcentered": "·",
    "textmu": "µ", "textohm": "Ω", "textnumero": "№", "textexclamdown": "¡",
    "textquestiondown": "¿", "textordfeminine": "ª", "textordmasculine": "º", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "slash": "/", "nobreakspace": " ",
    "textpm": "±", "texttimes": "×", "textminus": "−", "textvisiblespace": " ", "space": " ",
    "quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "par": " ", "TeX": "TeX",
    "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "allowbreak": "", "ast": "*",
    # In formulas.
    "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "div": "÷", "le": "≤", "leq": "≤",
    "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "lt": "<", "gt": ">", "ne": "≠",
    "neq": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝",
    "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√",
    "in": "∈", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "forall": "∀",
    "exists": "∃", "to": "→", "rightarrow": "→", "longrightarrow": "→", "leftarrow": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "uparrow": "↑", "downarrow": "↓", "circ": "°",
    "prime": "′", "ell": "ℓ", "hbar": "ℏ", "star": "⋆", "dagger": "†", "ddagger": "‡",
    "langle": "⟨", "rangle": "⟩", "ll": "≪", "gg": "≫", "cdots": "⋯", "bullet": "•",
    "perp": "⊥", "parallel": "∥", "otimes": "⊗", "oplus": "⊕", "mid": "|", "lbrack": "[",
    "rbrack": "]", "varepsilon": "ε", "varphi": "φ", "vartheta": "ϑ", "varrho": "ϱ",
    "log": "log ", "ln": "ln ", "exp": "exp ", "sin": "sin ", "cos": "cos ", "min": "min ",
    "max": "max ", "hyphen": "-",
}  # fmt: skip
_SPACES: Final = frozenset(" ,;:!>/-*@\n")
"""Signs after a backslash that set a space, or none; of a hyphen where a word may be parted."""
_NARROW: Final = frozenset("!/-*@")
_SWALLOWED: Final = {
    "noopsort": 1, "NOOPSORT": 1, "noop": 1, "SortNoop": 1, "sortnoop": 1, "vphantom": 1,
    "hphantom": 1, "phantom": 1, "href": 1, "foreignlanguage": 1, "textcolor": 1, "color": 1,
    "label": 1, "hspace": 1, "vspace": 1, "fontsize": 2, "selectlanguage": 1, "fontencoding": 1,
}  # fmt: skip
"""Commands whose first arguments are not text."""
_SILENT: Final = frozenset(
    {"emph", "textit", "textbf", "textsl", "textsc", "texttt", "textrm", "textsf", "textmd"}
    | {"textup", "textnormal", "text", "textin", "underline", "uline", "mbox", "hbox", "fbox"}
    | {"makebox", "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "url", "path"}
    | {"nolinkurl", "verb", "it", "bf", "sl", "sc", "tt", "rm", "sf", "em", "itshape", "bfseries"}
    | {"scshape", "ttfamily", "upshape", "slshape", "rmfamily", "sffamily", "normalfont", "small"}
    | {"footnotesize", "scriptsize", "tiny", "large", "relax", "protect", "mathrm", "mathit"}
    | {"mathbf", "mathsf", "mathtt", "mathcal", "mathbb", "mathfrak", "mathscr", "boldsymbol", "bm"}
    | {"ensuremath", "operatorname", "left", "right", "big", "Big", "displaystyle", "textstyle"}
    | {"sloppy", "noindent", "bibnamedelima", "autocap", "natexlab", "textlatin", "xspace", "null"}
    | {"mkbibemph", "bibstring", "ignorespaces", "nolinebreak", "SI", "si", "num", "cyr", "unskip"}
)
"""Commands that set type, and nothing else."""
_QUOTING: Final = frozenset({"enquote", "mkbibquote", "textquote", "say"})
_RAISING: Final = {"textsuperscript": "^", "mkbibsuperscript": "^", "textsubscript": "_"}
_RAISED: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")

_DEEPEST: Final = 60
"""Braces inside each other, beyond which they mean nothing any more."""
_SIGN: Final = pattern(
    r"\\([A-Za-z]+)\*?[ \t\n]*|\\([\s\S]|\Z)|([{}$~^_])|(-{2,3})|(``|''|`)|[^\\{}$~^_`'-]+|['-]"
)
_PLAIN: Final = pattern(r"[^\\{}$~`'-]*(?:['-](?!['-])[^\\{}$~`'-]*)*")
_MONEY: Final = pattern(r"\$[0-9][0-9,.]*\s?(?:[A-Za-z]{3,}|[bkm]n?\b)")
"""An amount of dollars, where others write formulas."""
_TILDE: Final = pattern(r"\{?(?:\\textasciitilde|\$\\sim\$|\\sim|\\~)(?:\{\}|\}|\s)?")


class Plain(NamedTuple):
    """Text that was LaTeX, and the commands in it that are not known."""

    text: str
    unknown: tuple[str, ...] = ()


def plain_text(source: str) -> Plain:
    """Return what a piece of LaTeX says."""
    if _PLAIN.fullmatch(source):
        return Plain(source)
    reader = _Reader(source)
    text = unicodedata.normalize("NFC", reader.everything())
    return Plain(text, tuple(dict.fromkeys(reader.unknown)))


def address(source: str) -> str:
    """Return an address that stands in LaTeX, whose percent signs are its own."""
    bare = _TILDE.sub("~", re.sub(r"\\(?:url|nolinkurl|path)(?![a-z])", "", source))
    return re.sub(r"\\([%#&_$])|\\?[{}]", r"\1", bare).strip()


class _Reader:
    """One pass over a piece of LaTeX."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.depth = 0
        self.unknown: list[str] = []

    def everything(self) -> str:
        """Read to the end, past braces that close nothing."""
        parts: list[str] = []
        while self.position < len(self.source):
            parts.append(self.until_closed(is_formula=False))
        return "".join(parts)

    def until_closed(self, *, is_formula: bool) -> str:
        """Read up to the brace or dollar sign that closes what is being read, or to the end."""
        if self.depth > _DEEPEST:
            return ""
        self.depth += 1
        parts: list[str] = []
        while self.position < len(self.source):
            sign = self.source[self.position]
            if sign == "}" or (sign == "$" and is_formula):
                self.position += 1
                break
            parts.append(self.next(is_formula=is_formula))
        self.depth -= 1
        return "".join(parts)

    def next(self, *, is_formula: bool) -> str:
        """Read one word, group, formula or command."""
        found = _SIGN.match(self.source, self.position)
        assert found is not None, "every character begins something"
        self.position = found.end()
        command, escaped, special, dashes, quotes = found.groups()
        if command is not None:
            return self.command(command, is_formula=is_formula)
        if escaped is not None:
            return self.escaped(escaped)
        if special is not None:
            return self.special(special, is_formula=is_formula)
        if dashes is not None:
            return "–" if dashes == "--" else "—"
        if quotes is not None:
            return {"``": "“", "''": "”", "`": "‘"}[quotes]
        return found[0]

    def special(self, sign: str, *, is_formula: bool) -> str:
        match sign:
            case "{":
                return self.until_closed(is_formula=is_formula)
            case "$" if not self.is_money():
                return self.until_closed(is_formula=True)
            case "~":
                return " "
            case "^" | "_" if is_formula:
                return self.shifted(sign)
            case "}":
                return ""
            case _:
                return sign

    def shifted(self, sign: str) -> str:
        """Read what stands raised or lowered in a formula; `_` stays before what cannot."""
        text = self.argument()
        shifted = _shifted(sign, text)
        return f"_{text}" if sign == "_" and shifted == text else shifted

    def is_money(self) -> bool:
        """Whether the dollar sign before the present place does not begin a formula."""
        start = self.position - 1
        return self.source.find("$", self.position) < 0 or bool(_MONEY.match(self.source, start))

    def escaped(self, sign: str) -> str:
        """Read what a backslash and a sign stand for."""
        if sign in _ACCENTS:
            return self.accented(_ACCENTS[sign])
        if sign in _SPACES:
            return "" if sign in _NARROW else " "
        # Two are a line break; brackets and parentheses begin and end formulas.
        return {"\\": " ", "(": "", ")": "", "[": "", "]": ""}.get(sign, sign)

    def command(self, name: str, *, is_formula: bool) -> str:
        if name in _ACCENTS and (len(name) > 1 or self.has_argument()):
            return self.accented(_ACCENTS[name])
        if name in _QUOTING:
            return f"“{self.argument()}”"
        if name in _RAISING:
            return _shifted(_RAISING[name], self.argument())
        for _ in range(_SWALLOWED.get(name, 0)):
            self.argument()
        if name in _SILENT or name in _SWALLOWED:
            return ""
        letter = _LETTERS.get(name) or _greek(name)
        if letter:
            return letter
        self.unknown.append(f"\\{name}")
        is_bare = not self.source.startswith("{", self.position)
        return name if is_bare and not is_formula else ""

    def has_argument(self) -> bool:
        return self.position < len(self.source) and self.source[self.position] != "}"

    def argument(self) -> str:
        """Read what a command is about: a group, a command or one character."""
        while self.source.startswith((" ", "\n"), self.position):
            self.position += 1
        if not self.has_argument() or self.depth > _DEEPEST:
            return ""
        if self.source[self.position] in "\\{":
            self.depth += 1
            text = self.next(is_formula=True)
            self.depth -= 1
            return text
        self.position += 1
        return self.source[self.position - 1]

    def accented(self, accent: str) -> str:
        base = unicodedata.normalize("NFC", self.argument())
        if not base.strip():
            return _ALONE.get(accent, "") + base
        # On a letter with an accent the dot goes.
        first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
        return first + accent + base[1:]


@cache
def _greek(name: str) -> str:
    """A Greek letter by its name; empty for none."""
    size = "CAPITAL" if name[:1].isupper() else "SMALL"
    spelled = "LAMDA" if name.lower() == "lambda" else name.removeprefix("text").upper()
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {spelled}")
    except KeyError:
        return ""


def _shifted(sign: str, text: str) -> str:
    """Raised or lowered signs, where Unicode has them all."""
    table = _RAISED if sign == "^" else _LOWERED
    can_be_shifted = all(ord(char) in table for char in text)
    return text.translate(table) if can_be_shifted else text
