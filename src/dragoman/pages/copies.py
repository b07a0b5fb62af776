"""Near copies: one wire story carried by several outlets is marked as a copy of the first.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997). Each is then compared exactly, because what
tells a copy from a follow-up, or from next week's piece in the same stock phrases, is not how much the two share but
whether the later one says something new.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash, RMinHashLSH

from dragoman.model import Article

_SHINGLE_WORDS: Final = 5
# A fingerprint of the first screens suffices, and bounds time and memory for a page of many megabytes.
_MAX_WORDS: Final = 5000
# Shorter texts share stock phrases; they are copies only when they are the same.
_SHORT_WORDS: Final = 40
# At least so much of the later text must stand in the earlier one ...
_SHARED: Final = 0.8
# ... without so long a passage in a row (words) that does not: that is a new sentence, so a follow-up ...
_NEW_PASSAGE_WORDS: Final = 20
# ... and without more new names and numbers than one in so many words: official news agencies reuse a text word by word
# for the next visitor, with only his name and the day changed.
_WORDS_PER_NEW_FACT: Final = 200
# 32 bands of 4 rows find 99 % of pairs that share 0.6 (Jaccard) and 87 % of those that share 0.5.
_PERMUTATIONS: Final = 128
_BANDS: Final = 32
_SEED: Final = 20200212
_WORD: Final = re.compile(r"\w+")

# Mixes the rows of a band into one number (the 64-bit prime of Fowler, Noll and Vo's hash).
_PRIME: Final = np.uint64(0x100000001B3)

_Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of a text: its shingles in order, its words, and those words that are names (capital) or numbers.

    `sketch` is its MinHash. Two texts that share one of `bands` are candidates for `is_copy`.
    """

    shingles: _Hashes
    words: _Hashes
    facts: _Hashes
    sketch: RMinHash

    @property
    def bands(self) -> tuple[int, ...]:
        """A signed 64-bit number for each of the 32 bands of the sketch, none twice."""
        rows = np.asarray(self.sketch.digest(), np.uint64).reshape(_BANDS, -1)
        mixed = np.arange(_BANDS, dtype=np.uint64)
        for column in rows.T:
            mixed = (mixed ^ column) * _PRIME
        return tuple(dict.fromkeys(mixed.view(np.int64).tolist()))


def fingerprint(text: str) -> Fingerprint | None:
    """The fingerprint of a text's first 5,000 words; None if it has no words."""
    words = [match.group() for match, _ in zip(_WORD.finditer(text), range(_MAX_WORDS), strict=False)]
    if not words:
        return None
    lowered = [word.lower() for word in words]
    shingles = [" ".join(lowered[i : i + _SHINGLE_WORDS]) for i in range(max(1, len(words) - _SHINGLE_WORDS + 1))]
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(shingles)
    facts = [low for low, word in zip(lowered, words, strict=True) if word != low or word[0].isdigit()]
    hashed = [np.asarray(row, np.uint64) for row in RMinHash.hash_token_sets([shingles, lowered, facts])]
    return Fingerprint(hashed[0], np.unique(hashed[1]), np.unique(hashed[2]), sketch)


class CopyIndex:
    """The originals seen so far. Deterministic: the same articles in the same order get the same marks.

    A text with a cut end, another headline or a few changed words is a copy; a later version with a new sentence
    (20 words in a row that the first has not) or with new names and numbers is not. Keeps about 16 bytes per word of
    what is no copy.
    """

    def __init__(self) -> None:
        self._lsh = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._originals: list[tuple[str, Fingerprint]] = []

    def mark(self, article: Article) -> Article:
        """The article, with `copy_of` set to the id of the first that it is a near copy of; otherwise it is remembered.

        An article that comes with `copy_of` set keeps it.
        """
        if article.copy_of is not None:
            return article
        later = fingerprint(article.text)
        if later is None:
            return article
        for key in sorted(self._lsh.query(later.sketch)):
            original, earlier = self._originals[key]
            if is_copy(later, earlier):
                return replace(article, copy_of=original)
        self._lsh.insert(len(self._originals), later.sketch)
        self._originals.append((article.id, later))
        return article


def is_copy(later: Fingerprint, earlier: Fingerprint) -> bool:
    """Whether a text is a near copy of an earlier one: it says nothing new."""
    if min(len(later.shingles), len(earlier.shingles)) < _SHORT_WORDS:
        return np.array_equal(later.shingles, earlier.shingles)
    known = np.isin(later.shingles, earlier.shingles)
    if known.mean() < _SHARED or _longest_new_passage(known) >= _NEW_PASSAGE_WORDS:
        return False
    new_facts = int(np.count_nonzero(~np.isin(later.facts, earlier.words)))
    return new_facts * _WORDS_PER_NEW_FACT <= len(later.shingles)


def _longest_new_passage(known: NDArray[np.bool_]) -> int:
    """Words of the longest new passage, from which of the shingles are known. One changed word spoils five shingles."""
    edges = np.flatnonzero(np.concatenate(([True], known, [True])))
    return max(0, int(np.diff(edges).max()) - _SHINGLE_WORDS)
