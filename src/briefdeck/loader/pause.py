"""The one place where the garbage collector is held back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000
"""New objects, as a briefing of a megabyte makes them."""


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection inside, and as it was before afterwards.

    Parsing makes very many objects and no cycles: the collector would walk them again and again for nothing, which
    takes a third of the time of loading a large file. What a large file left is put out of its sight for good, or the
    first allocation afterwards would have it walk through all that.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if gc.get_count()[0] > MANY:
                gc.freeze()
            gc.enable()
