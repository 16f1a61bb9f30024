"""Verify 400 quotations in 10 MB of copies (text, HTML, PDF): at first sight, and when nothing has changed. Run by hand.

    python tests/benchmarks/bench_verify.py [RUNS]

The floors are measured in the same run: reading and hashing the same bytes; and `show` of the same briefing without copies.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefdeck.evidence.verdicts import kept, verified
from briefdeck.loader import load

COPIES = 30
QUOTATIONS = 400
KINDS = ("txt", "html", "pdf")
SIZES = {"txt": 450_000, "html": 450_000, "pdf": 300_000}
"""Characters of text in a copy of each kind."""
WORDS = [
    f"{a}{b}{c}"
    for a in ("ban", "cor", "del")
    for b in "aeiou"
    for c in ("ta", "rin", "so", "mel", "ku")
]


def paragraphs(random_: random.Random, size: int) -> Iterator[str]:
    """Yield paragraphs of made words with numbers until there are so many characters."""
    while size > 0:
        words = [random_.choice(WORDS) for _ in range(60)]
        words[random_.randrange(60)] = f"{random_.randrange(1000, 999_999):,}"
        text = f"{' '.join(words).capitalize()}."
        size -= len(text)
        yield text


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with a page for each list of lines."""
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        packed = zlib.compress(f"BT /F1 9 Tf 12 TL 40 780 Td\n{shown}ET".encode())
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed)
        )
        page = f"<</Type/Page/Parent 2 0 R/Contents {len(objects)} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = (
        f"<</Type/Pages/Count {len(kids)}/MediaBox[0 0 595 842]/Kids[{' '.join(kids)}]>>".encode()
    )
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def lines(text: str) -> list[str]:
    """A text in lines of ten words."""
    words = text.split()
    return [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)]


def content(kind: str, texts: list[str]) -> bytes:
    """The file of a copy."""
    match kind:
        case "html":
            return (
                f"<html><body>{''.join(f'<p>{text}</p>' for text in texts)}</body></html>".encode()
            )
        case "pdf":
            printed = [line for text in texts for line in [*lines(text), ""]]
            return pdf([printed[at : at + 60] for at in range(0, len(printed), 60)])
        case _:
            return "\n\n".join("\n".join(lines(text)) for text in texts).encode()


def library(folder: Path) -> tuple[Path, Path, int]:
    """Write the copies, a briefing that names them, and one that does not; return also their bytes."""
    random_ = random.Random(14)
    sources: list[tuple[str, str]] = []
    findings: list[str] = []
    total = 0
    for number in range(COPIES):
        kind = KINDS[number % 3]
        texts = list(paragraphs(random_, SIZES[kind]))
        file = content(kind, texts)
        total += len(file)
        (folder / f"copy-{number}.{kind}").write_bytes(file)
        stored = f'copy = "copy-{number}.{kind}"\nsha256 = "{sha256(file).hexdigest()}"\n'
        sources.append((f'\n[[sources]]\nid = "s{number}"\ntype = "report"\ntitle = "S"\n', stored))
        for _ in range(QUOTATIONS // COPIES + 1):
            words = [*random_.choice(texts).split(), "more"]
            place = next(place for place, word in enumerate(words) if word[0].isdigit())
            at = random_.randrange(40)
            quote = " ".join(words[at : at + 12]).rstrip(".")
            findings.append(
                f'\n[[findings]]\nid = "f{len(findings)}"\ntext = "It is {words[place]} {words[place + 1]}."\n'
                f'cites = [{{ source = "s{number}", quote = "{quote}" }}]\n'
            )
    head = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "B"\nas_of = "2026"\n' + "".join(findings)
    with_, without = folder / "with.toml", folder / "without.toml"
    with_.write_text(head + "".join(f"{a}{b}" for a, b in sources), encoding="utf-8")
    without.write_text(head + "".join(a for a, _ in sources), encoding="utf-8")
    return with_, without, total


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def hashed(folder: Path) -> None:
    """Read and hash every copy: what nothing can do without."""
    for path in folder.glob("copy-*"):
        sha256(path.read_bytes()).hexdigest()


def shown(path: Path, verb: str, home: Path) -> None:
    """A run of the whole program."""
    command = [sys.executable, "-m", "briefdeck", verb, str(path)]
    subprocess.run(
        command,
        check=False,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "BRIEFDECK_HOME": str(home)},
    )


def main() -> None:
    """Measure each promise about verification."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with_, without, total = library(folder)
        loaded = load(with_)
        first = [timed(partial(verified, loaded, folder / f"home-{run}")) for run in range(runs)]
        home = folder / "home-0"
        found = verified(loaded, home)
        counts, numbers = found.counts, [each.passage.state for each in found.numbers]
        again = [
            (timed(lambda: kept(loaded, home)), timed(lambda: hashed(folder))) for _ in range(runs)
        ]
        print(
            f"{COPIES} copies, {total / 1e6:.1f} MB; {counts.verified} of {counts.total} quotations verified,"
            f" {numbers.count('found')} of {len(numbers)} numbers found"
        )
        floor = statistics.median(b for _, b in again)
        print(f"first sight {statistics.median(first):.0f} ms  (limit 2000)")
        print(
            f"nothing changed {statistics.median(a for a, _ in again):.1f} ms  (limit 20); reading and hashing alone {floor:.1f} ms;"
            f" ratio {statistics.median(a / b for a, b in again):.2f}"
        )
        home = folder / "home"
        shown(with_, "verify", home)
        whole = []
        for _ in range(runs):
            floor = timed(lambda: shown(without, "show", home))
            whole.append(
                (
                    timed(lambda: shown(with_, "show", home)),
                    floor,
                    timed(lambda: shown(with_, "verify", home)),
                )
            )
        show, bare, verify = (statistics.median(column) for column in zip(*whole, strict=True))
        print(f"show with copies {show:.0f} ms, without {bare:.0f} ms: {show - bare:+.0f} ms")
        print(f"verify, nothing changed {verify:.0f} ms: {verify / bare:.2f} of `show`")


if __name__ == "__main__":
    main()
