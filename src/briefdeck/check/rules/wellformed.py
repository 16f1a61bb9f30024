"""The names of what loading finds; no exception accepts it, as it is missing from the briefing."""

from briefdeck.check.rule import loading_rule

loading_rule(
    "file-missing",
    "error",
    """There is no such file.

    A briefing is named by its path, or by its name where it is in your library, in
    a configured folder, or ships with the program. `briefdeck list` shows the
    names, `briefdeck where` the folders.
    """,
)

loading_rule(
    "file-kind",
    "error",
    """What was named is not a file.

    A briefing is one file of TOML; a folder, a device or a pipe is not.
    `briefdeck check FOLDER` checks every briefing in a folder.
    """,
)

loading_rule(
    "file-unreadable",
    "error",
    """The file cannot be read.

    The system does not let the program read the file; its message says why. Check
    the file's owner and permissions.
    """,
)

loading_rule(
    "file-too-large",
    "error",
    """The file is too large for a briefing.

    A briefing is text for people; a file of many megabytes is something else, or
    has data in it that belong in a source.
    """,
)

loading_rule(
    "file-empty",
    "error",
    """The file says nothing.

    An empty file may be one that is being written, or lost. `briefdeck new NAME`
    writes a file to start from.
    """,
)

loading_rule(
    "encoding",
    "error",
    """The file is not UTF-8.

    Briefings are UTF-8, so that every name can be written as it is written. Editors
    offer it when saving.
    """,
)

loading_rule(
    "line-ends",
    "warning",
    """Lines end as on old systems.

    Bare carriage returns end lines in no editor of today; lines would be counted
    otherwise than you see them. Line feeds, and both together, are fine.
    """,
    fixing="fix",
)

loading_rule(
    "unseen-character",
    "warning",
    """A text has a character that cannot be seen.

    Control characters may speak to a terminal, signs that turn the direction of text
    make it read otherwise than it is, and what is invisible keeps searches from
    finding a word. They come along with pasted text; readers see a sign in their
    place. Joiners are left alone inside emoji and in scripts that need them, and so
    are marks of direction and isolates in a text with letters from right to left; an
    override never is. A soft hyphen is only noted.
    """,
    fixing="fix",
)

loading_rule(
    "file-name",
    "warning",
    """The file's name is not an id.

    The file's name without `.toml` is the briefing's id: what other briefings,
    notes and reading places refer to. It is in kebab-case, as `border-security`;
    with another name the briefing can still be opened by its path.
    """,
)

loading_rule(
    "syntax",
    "error",
    """A part of the file is not TOML.

    The part of the file with the fault is left out and the rest is read, so that
    one slip does not hide the other problems. The most frequent ones: a text
    without quotes, a quote that is not closed, curly quotes, a date without quotes.

    Wrong:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = The contact group is established
    date = "1996"
    ```

    Right:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "leftover-conflict",
    "error",
    """Two versions of the file were merged, and nobody has decided yet between them.

    What both versions had changed differently stands as comments above the line
    concerned, which has what the version merged into said. Write what holds, then
    take the comments out. `git checkout --merge FILE` in a merge by git begins again.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    #! conflict in `aid-rose`, `text`: both sides changed it; ours stands.
    #! base:
    #!   text = "Aid rose."
    #! theirs:
    #!   text = "Aid fell."
    text = "Aid rose again."
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose again."
    cites = ["crs-2017"]
    ```
    """,
)

loading_rule(
    "duplicate-key",
    "error",
    """A key or a table is set twice.

    TOML allows a key once in a table; which of the two is meant, only the author
    knows.

    Wrong:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group"
    title = "The contact group is established"
    date = "1996"
    ```

    Right:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "nesting",
    "error",
    """The file is nested too deeply.

    Nothing in a briefing lies more than a few levels deep; a file that does is a
    mistake, or meant to break programs.
    """,
)

loading_rule(
    "format-version",
    "error",
    """The file is of another version of the format.

    `format = 1` says which version of the format the file is written in, so that a
    later program reads it as it was meant.
    """,
    fixing="fix",
)

