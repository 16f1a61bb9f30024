"""Completion scripts for shells: verbs, options, briefings and their entries, sections, rules."""

import argparse

from briefdeck.cli.parser import build
from briefdeck.cli.verbs import VERBS

NAMES = "briefdeck list 2>/dev/null | sed -n '/^[a-z0-9][a-z0-9-]*$/p'"
"""The ids of the library, one a line; nothing else may pass, for bash expands what it completes."""

_ENTRIES = (
    "--all --format json 2>/dev/null"
    r""" | sed -n 's/^ *"\(entry\|id\)": "\([a-z0-9-]*\)",*$/\2/p' | sort -u"""
)
"""What makes of `briefdeck show NAME` the ids of its entries, one a line."""

PREAMBLE = {
    # shtab lets bash quote what a function offers whose name says `_file`.
    "bash": f"""\
_briefdeck_names_and_files() {{
  compgen -W "$({NAMES})" -- "$1"
  compgen -f -- "$1" | LC_ALL=C grep -v '[[:cntrl:]]'
}}
_briefdeck_entries() {{
  local position word found
  for (( position = 2; position < COMP_CWORD; position++ )); do
    word=${{COMP_WORDS[position]}}
    [[ $word == -* ]] && continue
    found=$(briefdeck show "${{word/#\\~/$HOME}}" {_ENTRIES})
    [[ -n $found ]] && break
  done
  compgen -W "$found" -- "$1"
}}
_briefdeck() {{
  _shtab_briefdeck "$@"
  local position
  [[ ${{COMP_WORDS[COMP_CWORD]}} == -* ]] && return
  for (( position = 1; position < COMP_CWORD; position++ )); do
    [[ ${{COMP_WORDS[position]}} == --* ]] || return
    [[ ${{COMP_WORDS[position]}} == --color ]] && (( position++ ))
  done
  (( position > COMP_CWORD )) && return
  compopt -o filenames 2>/dev/null
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
    _briefdeck_names_and_files "${{COMP_WORDS[COMP_CWORD]}}")
}}""",
    "zsh": f"""\
_briefdeck_names_and_files() {{
  local -a names
  names=(${{(f)"$({NAMES})"}})
  compadd -a names
  _files
}}
_briefdeck_entries() {{
  local word
  local -a found
  for word in ${{words[2,CURRENT-1]}}; do
    [[ $word == -* ]] && continue
    found=(${{(f)"$(briefdeck show ${{(Q)word}} {_ENTRIES})"}})
    (( $#found )) && break
  done
  compadd -a found
}}
functions[_briefdeck_verbs]=$functions[_shtab_briefdeck_commands]
_shtab_briefdeck_commands() {{
  _briefdeck_verbs
  _briefdeck_names_and_files
}}""",
    "fish": f"""\
function _briefdeck_names_and_files
  {NAMES}
  __fish_complete_path (commandline -ct)
end
function _briefdeck_entries
  for word in (commandline -opc)[3..-1]
    string match -q -- '-*' $word; and continue
    set -l found (briefdeck show $word {_ENTRIES})
    if test (count $found) -gt 0
      printf '%s\\n' $found
      break
    end
  end
end""",
    "tcsh": "",
}

_FIRST_WORD_IN_FISH = (
    "complete -c briefdeck -n '_shtab_briefdeck_using; and test $_shtab_briefdeck_npos -eq 0'"
    " -a '(_briefdeck_names_and_files)'\n"
)
AFTER = {"bash": "complete -o bashdefault -F _briefdeck briefdeck\n", "fish": _FIRST_WORD_IN_FISH}
"""What follows shtab's script: a bare name opens a briefing, so it is offered beside the verbs."""

BRIEFINGS = {
    "bash": "_briefdeck_names_and_files",
    "zsh": "_briefdeck_names_and_files",
    "fish": "(_briefdeck_names_and_files)",
    "tcsh": "f",
}

ENTRIES = {
    "bash": "_briefdeck_entries",
    "zsh": "_briefdeck_entries",
    "fish": "(_briefdeck_entries)",
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
    return script + "\n" + AFTER.get(shell, "")


def _complete(action: argparse.Action) -> None:
    """Say in shtab's way what an argument's words can be."""
    import shtab

    from briefdeck.check.rules import all_rules
    from briefdeck.document import SECTIONS
    from briefdeck.intake.by_hand import KINDS

    is_positional = not action.option_strings
    match action.dest:
        case "kind":
            action.choices = list(KINDS)
        case "section":
            action.choices = [section.name for section in SECTIONS]
        case "explain":
            action.choices = list(all_rules())
        case "entry" | "at" | "field" | "old_id" | "source":
            vars(action)["complete"] = ENTRIES
        case "into":
            vars(action)["complete"] = shtab.DIRECTORY
        case "file" | "output":
            vars(action)["complete"] = shtab.FILE
        case dest if dest in NAMED and is_positional:
            vars(action)["complete"] = BRIEFINGS
