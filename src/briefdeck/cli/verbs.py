"""The verbs, grouped by what a reader wants to do; a verb's module is imported when it is used."""

TYPE_CHECKING = False
"""Named as type checkers know it; `typing` itself would take a third of the time of `--help`."""

if TYPE_CHECKING:
    from types import ModuleType

GROUPS = {
    "read": {
        "open": "Open a briefing, or the library, in the reading interface (the default verb).",
        "read": "Read a briefing line by line at a prompt, without any drawing.",
        "show": "Print a briefing: what is read in 30 seconds or 3 minutes, a summary, or all.",
        "compare": "Lay two briefings side by side: where they disagree and agree, what both say.",
        "diff": "Say what changed between two versions of a briefing, entry by entry.",
    },
    "find": {
        "list": "List the briefings of the library, broken files included.",
        "search": "Search every briefing of the library.",
        "timeline": "Put what many briefings date on one timeline, and offer what may be one.",
        "ledger": "List what many briefings recommend: to whom, what came of it, by when, and why.",
        "disagreements": "Say which figures and dates briefings of the library give otherwise.",
        "where": "Print the folders in use.",
    },
    "write": {
        "import": "Take entries from files of other programs, such as lists of references.",
        "new": "Write a commented starting file, to be edited.",
        "edit": "Change a briefing's file: set, add, rename, sort; all else stays as it is.",
        "merge": "Merge two versions of a briefing by entry and field, as git has it done.",
        "check": "Check briefing files and say what is wrong or doubtful, where, and what to do.",
        "keep": "Store a copy of a source beside its briefing.",
        "verify": "Look for quotations and cited numbers in the stored copies of their sources.",
        "schema": "Print the JSON Schema, or the reference, of the briefing format.",
        "lsp": "Serve an editor: problems, completion, hover, definitions, renaming.",
    },
    "keep": {
        "add": "Copy a briefing into your own library.",
        "remove": "Take a briefing out of your own library.",
        "notes": "Print the notes and bookmarks that you made in a briefing.",
    },
    "share": {
        "export": "Write a briefing as a page, paper, document, slides, references or data.",
        "pack": "Write briefings and their attachments to one file that can be verified.",
        "unpack": "Verify a packed file and take its briefings out.",
        "publish": "Put a briefing on a shared shelf, merged with what others published meanwhile.",
        "pull": "Bring the mirrors of shared shelves up to date, to be read offline.",
        "git-setup": "Have git merge and compare the briefings of a folder by entry.",
    },
}
"""What people do, and the verbs for it, each with its sentence of help."""

_MODULES = {"import": "import_", "git-setup": "git_setup"}
"""Verbs that cannot name a module, and their modules."""

VERBS = {verb: sentence for group in GROUPS.values() for verb, sentence in group.items()}


def module_of(verb: str) -> "ModuleType":
    """Import a verb's module, which has `configure(parser)` and `run(arguments)`, an exit code."""
    from importlib import import_module

    return import_module(f"briefdeck.cli.{_MODULES.get(verb, verb)}")
