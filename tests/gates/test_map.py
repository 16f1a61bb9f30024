"""The map of the code names what is there, and modules never import each other in a circle."""

import ast
import os
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / ".github" / "MAP.md"
PACKAGE = ROOT / "src" / "briefdeck"
FLOORS = (
    "cli",
    "line",
    "lsp",
    "tui",
    "output",
    "terminal",
    "draw",
    "document",
    "library",
    "check",
    "intake",
    "editing",
    "loader",
    "model",
    "text",
)
NAMED = re.findall(r"`(src/briefdeck/[^`:]*)(?:: (\w+))?`", MAP.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_what_it_names_is_there(path: str, name: str) -> None:
    assert (ROOT / path).exists()
    if name:
        assert re.search(
            rf"^(class |def )?{name}\b", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE
        )


def module_line(path: Path) -> str:
    """A module's name, and the first sentence of its docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    sentence = " ".join(docstring.partition("\n\n")[0].split())
    return f"- `{path.relative_to(PACKAGE).as_posix()}` {sentence}"


def module_table() -> str:
    """Every module, by floor."""
    lines = ["### The package itself\n", *map(module_line, sorted(PACKAGE.glob("*.py")))]
    for floor in FLOORS:
        lines.append(f"\n### {floor}\n")
        lines.extend(map(module_line, sorted((PACKAGE / floor).rglob("*.py"))))
    return "\n".join(lines).strip("\n")


def test_list_of_modules_is_the_codes() -> None:
    text = MAP.read_text(encoding="utf-8")
    head, marker, rest = text.partition("<!-- modules -->\n")
    listed, end, tail = rest.partition("<!-- /modules -->")
    assert marker
    assert end
    made = module_table()
    if os.environ.get("BRIEFDECK_GOLDEN") == "write":
        MAP.write_text(f"{head}{marker}{made}\n{end}{tail}", encoding="utf-8")
        listed = made
    assert listed.strip("\n") == made


def imports_of(path: Path, modules: set[str]) -> set[str]:
    """Every module of ours that a module imports: at its top, in functions, and for types alone."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            submodules = {f"{node.module}.{alias.name}" for alias in node.names} & modules
            found |= submodules or ({node.module} & modules)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & modules
    return found


def test_no_two_modules_import_each_other() -> None:
    """Not even by a chain of others, inside functions, or for types alone."""
    paths = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in PACKAGE.rglob("*.py")
    }
    graph = {name: imports_of(path, set(paths)) - {name} for name, path in paths.items()}
    assert sum(map(len, graph.values())) > len(graph)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
