"""What a list of many entries does not say again and again."""

from briefdeck import document
from briefdeck.document.blocks import Badges, Document, Facts, Heading
from briefdeck.loader import load_text
from briefdeck.output import render

TEXT = """
format = 1
[briefing]
title = "T"
bluf = "B."
as_of = "2020"
condenses = "paper"
[[findings]]
id = "first"
title = "First"
text = "So [@press]."
kind = "fact"
voice = "paper"
[[findings]]
id = "second"
title = "Second"
text = "So too [@press]."
kind = "fact"
voice = "paper"
[[findings]]
id = "third"
title = "Third"
text = "And so."
kind = "judgment"
voice = { source = "paper", at = "p. 3" }
[[eras]]
id = "early"
title = "Early"
span = "2000/2009"
[[eras]]
id = "late"
title = "Late"
span = "2009/2019"
[[events]]
id = "by-date"
title = "By date"
date = 2003
[[events]]
id = "by-name"
title = "By name"
date = 2009
era = "early"
[[actors]]
id = "gao"
name = "Government Accountability Office"
abbreviation = "GAO"
type = "organization"
[[sources]]
id = "paper"
type = "report"
title = "Paper"
author = [{ family = "Doe" }]
issued = 2020
[[sources]]
id = "press"
type = "article-newspaper"
title = "Press"
issued = 2019
"""


def everything() -> Document:
    return document.summary(load_text(TEXT, "t"), level="all")


def test_a_sign_is_explained_once_and_says_whose_statement_it_is() -> None:
    made = everything()
    lines = render("text", made, width=80).splitlines()
    assert "  Doe 2020 states · fact · ◐ one source" in lines
    assert "  Doe 2020 states · fact · ◐" in lines
    assert "  judgment · ¶ the paper's own statement, p. 3" in lines
    spoken = render("plain", made, width=80)
    assert spoken.count("Doe 2020 states; fact; one source.") == 2
    assert len([block for block in made.blocks if isinstance(block, Badges)]) == 5


def test_an_era_is_named_where_the_date_does_not_tell_it() -> None:
    eras = {
        block.entry
        for block in everything().blocks
        if isinstance(block, Facts) and "Era" in {fact.name for fact in block.facts}
    }
    assert eras == {"by-name"}


def test_short_form_and_type_stand_in_the_heading() -> None:
    (heading,) = (
        block
        for block in everything().blocks
        if isinstance(block, Heading) and block.entry == "gao"
    )
    assert heading.text == "Government Accountability Office (GAO)"
    assert heading.note == "organization"
