"""Rules about stored copies of sources: what their fields say. No copy is opened."""

from collections.abc import Iterator

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Source
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.text.file_names import name_problem
from briefdeck.text.words import quoted

_KEEP = "`briefdeck keep` stores a copy and writes its fields."


def _copied(case: Case) -> Iterator[tuple[KeyPath, Source, str]]:
    """The sources that name a copy, with the paths of the fields that do, and what these say."""
    for position, source in enumerate(case.briefing.sources):
        if source.copy:
            yield ("sources", position, "copy"), source, source.copy


@rule("error")
def bad_copy_path(case: Case) -> Iterator[Complaint]:
    """A copy's path leads out of the briefing's folder, or is not a path everywhere.

    `copy` is a path from the briefing's file, with forward slashes: `copies/gao-2019.pdf`.
    No copy is looked for anywhere else on the disk, and a pack carries it along.

    Wrong:

    ```toml
    [[sources]]
    id = "gao-2019"
    type = "report"
    title = "Border Security"
    issued = 2019
    publisher = "GAO"
    tags = ["further-reading"]
    copy = "../downloads/gao-2019.pdf"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ```

    Right:

    ```toml
    [[sources]]
    id = "gao-2019"
    type = "report"
    title = "Border Security"
    issued = 2019
    publisher = "GAO"
    tags = ["further-reading"]
    copy = "copies/gao-2019.pdf"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ```
    """
    for path, _, name in _copied(case):
        problem = name_problem(name)
        if problem:
            remedy = "Write a path beside the file, as `copies/gao-2019.pdf`."
            yield Complaint(path, f"The copy {quoted(name)} {problem}.", f"{remedy} {_KEEP}")


@rule("warning")
def missing_copy(case: Case) -> Iterator[Complaint]:
    """The copy that a source names is not there.

    Its quotations cannot be verified. Put the file back; or leave `copy` out and keep
    `sha256`, which says which copy was read although it is not passed on. A copy that a
    link leads out of the briefing's folder counts as missing.

    Wrong:

    ```toml
    [[sources]]
    id = "gao-2019"
    type = "report"
    title = "Border Security"
    issued = 2019
    publisher = "GAO"
    tags = ["further-reading"]
    copy = "copies/goa-2019.pdf"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ```

    Right:

    ```toml
    [[sources]]
    id = "gao-2019"
    type = "report"
    title = "Border Security"
    issued = 2019
    publisher = "GAO"
    tags = ["further-reading"]
    copy = "copies/gao-2019.pdf"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ```
    """
    for path, source, name in _copied(case):
        # A path that is wrong in itself is another rule's.
        if case.folder is None or name_problem(name):
            continue
        # Most briefings have no copy, and are spared the import.
        from briefdeck.evidence.copies import file_problem

        problem = file_problem(case.folder, name)
        if problem:
            remedy = f"Put it back, or store another one: `briefdeck keep NAME {source.id} FILE`."
            yield Complaint(path, f"The copy of {quoted(source.id)} is missing: {problem}.", remedy)


@rule("warning")
def copy_without_hash(case: Case) -> Iterator[Complaint]:
    """A copy has no SHA-256, so that nobody can tell whether it has changed.

    A copy is known by its hash: with `sha256`, one changed byte is seen, and a
    quotation that was verified is known to have been verified in just this file.

    Wrong:

    ```toml
    [[sources]]
    id = "gao-2019"
    type = "report"
    title = "Border Security"
    issued = 2019
    publisher = "GAO"
    tags = ["further-reading"]
    copy = "copies/gao-2019.pdf"
    ```

    Right:

    ```toml
    [[sources]]
    id = "gao-2019"
    type = "report"
    title = "Border Security"
    issued = 2019
    publisher = "GAO"
    tags = ["further-reading"]
    copy = "copies/gao-2019.pdf"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ```
    """
    for path, source, name in _copied(case):
        if not source.sha256:
            remedy = f"`briefdeck keep NAME {source.id} {name}` writes it."
            yield Complaint(path, f"The copy of {quoted(source.id)} has no `sha256`.", remedy)
