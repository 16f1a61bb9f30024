"""A process beside the main one that parses files: frames in on standard input, frames out on standard output.

It ends when its input ends, so it never outlives the program, however that dies. Nothing of `__main__` is run again.
"""

import os
import signal
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from briefdeck.library.parsing import Parsed, parse_file

Job = tuple[bytes, str, bytes | None]
"""A file's path, its briefing's id, and the digest under which it is known."""

_LENGTH = struct.Struct("<I")
_jobs = msgspec.msgpack.Decoder(tuple[Job, ...])
_results = msgspec.msgpack.Decoder(tuple[Parsed | None, ...])


class Worker:
    """A running worker process; `parse` sends a batch and waits for it."""

    def __init__(self) -> None:
        root = str(Path(__file__).parents[2])
        path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "briefdeck.library.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )

    def parse(self, batch: Sequence[Job]) -> tuple[Parsed | None, ...]:
        """The batch's files, parsed. Raises OSError or EOFError where the worker has died."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        _send(self._process.stdin, msgspec.msgpack.encode(batch))
        frame = _receive(self._process.stdout)
        if frame is None:
            raise EOFError("the worker has ended")
        return _results.decode(frame)

    def stop(self) -> None:
        """End the worker at once."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process.wait()


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while (frame := _receive(sys.stdin.buffer)) is not None:
        done = tuple(parse_file(*job) for job in _jobs.decode(frame))
        _send(sys.stdout.buffer, msgspec.msgpack.encode(done))


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


if __name__ == "__main__":
    main()
