"""Many briefings loaded at once, by several processes where that pays."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from os import fsdecode, fsencode
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from briefdeck.loader import Loaded, load
from briefdeck.model.briefing import Briefing
from briefdeck.model.codec import dec_hook, enc_hook
from briefdeck.model.links import link
from briefdeck.workers import RefusedError, guarded_each

PARALLEL_FROM: Final = 150
"""With fewer files, starting other processes takes longer than they save."""
MOST_PROCESSES: Final = 8
BATCH: Final = 16
"""Files that a process gets at once."""
_SEPARATOR: Final = b"\0"

_Progress = Callable[[int, int], None]
_answers = msgspec.msgpack.Decoder(list[msgspec.Raw])
_briefings = msgspec.msgpack.Decoder(Briefing | None, dec_hook=dec_hook)


def loaded_together(paths: Sequence[Path], progress: _Progress | None = None) -> list[Loaded]:
    """Return the briefings of these files, without their texts, which might fill the memory.

    Files of which nothing could be read are left out. progress is called with how many files are
    done, and how many there are.
    """
    found: list[Loaded | None] = [None] * len(paths)
    done = 0
    for places, batch in _batches(paths):
        for place, loaded in zip(places, batch, strict=True):
            found[place] = loaded
        done += len(places)
        if progress is not None:
            progress(done, len(paths))
    return [loaded for loaded in found if loaded is not None]


def _batches(paths: Sequence[Path]) -> Iterator[tuple[range, list[Loaded | None]]]:
    """Yield places of files with what they hold, in any order."""
    total = len(paths)
    every = [range(start, min(start + BATCH, total)) for start in range(0, total, BATCH)]
    if total < PARALLEL_FROM:
        yield from ((places, [_loaded(paths[place]) for place in places]) for places in every)
        return
    jobs = [(_load_all, partial(_named, [paths[place] for place in each])) for each in every]
    for number, answer in guarded_each(jobs, processes=MOST_PROCESSES):
        places = every[number]
        files = [paths[place] for place in places]
        if isinstance(answer, RefusedError):
            # One of them was too much for it; this process has other limits.
            yield places, [_loaded(path) for path in files]
        else:
            briefings = map(_briefings.decode, _answers.decode(answer))
            yield places, [_linked(*each) for each in zip(files, briefings, strict=True)]


def _named(paths: Sequence[Path]) -> bytes:
    return _SEPARATOR.join(map(fsencode, paths))


def _load_all(names: bytes) -> bytes:
    """Return what files hold as msgpack, in a worker; nothing for one that gives no briefing."""
    loadeds = [load(Path(fsdecode(name))) for name in names.split(_SEPARATOR)]
    return msgspec.msgpack.encode([each.briefing for each in loadeds], enc_hook=enc_hook)


def _linked(path: Path, briefing: Briefing | None) -> Loaded | None:
    if briefing is None:
        return None
    return Loaded(id=_id(path), path=path, text="", briefing=briefing, links=link(briefing))


def _id(path: Path) -> str:
    from briefdeck.text.visible import visible

    return visible(path.stem)


def _loaded(path: Path) -> Loaded | None:
    loaded = load(path)
    if loaded.briefing is None:
        return None
    return replace(loaded, text="", sound_text="")
