"""The examples of the rules' explanations as whole briefings."""

FRONT = """\
[briefing]
title = "An example"
bluf = "One line that says it."
as_of = "2020-04"
stance = "advocacy"
"""

SOURCES = """
[[sources]]
id = "crs-2017"
type = "report"
title = "Bilateral Security Cooperation"
issued = "2017-06-29"
publisher = "Congressional Research Service"
tags = ["further-reading"]

[[sources]]
id = "report-2020"
type = "report"
title = "Organized Crime and Violence"
issued = "2020-03"
publisher = "The University"
tags = ["further-reading"]
"""


def whole(example: str) -> str:
    """An example with what it leaves out: the format, the front matter, the two sources that examples cite."""
    front = "" if "[briefing]" in example else FRONT
    return f"format = 1\n\n{front}\n{example}\n{SOURCES}"
