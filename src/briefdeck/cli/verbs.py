"""The verbs: name, sentence, and the module that is imported only when the verb is used."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    import argparse
    from typing import Protocol

    class VerbModule(Protocol):
        """What a verb's module has."""

        def configure(self, parser: argparse.ArgumentParser) -> None:
            """Add the verb's arguments."""

        def run(self, arguments: argparse.Namespace) -> int:
            """Do it, and return the exit code."""


class Verb(NamedTuple):
    """One verb of the command line."""

    name: str
    sentence: str

    def module(self) -> "VerbModule":
        """Import and return the verb's module."""
        return cast("VerbModule", import_module(f"briefdeck.cli.{self.name}"))


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb(
            "open", "Open a briefing, or the library, in the reading interface (the default verb)."
        ),
        Verb(
            "show",
            "Print a briefing: bottom line, key points, eras, figures, recommendations, sources.",
        ),
        Verb("list", "List the briefings of the library, broken files included."),
        Verb("search", "Search every briefing of the library."),
        Verb(
            "check",
            "Check briefing files and say what is wrong or doubtful, where, and what to do.",
        ),
        Verb(
            "compare",
            "Lay two briefings side by side: timelines, figures, points, sources in common.",
        ),
        Verb("diff", "Say what changed between two versions of a briefing, entry by entry."),
        Verb("new", "Write a commented starting file that passes check."),
        Verb("add", "Copy a briefing into your own library."),
        Verb("remove", "Take a briefing out of your own library."),
        Verb("notes", "Print the notes, bookmarks and read marks that you made in a briefing."),
        Verb("pack", "Write briefings and their attachments to one file that can be verified."),
        Verb("unpack", "Verify a packed file and take its briefings out."),
        Verb("schema", "Print the JSON Schema, or the reference, of the briefing format."),
        Verb("where", "Print the folders in use."),
    )
}
