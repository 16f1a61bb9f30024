"""What an entry says, as a short digest: equal where only white space differs. Notes and read marks hold on to it."""

import hashlib

import msgspec

from briefdeck.model.briefing import Briefing, Entry, FrontMatter
from briefdeck.model.codec import enc_hook

_encoder = msgspec.json.Encoder(enc_hook=enc_hook)


def entry_fingerprint(entry: Entry) -> str:
    """The digest of an entry: 16 hexadecimal digits."""
    return hashlib.blake2b(_content(entry), digest_size=8).hexdigest()


def front_fingerprint(front: FrontMatter) -> str:
    """The digest of a briefing's front matter."""
    return hashlib.blake2b(_content(front), digest_size=8).hexdigest()


def briefing_fingerprint(briefing: Briefing) -> str:
    """The digest of a whole briefing, whatever the order of its entries."""
    entries = sorted(briefing.entries(), key=_id)
    return hashlib.blake2b(_content([briefing.front, entries]), digest_size=8).hexdigest()


def _id(entry: Entry) -> str:
    return entry.id


def _content(value: object) -> bytes:
    content = _encoder.encode(value)
    if b"\\" in content:
        content = content.replace(b"\\n", b"").replace(b"\\t", b"").replace(b"\\r", b"")
    return content.translate(None, b" ")
