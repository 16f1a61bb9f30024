"""Work for a guarded process; it takes functions of modules that it can import by their names."""

import ctypes
import os
import time
from pathlib import Path

from briefdeck.intake.paper import word
from briefdeck.workers import RefusedError


def doubled(content: bytes) -> bytes:
    return content * 2


def refusing(content: bytes) -> bytes:
    raise RefusedError("it is locked")


def failing(content: bytes) -> bytes:
    return content[len(content) :][0].to_bytes()


def crashing(content: bytes) -> bytes:
    ctypes.string_at(0)
    return content


def sleeping(content: bytes) -> bytes:
    time.sleep(60)
    return content


def swallowing(content: bytes) -> bytes:
    return b"x" * (4 << 30)


def nesting(content: bytes) -> bytes:
    return nesting(content + b"x")


def writing(content: bytes) -> bytes:
    Path(os.fsdecode(content)).write_text("words", encoding="utf-8")
    return b""


def speaking(content: bytes) -> bytes:
    os.write(1, content)
    os.write(2, content)
    return b"said"


def counting(content: bytes) -> bytes:
    return str(len(word.read(content).blocks)).encode()


def remembering(content: bytes) -> bytes:
    """How many files this process has had before; it breaks over a file named `broken` that is not its first."""
    _had.append(content)
    if content == b"broken" and len(_had) > 1:
        os._exit(1)
    return b"%d" % (len(_had) - 1)


_had: list[bytes] = []


def numbered(content: bytes) -> bytes:
    """The process that works on it."""
    return str(os.getpid()).encode()
