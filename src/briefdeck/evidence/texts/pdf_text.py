"""The text of a PDF, page by page, through PDFium; nothing is drawn and no script is run."""

from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from briefdeck.evidence.texts.pdf_raised import with_raised
from briefdeck.text.pattern import pattern
from briefdeck.workers import RefusedError

_MOST_PAGES: Final = 5_000
MOST_LETTERS: Final = 16_000_000
_LONGEST_LABEL: Final = 40
_BROKEN: Final = "\ufffe"
"""What PDFium says for a hyphen at the end of a line that a word goes on behind."""
_MISNAMED: Final = pattern(r"\w\u201f\w")
_QUOTES: Final = str.maketrans("\u201e\u201f", "‘’")


def opened(content: bytes, most_pages: int = _MOST_PAGES) -> Any:
    """Open a PDF. RefusedError where it is none, or locked, or has too many pages."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise RefusedError("it is locked by a password") from None
        raise RefusedError("it is not a PDF, or damaged") from None
    if len(pdf) > most_pages:
        raise RefusedError(f"it has {len(pdf)} pages; {most_pages} are read at most")
    return pdf


def pdf_text(content: bytes) -> tuple[list[str], list[str]]:
    """Return the text of each page of a PDF, and what the file calls it, empty where it does not.

    Lines end as they do in print, and follow each other as they were set: one column after the
    other. RefusedError where there is no text.
    """
    pdf = opened(content)
    pages = _with_quotes(list(_texts(pdf)))
    if not any(map(str.strip, pages)):
        raise RefusedError("its pages are pictures; a program for OCR makes text of them")
    return pages, [pdf.get_page_label(index)[:_LONGEST_LABEL] for index in range(len(pdf))]


def _texts(pdf: Any) -> Iterator[str]:
    letters = 0
    for index in range(len(pdf)):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            # A damaged page does not keep the others from being read.
            yield ""
            continue
        text = page.get_textpage()
        letters += text.count_chars()
        if letters > MOST_LETTERS:
            raise RefusedError(f"it has more than {MOST_LETTERS:,} letters")
        said = with_raised(text.get_text_range(), text)
        text.close()
        page.close()
        yield said.replace("\r\n", "\n").replace(" \n", "\n").replace(_BROKEN, "-\n")


def _with_quotes(pages: list[str]) -> list[str]:
    """The pages, with quotation marks by their names where a file calls apostrophes U+201F.

    A writer of PDF of the years around 2010 did so, with fonts that were in wide use.
    """
    if any(_MISNAMED.search(page) for page in pages):
        return [page.translate(_QUOTES) for page in pages]
    return pages
