"""Time expressions: where they stand in the text, their TIMEX3 values, and the days that they mean."""

from dragoman.text.times.find import find_times

__all__ = ["find_times"]
