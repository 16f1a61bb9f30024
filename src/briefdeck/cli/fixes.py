"""What `briefdeck check --fix` mends: files written anew, or the difference that it would make."""

from collections import Counter
from pathlib import Path

from msgspec.structs import replace

from briefdeck.check import Checked
from briefdeck.check.fixing import Fixed, fixed, is_fixable
from briefdeck.editing.changes import difference
from briefdeck.library.lookup import Refused
from briefdeck.library.rewriting import rewrite
from briefdeck.loader import Loaded, load
from briefdeck.loader.reading import read_briefing
from briefdeck.model.problem import Complaint
from briefdeck.text.words import counted


class Mending:
    """Files that are mended one after another.

    loadeds: what they say then. done: the problems that were fixed, by rule, of `files` files.
    left_out: fixes that would have made a file worse. refused: what could not be written.
    differences: of each file that has changed, or would have. writes: else nothing is written, and
    the files stay what they were.
    """

    def __init__(self, *, unsafe: bool, writes: bool) -> None:
        self.unsafe, self.writes = unsafe, writes
        self.loadeds: list[Loaded] = []
        self.done: Counter[str] = Counter()
        self.files = 0
        self.left_out = 0
        self._mended: set[str] = set()
        self.refused: list[Refused] = []
        self.differences: list[str] = []

    def take(self, target: Path | Loaded) -> None:
        """Mend a file; one that has no file of its own can only be looked at."""
        if isinstance(target, Loaded):
            self._take(target, target.text.encode(), None)
            return
        file = read_briefing(target)
        loaded = load(target)
        if isinstance(file, Complaint):
            self.loadeds.append(loaded)
        else:
            self._take(loaded, file[0], target)

    def text(self, content: bytes, name: str) -> bytes:
        """Return what a text is once it is mended."""
        found = fixed(content, name, Path(name), unsafe=self.unsafe)
        self._count(found)
        self._show(name, content, found)
        self.loadeds.append(found.state.loaded)
        self._mended.add(found.state.loaded.name)
        return found.state.content

    def _take(self, loaded: Loaded, content: bytes, path: Path | None) -> None:
        name = path.stem if path is not None else loaded.id
        found = fixed(content, name, loaded.path, unsafe=self.unsafe)
        refused = None
        if found.done and self.writes:
            refused = _written(path, content, found.state.content, loaded)
        if refused is not None:
            self.refused.append(refused)
        is_mended = self.writes and refused is None
        self.loadeds.append(found.state.loaded if is_mended else loaded)
        if is_mended:
            self._mended.add(loaded.name)
        if is_mended or not self.writes:
            self._count(found)
            self._show(loaded.name, content, found)

    def untried(self, checked: Checked) -> Checked:
        """Return what checking a file gave without the fixes that were tried and left out."""
        if checked.name not in self._mended:
            return checked
        problems = [
            replace(each, fix=None) if is_fixable(each, unsafe=self.unsafe) else each
            for each in checked.problems
        ]
        return replace(checked, problems=tuple(problems))

    def _count(self, found: Fixed) -> None:
        problems = found.state.checked.problems
        self.done.update([problem.rule for problem in found.done])
        self.files += bool(found.done)
        self.left_out += sum(is_fixable(each, unsafe=self.unsafe) for each in problems)

    def _show(self, name: str, content: bytes, found: Fixed) -> None:
        if found.state.content != content:
            self.differences.append(difference(name, content, found.state.content))

    def said(self) -> list[str]:
        """Return a line on what was fixed, or would be, and one on what was not; none for none."""
        verb = "Fixed {}" if self.writes else "Would fix {}"
        lines: list[str] = []
        if self.done:
            rules = ", ".join([f"{rule} {count}" for rule, count in self.done.most_common()])
            what = counted(self.done.total(), "problem")
            where = f" in {self.files} files" if self.files > 1 else ""
            lines.append(f"{verb.format(what)}{where} ({rules}).")
        if self.left_out:
            what = counted(self.left_out, "fix")
            lines.append(f"{what} left out: an error would have come of it.")
        return lines


def _written(path: Path | None, old: bytes, new: bytes, loaded: Loaded) -> Refused | None:
    """Write a file anew; Refused where that may not be done, or it has changed meanwhile."""
    if path is not None:
        return rewrite(path, old, new)
    return Refused(
        f"`{loaded.name}` ships with the program, and is not fixed.",
        f"`briefdeck add {loaded.id}` copies it into your own library.",
    )