loading_rule(
    "missing-table",
    "error",
    """The file has no `[briefing]` table.

    `[briefing]` holds what the first screen shows: title, bottom line and date.
    """,
)

loading_rule(
    "missing-key",
    "error",
    """Something required is missing.

    Something that readers or the program cannot do without is not there. Every
    entry has an `id`; `briefdeck schema` says what else each table requires.

    Wrong:

    ```toml
    [[events]]
    id = "hlcg-established"
    date = "1996"
    ```

    Right:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "unknown-table",
    "error",
    """The format has no such table.

    A table that the format does not have would be lost without a word, so it is an
    error; usually a letter is missing.

    Wrong:

    ```toml
    [[event]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    ```

    Right:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "unknown-key",
    "error",
    """The table has no such key.

    A key that its table does not have would be lost without a word, so it is an
    error; the nearest one is named.

    Wrong:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    when = "1996"
    date = "1996"
    ```

    Right:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "unknown-value",
    "error",
    """A word is not one of those that its key takes.

    Some keys take one of a few words, which the message lists.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."
    kind = "truth"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."
    kind = "fact"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "wrong-type",
    "error",
    """A value is of the wrong type.

    A text, a number or a list stands where another of them is wanted; the message
    says what was found.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."
    tags = "aid"
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."
    tags = ["aid"]
    ```
    """,
    fixing="fix",
)

loading_rule(
    "empty-value",
    "error",
    """A text that must say something is empty.

    A title, a bottom line or an id that says nothing is as good as missing.

    Wrong:

    ```toml
    [[eras]]
    id = "era-one"
    title = ""
    span = "2000/2008"
    ```

    Right:

    ```toml
    [[eras]]
    id = "era-one"
    title = "Bush and Fox"
    span = "2000/2008"
    ```
    """,
)

loading_rule(
    "out-of-range",
    "error",
    """A number is outside what its key takes.

    The number is smaller or larger than its key takes: a `priority` of 1 comes
    first.

    Wrong:

    ```toml
    [[recommendations]]
    id = "rec-training"
    text = "Train the police."
    priority = 0
    ```

    Right:

    ```toml
    [[recommendations]]
    id = "rec-training"
    text = "Train the police."
    priority = 1
    ```
    """,
)

