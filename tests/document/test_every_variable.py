"""References and exports of every type with every variable: alone, and all at once."""

from typing import Any, get_args

import pytest
import tomli

from briefdeck.document.bibliography import bibtex
from briefdeck.document.chicago import full_reference
from briefdeck.document.csl_items import csl
from briefdeck.loader.example import EXAMPLES
from briefdeck.model.briefing import Source
from briefdeck.model.codec import converted
from briefdeck.model.csl import SourceType

OURS = {"id", "type", "title", "origin", "via", "text", "note", "reliability", "status"}
VALUES: dict[str, Any] = {
    key: tomli.loads(f"value = {example}")["value"]
    for key, example in EXAMPLES[Source].items()
    if key not in OURS
}
SIGNED = {"author": [{"family": "Doe", "given": "Ann"}], "issued": "2011-05-04"}
WRONG = ("..", ",.", ". .", ",,", " ,", " .", "  ", "?.", "““", "None", "()", ",:", "( ")


def reference(fields: dict[str, Any]) -> str:
    source = converted(fields, Source)
    assert csl(source)["id"] == "x"
    assert bibtex(source).endswith("}\n")
    inlines = full_reference(source)
    return "".join(str(getattr(inline, "text", "")) for inline in inlines)


@pytest.mark.parametrize("kind", get_args(SourceType))
def test_no_variable_makes_a_reference_stumble(kind: str) -> None:
    for opening in ({}, SIGNED):
        bare = {"id": "x", "type": kind, "title": "Ebb", **opening}
        made = [bare, {**bare, **VALUES}, *({**bare, key: VALUES[key]} for key in VALUES)]
        for fields in made:
            words = reference(fields)
            assert words.endswith((".", "”"))
            assert not [wrong for wrong in WRONG if wrong in words], words
