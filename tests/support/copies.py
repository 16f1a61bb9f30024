"""Copies of sources as they are in the wild: PDFs, saved pages, archives of the web; and hostile ones."""

import base64
import io
import zlib
from collections.abc import Sequence
from pathlib import Path

import typst
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from briefdeck.evidence.copies import Copy, copy_of
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.texts.reading import read_copies
from briefdeck.model.briefing import Source


def source(name: str | None = None, **fields: str) -> Source:
    return Source(id="s", type="report", title="S", copy=name, **fields)  # type: ignore[arg-type]


def stored(folder: Path, name: str, content: bytes | str, **fields: str) -> Copy:
    """A copy that is put into a folder, and then looked for there."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return copy_of(folder, source(name, **fields))


def read(folder: Path, name: str, content: bytes | str, **fields: str) -> CopyText | str:
    """The text of such a copy, or why there is none."""
    copy = stored(folder, name, content, **fields)
    return read_copies([copy])[copy]


def text(folder: Path, name: str, content: bytes | str, **fields: str) -> str:
    """The text of a copy that has one."""
    found = read(folder, name, content, **fields)
    assert isinstance(found, CopyText), found
    return found.text


def pdf(body: str, preamble: str = "") -> bytes:
    """A PDF that typst sets."""
    return typst.compile(f'#set text(lang: "en")\n{preamble}\n{body}'.encode())


def saved_page(body: str) -> str:
    """A page as SingleFile saves it: pictures and fonts as huge `data:` addresses, and what is hidden still there."""
    picture = base64.b64encode(bytes(range(256)) * 4000).decode()
    return f"""<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://example.org/report
--><meta charset=utf-8>
<title>Not the text</title>
<style>.sf-hidden{{display:none!important}}@font-face{{src:url(data:font/woff2;base64,{picture})}}</style>
<script type=application/ld+json>{{"headline": "<p>Not the text either</p>"}}</script>
<body style="background:url(data:image/png;base64,{picture})">
<div class="menu sf-hidden">Menu</div><div style="display: none">Cookies</div>
<img src="data:image/png;base64,{picture}" alt="A chart">
{body}
<template shadowrootmode=open><p>In a component.</p></template><noscript>Switch scripts on.</noscript>"""


class _Writer(WARCWriter):  # type: ignore[misc]  # it has no types
    """The writer, without the temporary files that it leaves open."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


Response = tuple[str, str, bytes]
"""An address, a type, and what is there."""


def warc(
    *responses: Response,
    status: str = "200 OK",
    headers: Sequence[tuple[str, str]] = (),
    is_zipped: bool = True,
) -> bytes:
    """An archive of the web with these responses."""
    file = io.BytesIO()
    writer = _Writer(file, gzip=is_zipped)
    for address, kind, content in responses:
        said = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        payload = io.BytesIO(content)
        writer.write_record(
            writer.create_warc_record(address, "response", payload=payload, http_headers=said)
        )
    return file.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalog."""
    file, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join([b"%010d 00000 n \n" % place for place in places])
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    return b"%b%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        file, table, count, len(file),
    )  # fmt: skip


def drawn_pdf(content: bytes, *more: bytes, media: bytes = b"0 0 600 800") -> bytes:
    """A PDF of one page that is drawn so; its drawing X is the object number 6."""
    packed = zlib.compress(content, 1)
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/MediaBox[%b]/Parent 2 0 R/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>" % media,
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )
