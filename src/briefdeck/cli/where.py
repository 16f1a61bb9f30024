"""`briefdeck where`: the folders in use."""

import argparse

from briefdeck.cli.streams import write_err, write_out


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "name", nargs="?", help="print the file that this briefing's name means, and nothing else"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the folders, or one briefing's file."""
    if arguments.name:
        from briefdeck.cli.briefings import nothing_named
        from briefdeck.library.lookup import NotFound, resolve
        from briefdeck.text.visible import visible

        found = resolve(arguments.name)
        if isinstance(found, NotFound):
            raise nothing_named(found)
        write_out(visible(str(found.path)))
        return 0
    from briefdeck.library.folders import folders
    from briefdeck.tui.settings import read_settings

    places = folders()
    problems = dict.fromkeys((*places.problems, *read_settings(places.config_file).problems))
    rows = [
        ("library", str(places.own), "your own briefings"),
        *(
            ("configured", str(folder), "briefings, from the configuration")
            for folder in places.configured
        ),
        (
            "shipped",
            str(places.shipped or "inside the package"),
            "the briefings that come with the program",
        ),
        ("configuration", str(places.config_file), "`[library] folders = […]`, keys, theme"),
        ("cache", str(places.cache), "the search index; safe to delete"),
        ("state", str(places.state), "notes, marks, reading places"),
    ]
    if arguments.json:
        import json

        write_out(
            json.dumps(
                [{"kind": kind, "path": path, "holds": holds} for kind, path, holds in rows],
                indent=2,
            )
        )
    else:
        from briefdeck.text.visible import visible

        write_out(
            "\n".join(f"{kind:<14}{visible(path)}\n{'':<14}{holds}" for kind, path, holds in rows)
        )
    write_err(f"briefdeck: {problem}" for problem in problems)
    return 0
