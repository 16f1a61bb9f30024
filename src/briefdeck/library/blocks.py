"""Passages as the index keeps them: a few at a time, compressed, and the words of each apart.

A word of a title stands twice, once with a mark of its own, so that titles alone are looked through
as fast as all texts. Compressing begins with texts of the same library, as it says much again.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from briefdeck.library.signs import EVERY_SIGN, TITLE_MARK
from briefdeck.text.folding import SIGN_MARK, WITHIN, fold
from briefdeck.text.pattern import pattern

TOGETHER: Final = 8
"""Passages in a block: more take less room, and longer to read one."""
LARGEST_SAMPLE: Final = 32_000
"""Bytes of texts that compressing can begin with: what deflate looks back over, nearly."""
_LEVEL: Final = 1
_BETWEEN: Final = "\x1e"
_BETWEEN_BYTES: Final = _BETWEEN.encode()
_WITHIN: Final = "\x1f"
# No text holds these: loading has made them visible.
_WORD: Final = pattern(f"{WITHIN}+")
_APART: Final = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != _BETWEEN
}
"""Makes blanks of what parts the words of a folded text, but for what parts two texts."""


class Worded(Protocol):
    """What a passage has that is kept of it."""

    @property
    def entry(self) -> str:
        """Its entry's id."""

    @property
    def label(self) -> str:
        """Its title."""

    @property
    def text(self) -> str:
        """Its text."""

    @property
    def signs(self) -> str:
        """What queries filter by."""


class Kept(NamedTuple):
    """A passage as it is kept."""

    entry: str
    label: str
    text: str
    signs: str


def words_of(passages: Sequence[Worded]) -> list[str]:
    """Return what the index finds each passage by: its folded words, then its signs.

    The sign of every passage parts the title from the text, so that no phrase goes over both.
    """
    # Folding many at once costs little more than one.
    labels = fold(_BETWEEN.join(passage.label for passage in passages))
    marked = [_marked(label) for label in labels.translate(_APART).split(_BETWEEN)]
    texts = fold(_BETWEEN.join(passage.text for passage in passages)).split(_BETWEEN)
    return [
        f"{label} {EVERY_SIGN} {text} {title} {passage.signs}"
        for label, title, text, passage in zip(
            labels.split(_BETWEEN), marked, texts, passages, strict=True
        )
    ]


def _marked(label: str) -> str:
    """Return the words of a title, each with the mark."""
    return " ".join([TITLE_MARK + word for word in label.split()])


def words_in(words: str) -> set[str]:
    """Return the different words of a passage that a text has, its signs left out."""
    return {word for word in _WORD.findall(words) if not word.startswith(SIGN_MARK)}


def packed(passages: Sequence[Worded], sample: bytes) -> list[bytes]:
    """Return passages in blocks of `TOGETHER`; `unpacked` wants the same sample."""
    return [_compressed(raw, sample) for raw in _joined(passages)]


def _joined(passages: Sequence[Worded]) -> Iterator[bytes]:
    for start in range(0, len(passages), TOGETHER):
        block = [
            _WITHIN.join((each.entry, each.label, each.text, each.signs))
            for each in passages[start : start + TOGETHER]
        ]
        yield _BETWEEN.join(block).encode("utf-8", "surrogatepass")


def unpacked(data: bytes, sample: bytes) -> list[Kept]:
    """Return the passages of a block. Raises DatabaseError for what is no block."""
    return list(map(_kept, _decompressed(data, sample).split(_BETWEEN_BYTES)))


def unpacked_one(data: bytes, place: int, sample: bytes) -> Kept:
    """Return one passage of a block, which takes half as long as all of them."""
    return _kept(_decompressed(data, sample).split(_BETWEEN_BYTES)[place])


def _decompressed(data: bytes, sample: bytes) -> bytes:
    try:
        return _decompressor(sample).copy().decompress(data)
    except zlib.error as error:
        raise sqlite3.DatabaseError(f"a block of the index is damaged: {error}") from error


def _kept(raw: bytes) -> Kept:
    return Kept._make(raw.decode("utf-8", "surrogatepass").split(_WITHIN))


def sample_of(files: Iterable[Sequence[Worded]]) -> bytes:
    """Return what compressing may begin with: some of the passages of some files."""
    blocks = [b"".join(_joined(passages)) for passages in files]
    share = LARGEST_SAMPLE // max(1, len(blocks))
    return b"".join(block[:share] for block in blocks)


def _compressed(raw: bytes, sample: bytes) -> bytes:
    compressor = _compressor(sample).copy()
    return compressor.compress(raw) + compressor.flush()


@lru_cache(maxsize=2)
def _compressor(sample: bytes) -> "zlib._Compress":
    # Taking the sample in is most of the work, and is done once.
    return zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS, zdict=sample)


@lru_cache(maxsize=2)
def _decompressor(sample: bytes) -> "zlib._Decompress":
    return zlib.decompressobj(wbits=-zlib.MAX_WBITS, zdict=sample)
