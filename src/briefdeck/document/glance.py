"""The figures of a comparison in a few sentences: what differs and what agrees, before the charts and tables."""

from collections.abc import Sequence

from briefdeck.document.compare import Comparison, Measure, Verdict

MOST_LABELS = 6


def counts_words(comparison: Comparison) -> str:
    """How many of the periods and categories of which both give figures differ; empty where there are none."""
    verdicts = [row.verdict for measure in comparison.measures for row in measure.rows if row.pairs]
    if not verdicts:
        return ""
    differ, mixed = verdicts.count("differ"), verdicts.count("in part")
    said = "1 figure stands in both" if len(verdicts) == 1 else f"{len(verdicts)} figures stand in both"
    parts = [f"{differ or 'none'} {'differs' if differ == 1 else 'differ'} beyond hedges and rounding"]
    if mixed:
        parts.append(
            f"{mixed} {'agrees' if mixed == 1 else 'agree'} with one count and {'differs' if mixed == 1 else 'differ'} from another"
        )
    return f"{said}: {', '.join(parts)}."


def measure_verdict(measure: Measure) -> Verdict:
    """A measure's verdict as a whole: the gravest of its rows'."""
    verdicts = {row.verdict for row in measure.rows if row.pairs}
    return next((each for each in GRAVEST if each in verdicts), "no figure")


GRAVEST: tuple[Verdict, ...] = ("differ", "in part", "agree")
SAID: dict[Verdict, str] = {"differ": "differ", "in part": "agree in part", "agree": "agree"}


def measure_words(measure: Measure) -> str:
    """Where the two differ and agree on a measure: "differ: FY2018, FY2019; agree: FY2011"."""
    if not measure.is_comparable:
        return "not compared: the units differ"
    said = []
    for verdict in GRAVEST:
        labels = [row.label for row in measure.rows if row.verdict == verdict and row.pairs]
        if labels:
            said.append(f"{SAID[verdict]}: {_listed(labels)}")
    return "; ".join(said) or "no figures of the same period or category"


def _listed(labels: Sequence[str]) -> str:
    if len(labels) > MOST_LABELS:
        return f"{len(labels)}, from {labels[0]} to {labels[-1]}"
    return ", ".join(labels)
