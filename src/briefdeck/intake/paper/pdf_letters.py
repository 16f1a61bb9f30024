"""The characters of a PDF as they are placed on its pages, through PDFium.

PDFium is asked letter by letter: what it gives as text has neither sizes nor raised letters.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace
from pypdfium2 import raw

from briefdeck.text.pattern import pattern
from briefdeck.workers import RefusedError

MOST_PAGES: Final = 1_500
MOST_LETTERS: Final = 1_500_000
_MOST_OBJECTS: Final = 5_000
"""Drawn shapes of a page that are looked at; a map may have a hundred thousand."""
_BOLD: Final = 600
_ITALIC_FLAG: Final = 1 << 6
_STEEP: Final = 0.3
"""The angle, in radians, from which on letters do not run along the line."""
_RAISED: Final = 0.2
"""The share of its size by which a figure of a font with raised ones stands above the baseline."""
HYPHEN: Final = "\x02"
"""What PDFium says for a hyphen at the end of a line that a word goes on behind."""
_MISNAMED: Final = pattern(r"\w\u201f\w")
_QUOTES: Final = str.maketrans("\u201e\u201f", "‘’")


class Look(Struct, frozen=True):
    """How letters look. size: in points. raised: by their own form, on the line's baseline."""

    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False
    url: str = ""


class Span(Struct):
    """Letters that look alike on one line. y is their baseline, from the top of the page."""

    text: str
    look: Look
    x0: float
    x1: float
    y: float


