"""Nothing in the program is kept alive by its tests alone: every name is used by the program, or is here with its reason."""

import subprocess
import sys
from pathlib import Path

from briefdeck.lsp import protocol, wire
from briefdeck.model.briefing import Source
from briefdeck.output import comparison_json, over_shelf_json
from briefdeck.reading.actions import ACTIONS

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
FOUND_BY_NAME = ("on_*",)
"""Textual's handlers of messages."""

TEXTUAL = {
    "ALLOW_SELECT", "AUTO_FOCUS", "BINDINGS", "CSS", "DEFAULT_CSS", "DEFAULT_MODE", "action_perform", "ENABLE_COMMAND_PALETTE", "TITLE",
    "_disable_notifications", "_disable_tooltips", "_run_input_thread", "action_stop", "attrs_before", "cursor_blink",
    "cursor_position",
    "get_default_screen", "get_selection", "greedy", "highlight_cursor_line", "post_display_hook", "render_line",
    "render_lines",
}  # fmt: skip
"""What Textual reads or calls."""

WORD = {
    "bottom_margin", "different_first_page_header_footer", "is_linked_to_previous", "left_margin", "page_height", "page_width",
    "right_margin", "top_margin",
}  # fmt: skip
"""What python-docx reads."""

IN_TEXTS = {"BaseOxmlElement", "_Module", "Generator", "ModuleType", "Output", "TextIO"}
"""Types that stand only in annotations that are texts, where vulture does not look."""

RULES = "@rule,@library_rule,@exception_rule"
"""What registers a rule, which is then found by its name."""

OUTSIDE = {
    "__dir__",          # `dir(briefdeck)` calls it
    "__getattr__",      # Python calls it for names that a module does not have yet
    "removed",          # the tests of the index count what it took out
    "create_system",    # zipfile writes it
    "PRIVATE",          # the tests look for each of its names in Textual
    "examples",         # the tests run both examples of every rule
    "_print_message",   # argparse calls it
    "formatter_class",  # argparse reads it
    "key_table",        # the table of keys in the docs is made from it
    "on_broken_pipe",   # Rich calls it
    "handle_starttag",  # html.parser calls these three
    "handle_endtag",
    "handle_data",
    "writelines",       # whoever writes to a stream may call it
}  # fmt: skip
"""What is read by something that is not part of the program."""


def test_every_name_is_used() -> None:
    actions = {action.id.replace("-", "_") for action in ACTIONS}
    # What a source says is exported, searched and compared by the fields of its type.
    variables = [*Source.__struct_fields__]
    # A comparison, and what is said to an editor, is written as JSON with all fields of these.
    for module in (comparison_json, over_shelf_json, protocol, wire):
        for kind in vars(module).values():
            variables += getattr(kind, "__struct_fields__", ())
    known = {*FOUND_BY_NAME, *actions, *variables, *TEXTUAL, *WORD, *IN_TEXTS, *OUTSIDE}
    names = ",".join(sorted(known))
    command = (
        TOOLS / "vulture",
        ROOT / "src",
        "--min-confidence=60",
        f"--ignore-names={names}",
        f"--ignore-decorators={RULES}",
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr
