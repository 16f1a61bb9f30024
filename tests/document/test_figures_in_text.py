"""Numbers in the text that link to a series: in print, its title says where they come from."""

import re

import pytest

from briefdeck import document
from briefdeck.output import render
from support.compared import HEAD, loaded

LINKED = (
    HEAD.format(title="A")
    + """
[[key_points]]
id = "grew"
title = "Hosts grew"
text = "They grew to [[hosts|1,024 hosts]]."

[[series]]
id = "hosts"
title = "Hosts on the Internet"
unit = "hosts"
points = [{ at = "1984", value = 1024 }]
"""
)


@pytest.mark.parametrize("name", ["text", "plain", "markdown"])
def test_the_linked_series_is_named_under_the_text(name: str) -> None:
    said = render(name, document.summary(loaded(LINKED, "a"), ["key-points"]), width=80)
    assert re.search(r"Figures\W+Hosts on the Internet", said)
