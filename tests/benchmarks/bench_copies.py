"""Read 10 MB of copies from cold, and hostile ones one by one: the time that each takes. Run by hand.

    python tests/benchmarks/bench_copies.py

The floor is measured in the same run: reading and hashing the same bytes. No file may take more than 1 GB of memory or 20 seconds.
"""

import gzip
import os
import random
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefdeck.evidence.copies import Copy, copy_of
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.texts.reading import read_copies
from support.copies import drawn_pdf, pdf, raw_pdf, saved_page, source, warc

MEGABYTE = 1_000_000
WORDS = [
    "border",
    "bridge",
    "harbor",
    "ferry",
    "treaty",
    "council",
    "passengers",
    "cooperation",
    "security",
    "2019",
    "7,575",
]
HELLO = b"BT /F 12 Tf 10 10 Td (hello world) Tj ET"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def paragraphs(rng: random.Random, size: int) -> Iterator[str]:
    """Yield paragraphs of words until there are so many characters."""
    while size > 0:
        text = " ".join(rng.choices(WORDS, k=80)).capitalize()
        size -= len(text) + 2
        yield f"{text}."


def mixture(folder: Path) -> Iterator[str]:
    """Write copies of all kinds, 10 MB in all; yield their names."""
    rng = random.Random(14)
    for number in range(3):
        name = f"{number}.{'md' if number % 2 else 'txt'}"
        (folder / name).write_text("\n\n".join(paragraphs(rng, MEGABYTE)))
        yield name
    for number in range(1):
        body = "".join(
            [
                f"<p>{text} <em>So</em> <a href='#x'>it is</a>.</p>\n"
                for text in paragraphs(rng, 500_000)
            ]
        )
        (folder / f"{number}.html").write_text(saved_page(body))
        yield f"{number}.html"
    room = 10 * MEGABYTE - sum(path.stat().st_size for path in folder.iterdir())
    while room > 0:
        text = "\n\n".join(paragraphs(rng, 120_000))
        content = pdf(text, '#set page(columns: 2, numbering: "1")\n#set par(justify: true)')
        room -= len(content)
        (folder / f"{room}.pdf").write_bytes(content)
        yield f"{room}.pdf"


def hostile() -> Iterator[tuple[str, bytes]]:
    """Yield copies that are made to do harm, with their names."""
    bomb = gzip.compress(b"<html>" + b"a" * 1_000_000_000, 6)
    header = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 2000000000\r\n\r\n"
    spaces = zlib.compress(b" " * 1_000_000_000, 6)
    flate = b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(spaces), spaces)
    kids = (b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(100_000))
    yield "deep.html", b"<div>" * 100_000
    yield "paragraphs.html", b"<p>" * 2_000_000
    yield "attribute.html", b"<p title='" + b"x" * 20_000_000 + b"'>x"
    yield "signs.html", b"<html>" + b"<" * 10_000_000
    yield "emphasis.md", b"_a " * 2_000_000
    yield "brackets.md", b"[a](b " * 1_000_000
    yield (
        "bomb.warc.gz",
        warc(("http://a.b/", "text/html", bomb), headers=[("Content-Encoding", "gzip")]),
    )
    yield "record.warc.gz", gzip.compress(header + b" " * 1_000_000_000, 6)
    yield "headers.warc", b"WARC/1.0\r\n" + b"A: b\r\n" * 2_000_000
    yield "tree.pdf", raw_pdf(CATALOG, *kids)
    yield (
        "flate.pdf",
        raw_pdf(
            CATALOG,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            flate,
        ),
    )
    yield "states.pdf", drawn_pdf(b"q " * 100_000_000, b"null")
    yield (
        "letters.pdf",
        drawn_pdf(
            b"BT /F 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 2_000_000 + b"ET", b"null"
        ),
    )
    yield "huge.pdf", drawn_pdf(HELLO, b"null", media=b"0 0 1e9 1e9")
    yield "junk.pdf", b"%PDF-1.7\n" + os.urandom(2_000_000)


def timed(copies: list[Copy]) -> tuple[float, list[CopyText | str]]:
    """How many milliseconds it takes to read copies, and what comes of each."""
    start = time.perf_counter()
    found = read_copies(copies)
    return (time.perf_counter() - start) * 1000, [found[copy] for copy in copies]


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        names = list(mixture(folder))
        start = time.perf_counter()
        copies = [copy_of(folder, source(name)) for name in names]
        floor = (time.perf_counter() - start) * 1000
        taken, texts = timed(copies)
        assert all(isinstance(text, CopyText) for text in texts)
        size = sum(copy.size for copy in copies) / MEGABYTE
        print(
            f"{len(copies)} copies, {size:.1f} MB: read in {taken:.0f} ms (limit 2000); hashed in {floor:.0f} ms"
        )
        for name, content in hostile():
            (folder / name).write_bytes(content)
            taken, [found] = timed([copy_of(folder, source(name))])
            said = f"{len(found.text):,} letters" if isinstance(found, CopyText) else found
            print(f"{name:<16} {taken:6.0f} ms: {said}")


if __name__ == "__main__":
    main()
