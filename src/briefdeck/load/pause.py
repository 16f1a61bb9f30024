"""The one place where the garbage collector is held back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection inside, and as it was before afterwards.

    Parsing makes very many objects and no cycles: the collector would walk them again and again for nothing, which
    takes a third of the time of loading a large file.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
