"""What an entry says, as a short digest: equal where only white space differs.

Notes hold on to it.
"""

import hashlib
from typing import Final

import msgspec

from briefdeck.model.briefing import Briefing, Entry, FrontMatter
from briefdeck.model.codec import enc_hook

_EMPTY: Final[tuple[object, ...]] = (None, "", (), [], {})
_encoder = msgspec.json.Encoder(enc_hook=enc_hook)


def entry_fingerprint(entry: Entry) -> str:
    """Return the digest of an entry, 16 hexadecimal digits.

    Fields that say nothing do not count, so that a new one in the format changes no digest.
    """
    return _digest(_encoder.encode(_said(entry)))


def front_fingerprint(front: FrontMatter) -> str:
    """Return the digest of a briefing's front matter, as of an entry."""
    return _digest(_encoder.encode(_said(front)))


def briefing_fingerprint(briefing: Briefing) -> str:
    """Return the digest of a whole briefing, whatever the order of its entries but key points.

    Unlike that of an entry it counts empty fields, which makes it quick enough for the index.
    """
    entries = sorted(briefing.entries(), key=_id)
    ranks = list(map(_id, briefing.key_points))
    return _digest(_encoder.encode([briefing.front, ranks, entries]))


def _id(entry: Entry) -> str:
    return entry.id


def _said(value: msgspec.Struct) -> object:
    return _pruned(msgspec.to_builtins(value, enc_hook=enc_hook))


def _pruned(value: object) -> object:
    """Return the value without what is empty, at any depth."""
    match value:
        case dict():
            return {key: _pruned(part) for key, part in value.items() if part not in _EMPTY}
        case list() | tuple():
            return [_pruned(part) for part in value]
    return value


def _digest(content: bytes) -> str:
    # White space says nothing: a text that is wrapped otherwise is the same text.
    if b"\\" in content:
        content = content.replace(b"\\n", b"").replace(b"\\t", b"").replace(b"\\r", b"")
    return hashlib.blake2b(content.translate(None, b" "), digest_size=8).hexdigest()
