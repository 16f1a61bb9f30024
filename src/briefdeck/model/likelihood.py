"""What words of likelihood mean: the scales that a briefing may declare."""

from typing import Final

LIKELIHOODS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    # Intelligence Community Directive 203, of 2015: two rows of words for each range.
    "icd203": {
        "1–5%": ("almost no chance", "remote"),
        "5–20%": ("very unlikely", "highly improbable"),
        "20–45%": ("unlikely", "improbable"),
        "45–55%": ("roughly even chance", "roughly even odds", "even chance"),
        "55–80%": ("likely", "probable"),
        "80–95%": ("very likely", "highly probable"),
        "95–99%": ("almost certain", "nearly certain"),
    },
    # The IPCC's guidance note on uncertainties, of 2010.
    "ipcc": {
        "0–1%": ("exceptionally unlikely",),
        "0–5%": ("extremely unlikely",),
        "0–10%": ("very unlikely",),
        "0–33%": ("unlikely",),
        "33–66%": ("about as likely as not",),
        "over 50%": ("more likely than not",),
        "66–100%": ("likely",),
        "90–100%": ("very likely",),
        "95–100%": ("extremely likely",),
        "99–100%": ("virtually certain",),
    },
}
"""For each scale its ranges, and the words for each."""


def likelihood_words(likelihood: str, scale: str | None) -> str:
    """Return a likelihood with its range: `likely (55–80%)`; alone where the scale has none."""
    word = likelihood.strip().casefold()
    for percent, words in LIKELIHOODS.get(scale or "", {}).items():
        if word in words:
            return f"{likelihood} ({percent})"
    return likelihood
