"""Completion scripts for shells: verbs, options, briefings by name or path, sections and rules."""

import argparse

from briefdeck.cli.parser import build
from briefdeck.cli.verbs import VERBS

NAMES = "briefdeck list 2>/dev/null | sed -n '/^[a-z0-9][a-z0-9-]*$/p'"
"""The ids of the library, one a line; nothing else may pass, for bash expands what it completes."""

PREAMBLE = {
    "bash": f"""\
_briefdeck_briefings() {{
  compgen -W "$({NAMES})" -- "$1"
  compgen -f -- "$1"
}}""",
    "zsh": f"""\
_briefdeck_briefings() {{
  local -a names
  names=(${{(f)"$({NAMES})"}})
  compadd -a names
  _files
}}""",
    "fish": f"""\
function _briefdeck_briefings
  {NAMES}
  __fish_complete_path (commandline -ct)
end""",
    "tcsh": "",
}

BRIEFINGS = {
    "bash": "_briefdeck_briefings",
    "zsh": "_briefdeck_briefings",
    "fish": "(_briefdeck_briefings)",
    "tcsh": "f",
}

NAMED = {"name", "names", "paths", "first", "second", "old", "new"}
"""What the verbs call the arguments that mean briefings."""


def completion_script(shell: str) -> str:
    """Return a completion script for a shell."""
    import shtab

    parser = build(*VERBS)
    for action in parser.arguments():
        _complete(action)
    # shtab's annotations know a preamble for one shell alone.
    script = shtab.complete(parser, shell, preamble=PREAMBLE)  # type: ignore[arg-type]
    assert isinstance(script, str)
    return script


def _complete(action: argparse.Action) -> None:
    """Say in shtab's way what an argument's words can be."""
    import shtab

    from briefdeck.check.rules import all_rules
    from briefdeck.document import SECTIONS

    is_positional = not action.option_strings
    match action.dest:
        case "section":
            action.choices = [section.name for section in SECTIONS]
        case "explain":
            action.choices = list(all_rules())
        case "into":
            vars(action)["complete"] = shtab.DIRECTORY
        case "file" | "output":
            vars(action)["complete"] = shtab.FILE
        case dest if dest in NAMED and is_positional:
            vars(action)["complete"] = BRIEFINGS
