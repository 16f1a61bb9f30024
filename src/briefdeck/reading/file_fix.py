"""Problems of a briefing's file mended in it, and what has changed by that."""

from pathlib import Path
from typing import NamedTuple

from briefdeck.check.fixing import fixed
from briefdeck.library.folders import Folders
from briefdeck.library.rewriting import rewrite
from briefdeck.loader import Loaded
from briefdeck.loader.reading import read_briefing
from briefdeck.model.problem import Complaint, Problem
from briefdeck.text.visible import visible
from briefdeck.text.words import counted


class Mended(NamedTuple):
    """What came of mending a file, as a sentence, and the file; None where nothing was written."""

    said: str
    loaded: Loaded | None = None


def mend(path: Path, problem: Problem | None, places: Folders) -> Mended:
    """Fix a problem of a file, which may be a guess, or all that are plain where None is given.

    Nothing is written where the file says something else by now, or would be worse.
    """
    if problem is not None and problem.fix is None:
        return Mended("Only its author can mend that.")
    file = read_briefing(path)
    if isinstance(file, Complaint):
        return Mended(f"Nothing was written. {file.message}")
    content, _ = file
    found = fixed(content, path.stem, path, only=problem, unsafe=problem is not None)
    if not found.done:
        return Mended("Nothing was written: an error would come of it, or the file has changed.")
    refused = rewrite(path, content, found.state.content, places)
    if refused is not None:
        return Mended(f"Nothing was written. {refused.message} {refused.remedy}".rstrip())
    said = f"Fixed {counted(len(found.done), 'problem')}."
    if problem is not None:
        said = _change(content, found.state.content)
    return Mended(said, found.state.loaded)


def _change(before: bytes, after: bytes) -> str:
    """What has changed between two states of a file: the first line that has."""
    old, new = (content.decode("utf-8").splitlines() for content in (before, after))
    line = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
                min(len(old), len(new)))  # fmt: skip
    if len(new) < len(old):
        return f"Line {line + 1} is out: {visible(old[line].strip())}"
    return f"Line {line + 1} is now: {visible(new[line].strip())}"
