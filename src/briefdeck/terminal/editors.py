"""The reader's editor, as the environment names it, and how it is told a line."""

import os
import shlex
from pathlib import Path

WITH_GOTO = frozenset({"code", "codium", "code-insiders", "cursor"})
WITH_COLON = frozenset({"subl", "hx", "helix", "zed"})
WITH_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mg"}
    | {"pico", "gedit", "kate"}
)
"""Editors by how they take a line."""


def editor_words() -> list[str]:
    """The reader's editor with its arguments; ValueError, with a sentence, for broken quotes."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(variable, ""))
        except ValueError:
            raise ValueError(
                f"${variable} cannot be understood: its quotes do not match."
            ) from None
        if words:
            return words
    return ["vi"]


def editor_command(path: Path, line: int) -> list[str]:
    """The reader's editor with the file, at a line where the editor is known to take one.

    The file by its absolute path, so that no name is taken for an option or a command. ValueError,
    with a sentence, where the reader's wish cannot be read.
    """
    words, file = editor_words(), str(path.absolute())
    name = os.path.basename(words[0])
    if name in WITH_GOTO:
        return [*words, "--wait", "--goto", f"{file}:{line}"]
    if name in WITH_COLON:
        return [*words, f"{file}:{line}"]
    if name in WITH_PLUS:
        return [*words, f"+{line}", file]
    return [*words, file]
