"""Papers as tests read them: their nodes and runs one by one, with the entry in which each stands."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from briefdeck.export.paper.nodes import AnyNode, Paper, Run, Title, Work


def nodes_of(paper: Paper) -> Iterator[AnyNode]:
    """Yield the nodes that stand in no other."""
    yield from (*paper.opening, *paper.nodes, *paper.closing)


def inside(thing: Any) -> Iterator[Struct]:
    """Yield a node and everything in it."""
    if isinstance(thing, Struct):
        yield thing
        for field in thing.__struct_fields__:
            yield from inside(getattr(thing, field))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from inside(each)


def runs_by_entry(paper: Paper) -> Iterator[tuple[str, Run]]:
    """Yield every run with the id of the entry in which it stands; empty before the first."""
    entry = ""
    for node in nodes_of(paper):
        if node.anchor:
            entry = node.anchor
        elif isinstance(node, Title) and node.level < 3:
            entry = ""
        for each in inside(node):
            if isinstance(each, Run):
                yield entry, each


def works(paper: Paper) -> Iterator[Work]:
    """Yield the sources in the list of references."""
    return (node for node in nodes_of(paper) if isinstance(node, Work))
