"""The names of what is found in the copies of sources; only `briefdeck verify` reads those."""

from briefdeck.check.rule import verifying_rule

verifying_rule(
    "quotation-missing",
    "error",
    """The words of a quotation are not in the copy of its source.

    Neither they nor others much like them are there. Either the words are somebody
    else's, or the wrong source or the wrong copy is named. Line breaks, hyphens at
    their ends, ligatures, curly quotes and footnote marks make no difference; words
    that are left out are marked with `…`.

    The copy says:

    ```text
    The review found that aid rose in 2008, but did not reach the police.
    ```

    Wrong:

    ```toml
    [[quotations]]
    id = "quote-aid"
    text = "the police were never better paid"
    cites = ["review-2009"]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```

    Right:

    ```toml
    [[quotations]]
    id = "quote-aid"
    text = "aid rose in 2008, but did not reach the police"
    cites = ["review-2009"]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```
    """,
)

verifying_rule(
    "quotation-near",
    "error",
    """The copy has nearly these words, and not these.

    A dropped "not", another number, a word that was put in a better form: what
    stands between quotation marks is no longer what the source says. The message
    shows the difference: `[-words of the briefing-]{+words of the copy+}`.

    The copy says:

    ```text
    The review found that aid rose in 2008, but did not reach the police.
    ```

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008, but did reach the police" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008, but did not reach the police" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```
    """,
)

verifying_rule(
    "quotation-elsewhere",
    "warning",
    """The words of a quotation are in the copy, but not at the place that is cited.

    Who looks them up there will not find them. Cite the place at which they stand;
    the message names it where the copy has pages.

    The copy says:

    ```text
    # 1. Aid

    Aid rose in 2008, and the embassy called this a success in its yearly report.

    # 2. Police

    The police were paid later than all others, as their union said in public.
    ```

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", at = "section 2", quote = "Aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.md"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", at = "section 1", quote = "Aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.md"
    ```
    """,
)

verifying_rule(
    "copy-changed",
    "error",
    """The copy of a source is not the one that was stored.

    A copy is known by its hash; with one changed byte, nothing in it counts as
    verified. Put the stored file back; or, if the new one is meant, compare it with
    `briefdeck verify --copies`, and store it with `briefdeck keep`.

    The copy says:

    ```text
    The review found that aid rose in 2008, but did not reach the police.
    ```

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    sha256 = "dd5cc74f0dc4ebda56f7fcaf51415a68252ec888389cfe906b5a9e45cefb59f1"
    ```
    """,
)

verifying_rule(
    "copy-unreadable",
    "warning",
    """Nothing can be read of the copy of a source.

    The file is damaged, has only pictures of its pages, is locked with a password,
    or is of a kind that is not read; the message says which. What was stored can
    still be opened by hand.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.exe"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```
    """,
)

verifying_rule(
    "no-copy",
    "note",
    """A quotation cannot be looked up: no copy of its source is here.

    Nobody has compared its words with the source. `briefdeck keep NAME SOURCE FILE`
    stores a copy beside the briefing.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose in 2008."
    cites = [{ source = "review-2009", quote = "aid rose in 2008" }]

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```
    """,
)

verifying_rule(
    "number-contradicts",
    "error",
    """The cited place gives another number for the same thing.

    What the copy says there of the same thing, in the same unit, is not what the
    briefing says: a digit, a scale or a year was mistaken.

    The copy says:

    ```text
    In 2008 Congress gave 400 million dollars for the Mérida Initiative.
    ```

    Wrong:

    ```toml
    [[findings]]
    id = "first-year"
    text = "In 2008 Congress gave $450 million for the Mérida Initiative [@review-2009]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```

    Right:

    ```toml
    [[findings]]
    id = "first-year"
    text = "In 2008 Congress gave $400 million for the Mérida Initiative [@review-2009]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```
    """,
)

verifying_rule(
    "number-missing",
    "warning",
    """A cited number is not in the copy of its source.

    It may have been summed up or converted from numbers that are there: then say
    so in the text, or in an exception. Else it has another source.

    The copy says:

    ```text
    In 2008 Congress gave 400 million dollars for the Mérida Initiative.
    ```

    Wrong:

    ```toml
    [[findings]]
    id = "helicopters"
    text = "The army received 13 helicopters [@review-2009]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```

    Right:

    ```toml
    [[findings]]
    id = "first-year"
    text = "In 2008 Congress gave $400 million for the Mérida Initiative [@review-2009]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.txt"
    ```
    """,
)

verifying_rule(
    "number-elsewhere",
    "warning",
    """A cited number is in the copy, but not at the place that is cited.

    Who looks it up there will not find it. Cite the place at which it stands; the
    message names it where the copy has pages.

    The copy says:

    ```text
    # 1. Aid

    In 2008 Congress gave 400 million dollars for the Mérida Initiative.

    # 2. Police

    The police were paid later than all others, as their union said in public.
    ```

    Wrong:

    ```toml
    [[findings]]
    id = "first-year"
    text = "In 2008 Congress gave $400 million for the Mérida Initiative [@review-2009, section 2]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.md"
    ```

    Right:

    ```toml
    [[findings]]
    id = "first-year"
    text = "In 2008 Congress gave $400 million for the Mérida Initiative [@review-2009, section 1]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.md"
    ```
    """,
)

verifying_rule(
    "passage-changed",
    "warning",
    """A newer copy of a source says something else at a place that is cited.

    Sources are corrected, pages are edited. `briefdeck verify --copies FOLDER`
    compares newer copies with the stored ones; a statement that rests on a place
    that changed may still hold, and somebody has to look. The message shows the
    first changes: `[-words of the stored copy-]{+words of the newer one+}`.

    The stored copy says, and then the newer one:

    ```text
    # 1. Aid
    Aid rose in 2008.
    ```

    ```text
    # 1. Aid
    Aid fell in 2008.
    ```

    Wrong:

    ```toml
    [[findings]]
    id = "more-aid"
    text = "There was more aid [@review-2009, section 1]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009.md"
    ```

    Right:

    ```toml
    [[findings]]
    id = "less-aid"
    text = "The review was corrected: there was less aid [@review-2009, section 1]."

    [[sources]]
    id = "review-2009"
    type = "report"
    title = "A review"
    copy = "review-2009-corrected.md"
    ```
    """,
)
