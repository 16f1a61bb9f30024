"""Rules between briefings: identity, succession, and figures of one measure."""

from collections.abc import Iterator, Sequence

from briefdeck.check.rule import library_rule
from briefdeck.check.rules.figures import shown
from briefdeck.loader import Loaded
from briefdeck.model.amounts import reach, unit_name
from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import date_words
from briefdeck.model.problem import Complaint


@library_rule("error")
def duplicate_briefing(loadeds: Sequence[Loaded]) -> Iterator[tuple[Loaded, Complaint]]:
    """Two briefings have one id.

    A briefing's id is its file's name. Where two files in one library share it, a
    name opens the one that is found first, and notes and reading places of both are
    mixed.
    """
    first: dict[str, Loaded] = {}
    for loaded in loadeds:
        earlier = first.setdefault(loaded.id, loaded)
        if earlier is not loaded:
            message = f"The briefing `{loaded.id}` is also in {earlier.name}."
            yield (
                loaded,
                Complaint(
                    (), message, "Rename one of the files: the file's name is the briefing's id."
                ),
            )


@library_rule("warning")
def unknown_predecessor(loadeds: Sequence[Loaded]) -> Iterator[tuple[Loaded, Complaint]]:
    """A briefing supersedes one that is not there.

    `supersedes` lets readers of the earlier briefing find this one, and shows what
    changed between the two; it takes the earlier file's name without `.toml`.
    """
    ids = {loaded.id for loaded in loadeds}
    for loaded in loadeds:
        assert loaded.briefing is not None
        earlier = loaded.briefing.front.supersedes
        if earlier is None or (earlier in ids and earlier != loaded.id):
            continue
        message = f"It supersedes `{earlier}`, which is not among these briefings."
        if earlier == loaded.id:
            message = f"It supersedes `{earlier}`, which is itself."
        yield (
            loaded,
            Complaint(
                ("briefing", "supersedes"),
                message,
                "Write the id (the file's name without `.toml`) of the earlier briefing.",
            ),
        )


@library_rule("warning")
def measure_in_two_units(loadeds: Sequence[Loaded]) -> Iterator[tuple[Loaded, Complaint]]:
    """One measure has different units in different briefings.

    `measure` lays figures of different briefings side by side. In two units they
    cannot be compared.
    """
    first: dict[str, tuple[Loaded, Series]] = {}
    for loaded, position, series in _measured(loadeds):
        known, other = first.setdefault(series.measure or "", (loaded, series))
        if known is not loaded and unit_name(series.unit) != unit_name(other.unit):
            message = (
                f"`{series.measure}` is in {series.unit} here and in {other.unit} "
                f"in `{known.id}`, so that the two cannot be compared."
            )
            yield (
                loaded,
                Complaint(
                    ("series", position, "unit"),
                    message,
                    "Use one unit, or another `measure` name.",
                ),
            )


@library_rule("note")
def figures_disagree(loadeds: Sequence[Loaded]) -> Iterator[tuple[Loaded, Complaint]]:
    """Two briefings give different figures of one measure for one period.

    Two briefings that give different figures for one measure and one period invite
    the question which is right. A `caveat` in either answers it.
    """
    seen: dict[object, tuple[Loaded, Series, Point]] = {}
    for loaded, position, series in _measured(loadeds):
        for number, point in enumerate(series.points):
            own_reach = reach(series, point)
            if own_reach is None or point.at is None:
                continue
            key = (
                series.measure,
                point.at.seconds(series.calendar),
                point.part,
                unit_name(series.unit),
            )
            known, other_series, other = seen.setdefault(key, (loaded, series, point))
            if known is loaded:
                continue
            other_reach = reach(other_series, other)
            if other_reach is None or not own_reach.contradicts(other_reach):
                continue
            if any(each.caveat for each in (point, other, series, other_series)):
                continue
            message = (
                f"{date_words(point.at, series.calendar)}: {shown(series, point)} here, "
                f"{shown(other_series, other)} in `{known.id}`."
            )
            yield (
                loaded,
                Complaint(
                    ("series", position, "points", number, "value"),
                    message,
                    "Say in a `caveat` why the two accounts differ, or correct one.",
                ),
            )


def _measured(loadeds: Sequence[Loaded]) -> Iterator[tuple[Loaded, int, Series]]:
    """Every series that names its measure."""
    for loaded in loadeds:
        assert loaded.briefing is not None
        for position, series in enumerate(loaded.briefing.series):
            if series.measure:
                yield loaded, position, series
