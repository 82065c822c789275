"""How common words are: the counts that SymSpell took from Google Books Ngrams for the words of SCOWL."""

import math
from collections import Counter

from codec import strings, varint

# Zipf values are stored in steps of a 25th: 0.04 is finer than two corpora agree.
STEPS = 25


def counts(folder):
    """`{word: count}`."""
    lines = (folder / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").split("\n")
    return {word: int(count) for word, count in (line.split() for line in lines if line.strip())}


def zipf(count, total):
    """log10 of the count per thousand million words (van Heuven et al. 2014)."""
    return math.log10(count / total * 1e9)


def encode(raw_counts, standard, closed):
    """Sorted words in their standard spelling; a byte of Zipf steps each, its top bit set for words of a closed class."""
    merged = Counter()
    for word, count in raw_counts.items():
        merged[standard.get(word, word)] += count
    total = sum(merged.values())
    for word in closed:
        merged[word] += 0
    words = sorted(merged)
    assert all(merged[w] == 0 or zipf(merged[w], total) * STEPS > 1 for w in words)
    out = bytearray()
    for word in words:
        steps = min(200, round(zipf(merged[word], total) * STEPS)) if merged[word] else 0
        out.append(steps)
    flags = bytes(word in closed for word in words)
    return varint(STEPS) + strings(words) + bytes(out) + flags