class Area(NamedTuple):
    """A rectangle on a page, counted from its top."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside of it."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Sheet(Struct, frozen=True):
    """A page: its size, its letters in the order in which they are drawn, and boxes drawn on it."""

    width: float
    height: float
    spans: Sequence[Span]
    boxes: Sequence[Area]
    label: str


class Letters:
    """A PDF that is open. RefusedError where it is none, or locked, or too large."""

    def __init__(self, content: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
                raise RefusedError("it is locked by a password") from None
            raise RefusedError("it is not a PDF, or damaged") from None
        if len(self._pdf) > MOST_PAGES:
            raise RefusedError(f"it has {len(self._pdf)} pages; {MOST_PAGES} are read at most")
        self._count = 0

    def said(self, key: str) -> str:
        """Return what the file says of itself under a key such as `Title`."""
        value = self._pdf.get_metadata_value(key)
        return " ".join(value.split())

    def sheets(self) -> Iterator[Sheet]:
        """Yield the pages from the first to the last."""
        for index in range(len(self._pdf)):
            page = self._pdf[index]
            width, height = page.get_size()
            yield Sheet(
                width=width,
                height=height,
                spans=tuple(self._spans(page, height)),
                boxes=tuple(_boxes(page, width, height)),
                label=self._pdf.get_page_label(index),
            )
            page.close()

    def _spans(self, page: Any, height: float) -> Iterator[Span]:
        text = page.get_textpage()
        number = text.count_chars()
        self._count += number
        if self._count > MOST_LETTERS:
            raise RefusedError(f"it has more than {MOST_LETTERS:,} letters")
        reader = _Reader(text.raw, height, _links(page, height))
        for index in range(number):
            yield from reader.read(index)
        yield from reader.rest()
        text.close()


def mend_quotes(sheets: Iterable[Sheet]) -> None:
    """Call single quotation marks by their names where a file calls apostrophes U+201F.

    A writer of PDF of the years around 2010 did so, with fonts that were in wide use.
    """
    spans = [span for sheet in sheets for span in sheet.spans]
    if any(_MISNAMED.search(span.text) for span in spans):
        for span in spans:
            span.text = span.text.translate(_QUOTES)


class _Reader:
    """Puts the letters of a page together."""

    def __init__(self, page: Any, height: float, links: Sequence[tuple[Area, str]]) -> None:
        self._page = page
        self._height = height
        self._links = links
        self._looks: dict[int, tuple[Look, bool]] = {}
        self._span: Span | None = None
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = [ctypes.c_double() for _ in range(4)]
        self._half = ""

    def read(self, index: int) -> Iterator[Span]:
        """Take a letter; yield the span that ends before it."""
        letter = self._letter(index)
        if letter in {"", "\r", "\n"}:
            if letter:
                yield from self.rest()
            return
        if letter == HYPHEN and self._span:
            self._span.text += HYPHEN
            return
        if letter.isspace():
            self._add_blank()
            return
        look, is_along = self._look(index)
        if not is_along:
            return
        raw.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        raw.FPDFText_GetCharBox(self._page, index, *self._box)
        x0, x1, y = self._box[0].value, self._box[1].value, self._height - self._y.value
        if letter.isdigit() and self._box[2].value - self._y.value > _RAISED * look.size:
            look = replace(look, raised=True)
        look = self._linked(look, (x0 + x1) / 2, y)
        span = self._span
        if span and look == span.look and abs(y - span.y) < look.size / 10:
            gap = look.size if span.text.endswith(" ") else look.size / 3
            if span.x0 < x0 < span.x1 + gap:
                span.text += letter
                span.x1 = max(span.x1, x1)
                return
        yield from self.rest()
        self._span = Span(letter, look, x0, x1, y)

    def rest(self) -> Iterator[Span]:
        """Yield the span that is still open."""
        span, self._span = self._span, None
        if span:
            yield span

    def _letter(self, index: int) -> str:
        code = raw.FPDFText_GetUnicode(self._page, index)
        if 0xD800 <= code < 0xDC00:
            self._half = chr(code)
            return ""
        if 0xDC00 <= code < 0xE000:
            pair, self._half = self._half + chr(code), ""
            return pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return chr(code) if code not in {0, 0xFFFE, 0xFFFF} else ""

    def _add_blank(self) -> None:
        if self._span and not self._span.text.endswith(" "):
            self._span.text += " "

    def _look(self, index: int) -> tuple[Look, bool]:
        """How a letter looks, and whether it stands upright; known by the text object it is in."""
        thing = raw.FPDFText_GetTextObject(self._page, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if key not in self._looks:
            self._looks[key] = self._new_look(index)
        return self._looks[key]

    def _new_look(self, index: int) -> tuple[Look, bool]:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._page, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = raw.FPDFText_GetFontSize(self._page, index) * scale
        is_along = abs(math.atan2(matrix.b, matrix.a)) < _STEEP
        flags = ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._page, index, None, 0, flags)
        name = ctypes.create_string_buffer(max(1, length))
        raw.FPDFText_GetFontInfo(self._page, index, name, length, flags)
        called = name.value.decode("utf-8", "replace").casefold()
        weight = raw.FPDFText_GetFontWeight(self._page, index)
        bold = weight >= _BOLD or any(sign in called for sign in ("bold", "black", "heavy"))
        italic = bool(flags.value & _ITALIC_FLAG) or "italic" in called or "oblique" in called
        return Look(round(size, 1), bold=bold, italic=italic), is_along

    def _linked(self, look: Look, x: float, y: float) -> Look:
        for area, url in self._links:
            if area.holds(x, y):
                return replace(look, url=url)
        return look


def _links(page: Any, height: float) -> list[tuple[Area, str]]:
    """Return where on a page links lead into the web."""
    found: list[tuple[Area, str]] = []
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, place, link) and len(found) < _MOST_OBJECTS:
        rect = raw.FS_RECTF()
        action = raw.FPDFLink_GetAction(link)
        if not action or not raw.FPDFLink_GetAnnotRect(link, rect):
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        path = ctypes.create_string_buffer(max(1, length))
        raw.FPDFAction_GetURIPath(page.pdf.raw, action, path, length)
        url = path.value.decode("utf-8", "replace")
        if url.startswith(("http://", "https://")):
            area = Area(rect.left, height - rect.top, rect.right, height - rect.bottom)
            found.append((area, url))
    return found


def _boxes(page: Any, width: float, height: float) -> Iterator[Area]:
    """Yield the frames and grounds that are drawn on a page, smaller than its text."""
    count = min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(count):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(thing, *sides):
            continue
        left, bottom, right, top = [side.value for side in sides]
        share = (right - left) * (top - bottom) / (width * height)
        if 0.01 < share < 0.6 and right - left > width / 8 and top - bottom > height / 30:
            yield Area(left, height - top, right, height - bottom)
