"""What likelihood words mean on the two published scales."""

from typing import Final

ICD203: Final[dict[str, tuple[str, ...]]] = {
    "1–5%": ("almost no chance", "remote"),
    "5–20%": ("very unlikely", "highly improbable"),
    "20–45%": ("unlikely", "improbable"),
    "45–55%": ("roughly even chance", "roughly even odds", "even chance"),
    "55–80%": ("likely", "probable"),
    "80–95%": ("very likely", "highly probable"),
    "95–99%": ("almost certain", "nearly certain"),
}
IPCC: Final[dict[str, tuple[str, ...]]] = {
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
}
_SCALES: Final[dict[str, dict[str, tuple[str, ...]]]] = {"icd203": ICD203, "ipcc": IPCC}


def likelihood_words(likelihood: str, scale: str | None) -> str:
    """A likelihood with what it means on the declared scale: `likely (55–80%)`; alone where the scale has no such word."""
    for percent, words in _SCALES.get(scale or "", {}).items():
        if likelihood.strip().casefold() in words:
            return f"{likelihood} ({percent})"
    return likelihood