loading_rule(
    "bad-date",
    "error",
    """A date is not written as EDTF.

    Dates are EDTF (ISO 8601-2), so that a date says no more than is known:
    `1996-01-14`, `2001-09`, `1996`, `1998~` for about, `2006?` for uncertain,
    `199X` for a decade, `2000/2005` and `2017/..` for spans, `2025-10-21T21:45Z` for
    a time of day.

    Wrong:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "March 1996"
    ```

    Right:

    ```toml
    [[events]]
    id = "hlcg-established"
    title = "The contact group is established"
    date = "1996-03"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "bad-duration",
    "error",
    """A duration is not written as ISO 8601.

    Durations are ISO 8601: `PT8H` for 8 hours, `P3D` for 3 days, `P1Y6M` for a year
    and a half; the `T` stands before hours, minutes and seconds.

    Wrong:

    ```toml
    [[events]]
    id = "outage"
    title = "The outage"
    date = "2025-10-20"
    duration = "15 hours"
    ```

    Right:

    ```toml
    [[events]]
    id = "outage"
    title = "The outage"
    date = "2025-10-20"
    duration = "PT15H"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "bad-digest",
    "error",
    """A SHA-256 is not 64 hexadecimal digits.

    A copy is known by its SHA-256: 64 digits, 0 to 9 and small a to f, without
    anything before them. `briefdeck keep` writes it.

    Wrong:

    ```toml
    [[sources]]
    id = "ferry-report"
    type = "report"
    title = "The ferry report"
    sha256 = "SHA256:9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"
    ```

    Right:

    ```toml
    [[sources]]
    id = "ferry-report"
    type = "report"
    title = "The ferry report"
    sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ```
    """,
    fixing="fix",
)

loading_rule(
    "bad-id",
    "error",
    """An id is not in kebab-case.

    Ids are what links, notes and exports hold on to; small letters, digits and
    single hyphens survive everywhere.

    Wrong:

    ```toml
    [[findings]]
    id = "Aid rose!"
    text = "Aid rose."
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."
    ```
    """,
    fixing="fix",
)

loading_rule(
    "duplicate-id",
    "error",
    """Two entries have one id.

    An id means one entry. With two of one id, links to it are a guess; the first
    counts, the second is left out.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."

    [[findings]]
    id = "aid-rose"
    text = "Aid rose again."
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."

    [[findings]]
    id = "aid-rose-again"
    text = "Aid rose again."
    ```
    """,
)

loading_rule(
    "unknown-id",
    "error",
    """A reference leads nowhere.

    A citation or a link that leads nowhere supports nothing. The nearest id is
    named; often one letter differs.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2018, p. 9]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2017, p. 9]."
    ```
    """,
    fixing="fix",
)

loading_rule(
    "wrong-kind-of-id",
    "error",
    """A reference leads to an entry of the wrong kind.

    Each kind of reference leads to one kind of entry: `cites` to sources, `era` to
    eras, `speaker` and `voice` to actors or sources. Links between entries of any
    kind are `see` and `[[id]]`.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."

    [[findings]]
    id = "aid-peaked"
    text = "Aid peaked."
    cites = ["aid-rose"]
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose."

    [[findings]]
    id = "aid-peaked"
    text = "Aid peaked."
    see = ["aid-rose"]
    ```
    """,
    fixing="guess",
)

loading_rule(
    "circular",
    "error",
    """References lead in a circle.

    A source cannot have its information from itself, nor a recommendation rest on
    itself, not by way of others either.

    Wrong:

    ```toml
    [[sources]]
    id = "paper-a"
    type = "article-newspaper"
    title = "Camp found"
    origin = "paper-b"

    [[sources]]
    id = "paper-b"
    type = "article-newspaper"
    title = "Hill camp discovered"
    origin = "paper-a"
    ```

    Right:

    ```toml
    [[sources]]
    id = "paper-a"
    type = "article-newspaper"
    title = "Camp found"

    [[sources]]
    id = "paper-b"
    type = "article-newspaper"
    title = "Hill camp discovered"
    origin = "paper-a"
    ```
    """,
)

loading_rule(
    "too-few",
    "error",
    """A figure without points, or a table without columns.

    A figure without points, or a table without columns, has nothing to show.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = []
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```
    """,
)

loading_rule(
    "bad-point",
    "error",
    """A point of a figure is not sound.

    A point has a time (`at`) or a `category`, and a `value`, a range (`low`,
    `high`) or at least words (`text`); the low end is below the high one.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = [{ at = "2012", value = 115 }, { value = 54 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```
    """,
    fixing="fix",
)

loading_rule(
    "bad-number",
    "error",
    """A number is not finite, or beyond all scales.

    Infinity and not-a-number are not figures, and a value beyond all scales is a
    slip: `scale = "million"` keeps values small.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = [{ at = "2012", value = 115 }, { at = "2013", value = nan }]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = [{ at = "2012", value = 115 }, { at = "2013", text = "no figure given" }]
    ```
    """,
)

loading_rule(
    "mixed-points",
    "error",
    """A figure mixes points over time with points by category.

    A figure runs over time or by category; no axis holds both.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = [{ at = "2012", value = 115 }, { category = "under Fox", value = 35 }]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions"
    unit = "people"
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```
    """,
)

loading_rule(
    "table-row",
    "error",
    """A row of a table has more or fewer cells than the table has columns.

    A cell too few or too many puts every number under the wrong heading.

    Wrong:

    ```toml
    [[tables]]
    id = "presidents"
    title = "Presidents"
    columns = ["Name", "Years"]
    rows = [["Fox", "2000-2006"], ["Calderón"]]
    ```

    Right:

    ```toml
    [[tables]]
    id = "presidents"
    title = "Presidents"
    columns = ["Name", "Years"]
    rows = [["Fox", "2000-2006"], ["Calderón", "2006-2012"]]
    ```
    """,
)
