"""A point of a series in a message."""

from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import date_words
from briefdeck.model.edtf import Edtf


def shown(series: Series, point: Point) -> str:
    """A point's value for a message: `nearly 15,000 homicides`."""
    value = f"{point.value:,}" if point.value is not None else f"{point.low:,} to {point.high:,}"
    words = [point.qualifier or "", value, series.scale or "", series.unit]
    return " ".join(word for word in words if word)


def when(series: Series, at: Edtf) -> str:
    """A point's date for a message: `FY2008` in a fiscal series."""
    return date_words(at, series.calendar)
