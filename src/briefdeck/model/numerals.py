"""Numbers as people write them: grouped, with a true minus sign, very large ones by powers of ten.

What a program shows of numbers is made here, so that no drawing, sentence or table ever says
"1e+21".
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from math import isfinite
from typing import Final

from briefdeck.model.amounts import exact

LARGEST_IN_DIGITS: Final = 10**21
SMALLEST_IN_DIGITS: Final = Decimal("1e-12")
"""Beyond them digits can no longer be counted at a glance, and a power of ten is said."""
TENFOLD: Final = 10
"""From so many times the first value on, a change is said in times and not in percent."""
_SCALES: Final = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"), (1, ""))
_LARGEST_SCALED: Final = 10**15
_THREE: Final = Context(prec=3, rounding=ROUND_HALF_UP)


def number_words(value: float | Decimal) -> str:
    """Return a number as people write it: `1,234.5`, `−3`, `1.2 × 10^24`."""
    if type(value) is int and -LARGEST_IN_DIGITS < value < LARGEST_IN_DIGITS:
        return signed(f"{value:,}")
    number = exact(value)
    if needs_power(number):
        return power_words(number)
    text = grouped(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: float | Decimal) -> str:
    """Return all digits of a number that has not too many, with separators and a minus sign."""
    return signed(f"{exact(value):,f}")


def signed(digits: str) -> str:
    """Return a number's digits with a minus sign in place of the hyphen."""
    return digits.replace("-", "−")


def needs_power(value: float | Decimal) -> bool:
    """Whether a number is too large, or too near to zero, for its digits to be read."""
    size = abs(exact(value))
    return size >= LARGEST_IN_DIGITS or 0 < size < SMALLEST_IN_DIGITS


def power_words(value: float | Decimal) -> str:
    """Return a number other than zero by a power of ten, in three digits: `1.2 × 10^24`."""
    number = three_digits(exact(value))
    power = number.adjusted()
    digits = f"{number.scaleb(-power).normalize():f}"
    by_power = f"{signed(digits)} × 10^{signed(str(power))}"
    return by_power.replace("1 × ", "") if digits in {"1", "-1"} else by_power


def three_digits(value: Decimal) -> Decimal:
    """Return a number rounded, half away from zero, to three significant digits."""
    return _THREE.plus(value)


def decimals(value: float | Decimal) -> int:
    """Return how many digits a number has behind its point; 0 for one without end."""
    if not isfinite(value):
        return 0
    exponent = exact(value).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def times_words(times: Decimal, *, is_least: bool = False) -> str:
    """Return how many times, in two significant digits: `12`, `95 million`.

    is_least: rounded down, because it may be more.
    """
    rounding = ROUND_DOWN if is_least else ROUND_HALF_UP
    rounded = Context(prec=2, rounding=rounding).plus(times)
    if rounded >= _LARGEST_SCALED:
        return power_words(rounded)
    size, name = next(scale for scale in _SCALES if rounded >= scale[0])
    return number_words(rounded / size) + name


def percent_digits(percent: Decimal) -> str:
    """Return the size of a change in percent without decimals: `33` for 33.4 and for −33.4.

    It has one digit more than none where it would round to nothing, or to a loss of everything.
    """
    size = abs(percent)
    whole = size.quantize(Decimal(1), ROUND_HALF_UP)
    if not whole and size:
        return number_words(Context(prec=1, rounding=ROUND_HALF_UP).plus(size))
    if whole == 100 and -100 < percent < 0:
        return number_words(size.quantize(Decimal("0.1"), ROUND_DOWN))
    return number_words(whole)


def percentage_points(change: Decimal) -> str:
    """Return a difference of two percentages: `2.5 percentage points`, `1 percentage point`."""
    points = "percentage point" if change == 1 else "percentage points"
    return f"{number_words(change)} {points}"
