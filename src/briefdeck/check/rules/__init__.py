"""All rules, in the order in which `briefdeck check --list-rules` shows them."""

from typing import Final

from briefdeck.check.rule import Rule
from briefdeck.check.rules.acronyms import undefined_acronym
from briefdeck.check.rules.advice import (
    groundless_recommendation,
    neutral_recommendation,
    unaddressed_recommendation,
)
from briefdeck.check.rules.dates import anachronistic_citation, future_date, stale_as_of
from briefdeck.check.rules.eras import (
    era_without_text,
    event_outside_era,
    event_without_era,
    gapped_eras,
    overlapping_eras,
)
from briefdeck.check.rules.evidence import (
    quotation_without_place,
    single_origin,
    uncited_figure,
    uncited_statement,
    unused_source,
)
from briefdeck.check.rules.figures import (
    contradicting_figures,
    duplicate_point,
    empty_cell,
    impossible_percentage,
    mixed_periods,
    single_point,
    unordered_points,
    value_outside_range,
)
from briefdeck.check.rules.form import malformed_language, repeated_text, self_link
from briefdeck.check.rules.length import long_bluf, long_key_point, long_quotation
from briefdeck.check.rules.library import (
    duplicate_briefing,
    figures_disagree,
    measure_in_two_units,
    unknown_predecessor,
)
from briefdeck.check.rules.likelihood import (
    confidence_beside_likelihood,
    confidence_with_likelihood,
    confidence_without_basis,
    likelihood_without_scale,
    mixed_likelihood,
    unknown_likelihood,
)
from briefdeck.check.rules.markup import failed_citation, foreign_markup
from briefdeck.check.rules.numbers import number_contradicts_series
from briefdeck.check.rules.sources import (
    duplicate_source,
    incomplete_source,
    malformed_address,
    missing_access_date,
    withdrawn_source,
)
from briefdeck.check.rules.unused import unused_actor, unused_program, unused_term

RULES: Final[tuple[Rule, ...]] = (
    uncited_statement, uncited_figure, quotation_without_place, anachronistic_citation, single_origin,
    unused_source, withdrawn_source, duplicate_source, incomplete_source, missing_access_date, malformed_address,
    number_contradicts_series, contradicting_figures, duplicate_point, mixed_periods, unordered_points, single_point,
    value_outside_range, impossible_percentage, empty_cell,
    event_outside_era, event_without_era, overlapping_eras, gapped_eras, era_without_text, future_date, stale_as_of,
    long_bluf, long_key_point, long_quotation, undefined_acronym,
    unknown_likelihood, likelihood_without_scale, mixed_likelihood,
    confidence_with_likelihood, confidence_beside_likelihood, confidence_without_basis,
    groundless_recommendation, unaddressed_recommendation, neutral_recommendation,
    unused_term, unused_actor, unused_program,
    failed_citation, foreign_markup, self_link, repeated_text, malformed_language,
)  # fmt: skip
"""Each looks at one briefing."""

LIBRARY_RULES: Final[tuple[Rule, ...]] = (
    duplicate_briefing,
    unknown_predecessor,
    measure_in_two_units,
    figures_disagree,
)
"""Each looks at several briefings together."""
