"""Two made-up briefings on one subject that agree in some things and differ in others."""

from briefdeck.document.comparison import Comparison, compare
from briefdeck.loader import Loaded, load_text

HEAD = 'format = 1\n[briefing]\ntitle = "{title}"\nbluf = "In short."\nas_of = "2020"\n'
FIRST = (
    HEAD.format(title="The paper")
    + """
[[eras]]
id = "era"
title = "Bush–Calderón"
span = "2006/2008"

[[key_points]]
id = "unstable"
title = "Cooperation was unstable"
text = "Security cooperation was unstable because institutions were weak [@crs, p. 1]."
cites = ["crs"]

[[key_points]]
id = "alone"
title = "Act alone"
text = "The border should be secured unilaterally."

[[recommendations]]
id = "vetting"
title = "Resume vetting"
text = "Vet police officers."
priority = 2

[[recommendations]]
id = "barriers"
title = "Build barriers"
text = "In places with much traffic."
priority = 1

[[series]]
id = "homicides"
title = "Homicides"
unit = "homicides"
measure = "homicides-mexico"
points = [
  { at = "2008", value = 15000, qualifier = "nearly" },
  { at = "2011", value = 22409, cites = ["crs"] },
  { at = "2012", text = "no figure given" },
  { at = "2019", value = 35500, qualifier = "more than" },
]

[[series]]
id = "aid"
title = "Aid"
unit = "USD"
scale = "million"
calendar = "us-fiscal"
measure = "merida"
points = [{ at = "2008", value = 400 }, { at = "2010", value = 639 }]

[[series]]
id = "odd"
title = "Odd"
unit = "people"
measure = "odd"
points = [{ category = "Police", value = 5 }]

[[sources]]
id = "crs"
type = "report"
title = "The Mérida Initiative and Beyond"
issued = "2017-06-29"
author = [{ family = "Seelke", given = "Clare" }]
URL = "https://www.example.org/r41349/"

[[sources]]
id = "gao"
type = "report"
title = "Drug Control"
issued = "1998"
DOI = "10.1000/ABC"

[[sources]]
id = "same-id"
type = "book"
title = "One book"
issued = "2001"
"""
)
SECOND = (
    HEAD.format(title="The officials")
    + """
[[events]]
id = "letter"
title = "Letter of agreement"
date = "2008-12-03"

[[key_points]]
id = "gao-found"
title = "GAO found gaps"
text = "Nobody measured results."

[[key_points]]
id = "weak"
title = "Weak institutions made cooperation unstable"
text = "Security cooperation was unstable where institutions were weak."
cites = ["seelke"]

[[recommendations]]
id = "vetting"
title = "Measure results"
text = "Quite another thing under the same id."

[[series]]
id = "inegi"
title = "Deaths by homicide"
unit = "homicides"
measure = "homicides-mexico"
points = [
  { at = "2008", value = 14006 },
  { at = "2011", value = 27213 },
  { at = "2012", value = 25967 },
  { at = "2019", value = 36661 },
  { at = "2020", value = 36773 },
]

[[series]]
id = "aid"
title = "Appropriations"
unit = "USD"
measure = "merida"
points = [{ at = "2008", value = 400000000 }, { at = "2010", value = 640000000 }]

[[series]]
id = "odd"
title = "Odd"
unit = "%"
measure = "odd"
points = [{ category = "police", value = 5 }]

[[sources]]
id = "seelke"
type = "report"
title = "Mérida and beyond, another edition's title"
issued = "2018"
URL = "http://example.org/r41349"

[[sources]]
id = "gao-1998"
type = "report"
title = "Something else"
issued = "1999"
DOI = "https://doi.org/10.1000/abc"

[[sources]]
id = "same-id"
type = "book"
title = "Utterly different"
issued = "1950"
"""
)

COUNTS = """
[[series]]
id = "police"
title = "Homicides in police files"
unit = "homicides"
measure = "homicides-mexico"
points = [{ at = "2011", value = 22409 }, { at = "2019", value = 34582, caveat = "As of May." }]

"""


def loaded(text: str, name: str) -> Loaded:
    """A briefing without errors."""
    found = load_text(text, name)
    assert found.briefing is not None
    assert not [problem for problem in found.problems if problem.severity == "error"]
    return found


def compared() -> Comparison:
    """Both side by side."""
    return compare(loaded(FIRST, "paper"), loaded(SECOND, "officials"))
