"""Nothing writes to the terminal but the writers behind the gate."""

import ast
from pathlib import Path

import briefdeck

SOURCE = Path(briefdeck.__file__).parent
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}

# What may name a stream, and what for.
WRITERS = {
    "text/gate.py": "standard error, behind the gate",
    "cli/streams.py": "standard output, behind the gate",
    "cli/__init__.py": "flushes both at the end",
    "cli/parser.py": "tells argparse's errors from its help",
    "tui/seam/driver.py": "hands Textual the stream that it draws on, and wakes its own thread",
    "terminal/signals.py": "wakes its own thread",
    "terminal/tty.py": "what Textual draws, which has passed the gate in reading/paint.py",
    "tui/startup.py": "flushes both at the end",
    "output/terminal.py": "Rich, behind the gate",
    "reading/paint.py": "Textual's strips, behind the gate",
}
# What only asks whether a stream is a terminal.
ASKERS = {
    "cli/open.py": {"sys.stdout"},
    "cli/over_shelf.py": {"sys.stderr"},
    "cli/pull.py": {"sys.stderr"},
    "cli/search.py": {"sys.stdout", "sys.stderr"},
}
# What only moves segments about that have passed the gate.
MOVERS = {"tui/backdrop.py"}


def writes(tree: ast.AST) -> set[str]:
    """The ways in which a module reaches a stream by itself."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="sys"), attr=attr) if attr in STREAMS:
                found.add(f"sys.{attr}")
            case ast.ImportFrom(module="sys", names=names):
                found |= {name.name for name in names} & STREAMS
            case ast.Attribute(value=ast.Name(id="os"), attr="write"):
                found.add("os.write")
            case ast.Call(func=ast.Name(id="print" | "Console" | "Segment" as name)):
                found.add(name)
            case ast.Call(func=ast.Attribute(attr="notify" | "set_terminal_title" as name)):
                found.add(name)
    return found


def test_only_the_writers_reach_a_stream() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        found = writes(ast.parse(path.read_text(encoding="utf-8")))
        if name not in WRITERS:
            asks = ASKERS.get(name, set())
            moves = {"Segment"} if name in MOVERS else set()
            # The librarian wakes its own threads by the name of the interface's messages.
            wakes = {"notify"} if name == "reading/shelf/librarian.py" else set()
            assert found <= asks | moves | wakes, name


def test_every_writer_is_there_and_writes() -> None:
    for name in WRITERS:
        path = SOURCE / name
        assert writes(ast.parse(path.read_text(encoding="utf-8"))) or name == "output/terminal.py"
