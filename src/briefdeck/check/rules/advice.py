"""Rules on recommendations: what they rest on, whom they address, whether there may be any."""

from collections.abc import Iterator

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import STATUSES
from briefdeck.model.problem import Complaint, Edit, Remedy, Severity
from briefdeck.model.remedies import suggestion
from briefdeck.text.words import nearest, one_of, quoted


@rule("warning")
def groundless_recommendation(case: Case) -> Iterator[Complaint]:
    """A recommendation rests on nothing.

    A recommendation follows from something: GAO asks that each rest on at least one
    finding. `rests_on`, `see`, a link or a citation shows from what; an option may
    instead give arguments for and against. In a briefing that condenses a work, one
    in that work's `voice` is only noted.

    Wrong:

    ```toml
    [[recommendations]]
    id = "rec-training"
    text = "Train the police."
    to = "Congress"
    ```

    Right:

    ```toml
    [[findings]]
    id = "police-untrained"
    text = "Most of the police have had no training [@crs-2017, p. 12]."

    [[recommendations]]
    id = "rec-training"
    text = "Train the police."
    to = "Congress"
    rests_on = ["police-untrained"]
    ```
    """
    for position, advice in enumerate(case.briefing.recommendations):
        led = any(
            link.relation in {"rests-on", "cites", "mentions", "see"}
            for link in case.links.forward.get(advice.id, ())
        )
        argued = advice.type == "option" and bool(advice.arguments_for or advice.arguments_against)
        if (
            led
            or argued
            or advice.id in case.broken
            or any(link.source == advice.id for link in case.links.dangling)
        ):
            continue
        severity: Severity | None = "note" if case.reports(advice) else None
        message = f"The {advice.type} `{advice.id}` rests on nothing."
        yield Complaint(
            ("recommendations", position),
            message,
            'Name the findings that it follows from: `rests_on = ["…"]`.',
            mark="entry",
            severity=severity,
        )


@rule("note")
def unaddressed_recommendation(case: Case) -> Iterator[Complaint]:
    """A recommendation addresses nobody.

    What nobody is asked to do, nobody does. GAO names the addressee of each
    recommendation and follows up with it.

    Wrong:

    ```toml
    [[recommendations]]
    id = "rec-training"
    text = "Train the police [@crs-2017, p. 12]."
    ```

    Right:

    ```toml
    [[recommendations]]
    id = "rec-training"
    text = "Train the police [@crs-2017, p. 12]."
    to = "Congress"
    ```
    """
    for position, advice in enumerate(case.briefing.recommendations):
        if advice.type == "recommendation" and not advice.to:
            message = f"The recommendation `{advice.id}` does not say who should act."
            yield Complaint(
                ("recommendations", position),
                message,
                'Name the addressee: `to = "…"`, an actor\'s id or plain words.',
                mark="entry",
            )


@rule("note", fixing="fix")
def unknown_status(case: Case) -> Iterator[Complaint]:
    """A recommendation's status is not one of the words that are counted.

    What became of recommendations can be counted over many briefings only if few
    words say it: those of the U.S. GAO's own record. More on it goes into
    `status_note`.

    Wrong:

    ```toml
    [[recommendations]]
    id = "rec-training"
    text = "Train the police [@crs-2017, p. 12]."
    to = "Congress"
    status = "mostly done, but not in the south"
    ```

    Right:

    ```toml
    [[recommendations]]
    id = "rec-training"
    text = "Train the police [@crs-2017, p. 12]."
    to = "Congress"
    status = "partly-implemented"
    status_note = "Mostly done, but not in the south."
    ```
    """
    listed_statuses = one_of(STATUSES, last="and")
    for position, advice in enumerate(case.briefing.recommendations):
        if not advice.status or advice.status in STATUSES:
            continue
        listing = f"There are {listed_statuses}; put the rest into `status_note`."
        near = nearest(advice.status, STATUSES)
        hint = suggestion(near, advice.status, Edit("say", near))
        yield Complaint(
            ("recommendations", position, "status"),
            f"{quoted(advice.status)} is not a status that is counted.",
            hint.among(behind=listing) if isinstance(hint, Remedy) else listing,
        )


@rule("warning")
def neutral_recommendation(case: Case) -> Iterator[Complaint]:
    """A neutral briefing recommends.

    A neutral briefing lays out options, with arguments for and against, and leaves
    the choice to its reader, as the Congressional Research Service does.
    Recommendations of others may be reported, with their `voice`, and so may actions
    that somebody has taken on, with their `owner`.

    Wrong:

    ```toml
    [briefing]
    title = "Police training"
    bluf = "Training worked where officers stayed."
    as_of = "2020-04"
    stance = "neutral"

    [[recommendations]]
    id = "rec-training"
    text = "Train the police [@crs-2017, p. 12]."
    to = "Congress"
    ```

    Right:

    ```toml
    [briefing]
    title = "Police training"
    bluf = "Training worked where officers stayed."
    as_of = "2020-04"
    stance = "neutral"

    [[recommendations]]
    id = "option-training"
    type = "option"
    text = "Train the police [@crs-2017, p. 12]."
    for = ["It worked before."]
    against = ["Trained officers left for the cartels."]
    ```
    """
    if case.front.stance != "neutral":
        return
    for position, advice in enumerate(case.briefing.recommendations):
        if advice.type == "recommendation" and not (advice.voice or advice.owner):
            message = (
                f"`{advice.id}` is the briefing's own recommendation, "
                "although its stance is neutral."
            )
            remedy = (
                "Say whose it is (`voice`) or who has taken it on (`owner`), lay it out as an "
                'option (`type = "option"`), or declare `stance = "advocacy"`.'
            )
            yield Complaint(("recommendations", position), message, remedy, mark="entry")
