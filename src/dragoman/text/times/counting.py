"""Numbers in words and figures."""

from collections.abc import Sequence

from dragoman.text.times.lexing import Lexeme

_COUPLE = 2
_DOZEN = 12
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def amount(words: Sequence[Lexeme]) -> float | None:
    """The number that `words` spell ("two", "2 1/2", "twenty-five", "a"), None for "a few" and the like."""
    text = [w.lower for w in words]
    if "couple" in text:
        return _COUPLE
    if "dozen" in text:
        return _DOZEN
    total: float = 0
    seen = False
    for word in words:
        if "DASH" in word.worth and _is_range(words):
            break
        if "FRACTION" in word.worth:
            total += _fraction(word.text)
            seen = True
        number = word.worth.get("NUM")
        if isinstance(number, int | float):
            total = total * number if number in {100, 1000} and seen else total + number
            seen = True
    if "half" in text:
        return total + 0.5
    if seen:
        return total
    return 1 if {"a", "an"} & set(text) and "few" not in text and "number" not in text else None


def _is_range(words: Sequence[Lexeme]) -> bool:
    """ "10-15" is a range of which the lower number counts, "twenty-five" one number."""
    return not ("TENS" in words[0].worth and words[-1].text.isalpha())


def spelled_year(words: Sequence[Lexeme]) -> int | None:
    """The year that `words` name: "1998", "'98", "nineteen ninety-eight", "two thousand and five"."""
    if not words:
        return None
    first = words[0]
    number = first.worth.get("YEAR")
    if isinstance(number, int):
        return number
    if "SHORT_YEAR" in first.worth:
        return short_year(int(first.text[1:]))
    numbers = [int(n) for w in words if isinstance(n := w.worth.get("NUM"), int | float)]
    if numbers[:2] == [2, 1000]:
        return 2000 + sum(numbers[2:])
    if len(numbers) >= 2 and numbers[0] in {18, 19, 20}:
        rest = sum(n for n in numbers[1:] if n != 100)
        return numbers[0] * 100 + rest
    return None


def short_year(two: int) -> int:
    """A year of two digits: those up to 40 are of this century."""
    return 2000 + two if two <= 40 else 1900 + two


def _fraction(text: str) -> float:
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    above, _, below = text.partition("/")
    return int(above) / int(below) if int(below) else 0
