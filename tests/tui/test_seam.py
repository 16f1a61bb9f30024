"""Private Textual: each name is still there, and none is touched outside `tui/seam/`."""

import ast
import inspect
import textwrap
from importlib import import_module
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.layout import Layout
from textual.screen import ModalScreen
from textual.widgets import Input

import briefdeck.tui
from briefdeck.tui.seam import PRIVATE, Private

TUI = Path(briefdeck.tui.__file__).parent
SEAM = sorted((TUI / "seam").glob("*.py"))
ELSEWHERE = sorted(set(TUI.rglob("*.py")) - set(SEAM))
BASES = (App, ModalScreen, Input, Layout, LinuxDriver)
"""What our classes stand on."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def names_of(owner: type) -> set[str]:
    """The private names of a class of Textual's and all that it stands on."""
    found: set[str] = set()
    for each in owner.__mro__:
        if not each.__module__.startswith("textual"):
            continue
        found |= set(vars(each))
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(each)))):
            match node:
                case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
                    found.add(name)
    return {name for name in found if is_private(name)}


def owner_of(private: Private) -> set[str]:
    """All names that a class or module of Textual's has."""
    module, _, kind = private.owner.partition(":")
    found = import_module(module)
    return names_of(getattr(found, kind)) if kind else set(vars(found))


@pytest.mark.parametrize("private", PRIVATE, ids=lambda private: private.name)
def test_textual_still_has_what_the_seam_uses(private: Private) -> None:
    assert private.name in owner_of(private), (
        f"Textual no longer has {private.name} in {private.owner}. What it was used for: "
        f"{private.reason}. Find another way in tui/seam/, or do without."
    )


def touched(path: Path) -> set[str]:
    """The private names that a module reads from anything, defines in a class, or imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(attr=name):
                found.add(name)
            case ast.Call(
                func=ast.Name(id="getattr" | "setattr"), args=[_, ast.Constant(str(name)), *_]
            ):
                found.add(name)
            case ast.ClassDef(body=body):
                found |= {each.name for each in body if isinstance(each, ast.FunctionDef)}
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("textual"):
                found |= {part for part in module.split(".") if is_private(part)}
                found |= {each.name for each in names}
    return {name for name in found if is_private(name)}


def test_the_seam_has_a_reason_for_every_private_name_it_uses() -> None:
    theirs = set.union(*(names_of(kind) for kind in BASES))
    theirs |= {"ParseError", "_parser", "_xterm_parser", "_timeout_time", "_sequence_to_key_events"}
    used = set.union(*(touched(path) for path in SEAM)) & theirs
    known = {private.name for private in PRIVATE}
    known |= {private.owner.partition(":")[0].removeprefix("textual.") for private in PRIVATE}
    assert used <= known, "without an entry in tui/seam/__init__.py"


def imports_textual(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual")
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: path.relative_to(TUI).as_posix())
def test_nothing_else_touches_or_hides_a_private_name_of_textual(path: Path) -> None:
    theirs = set.union(*(names_of(kind) for kind in BASES))
    # In a class that stands on one of Textual's the same name by chance would be an accident too.
    if imports_textual(path):
        assert touched(path) & theirs == set(), "goes through tui/seam/, or needs another name"
    foreign = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and is_private(node.attr)
        and not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls", "os"})
    }
    assert foreign & theirs == set(), "goes through tui/seam/"
