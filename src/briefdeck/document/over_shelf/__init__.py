"""What many briefings say together: one timeline, one ledger of recommendations, what disagrees."""

from briefdeck.document.over_shelf.disagreements import Disagreements, disagreements
from briefdeck.document.over_shelf.ledger import MergedLedger, merged_ledger
from briefdeck.document.over_shelf.timeline import MergedTimeline, merged_timeline

__all__ = [
    "Disagreements",
    "MergedLedger",
    "MergedTimeline",
    "disagreements",
    "merged_ledger",
    "merged_timeline",
]
