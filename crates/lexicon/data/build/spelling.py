"""One spelling for each word: regional variants, and compounds that are written with a hyphen and as one word."""

from collections import defaultdict

import varcon
from codec import column, strings


def table(varcon_source, database, counts, closed):
    """`{word: standard}` for every word that has several spellings, the standard included."""
    synsets_of = defaultdict(set)
    for number, synset in enumerate(database):
        for word in synset.words:
            synsets_of[word.lower()].add(number)

    def shares_a_sense(a, b):
        known_a, known_b = synsets_of.get(a), synsets_of.get(b)
        return not known_a or not known_b or bool(known_a & known_b)

    entries = varcon.entries(varcon_source)
    order = {}
    for words, _ in entries:
        for place, word in enumerate(words):
            order[word] = min(place, order.get(word, 9))
    pairs = [(a, b) for a, b in varcon.pairs(entries, shares_a_sense) if not {a, b} & closed]
    pairs += compounds(database, synsets_of, counts)
    rank = lambda word: ("-" in word, order.get(word, 9), -counts.get(word, 0), word)
    return {w: s for w, s in varcon.groups(((a.lower(), b.lower()) for a, b in pairs), rank).items() if " " not in w + s}


def compounds(database, synsets_of, counts):
    """Hyphenated words whose closed form is in one synonym set with them, or is a common word that the dictionary does not know as another."""
    found = set()
    for synset in database:
        for word in synset.words:
            whole = word.lower()
            if "-" not in whole or " " in whole:
                continue
            closed = whole.replace("-", "")
            same = synsets_of[whole] & synsets_of.get(closed, set())
            if same or (closed in counts and closed not in synsets_of):
                found.add((whole, closed))
                found.update(inflected(whole, closed, synset.file))
    return sorted(found)


def inflected(whole, closed, file):
    """The regular forms of a compound, both ways of writing."""
    ends = {"noun": ["s"], "verb": ["s", "ed", "ing"]}.get(file, [])
    for end in ends:
        stem = closed
        if end != "s" and stem.endswith("e"):
            stem = stem[:-1]
        if end == "s" and stem.endswith(("s", "x", "ch", "sh", "z", "y")):
            continue
        if end != "s" and stem[-1] in "ptgmny" and stem[-2] in "aeiou":
            continue
        cut = len(closed) - len(stem)
        yield whole[: len(whole) - cut] + end, stem + end


def encode(standard):
    """Sorted words, then for each the place of its standard form."""
    words = sorted(standard)
    place = {word: i for i, word in enumerate(words)}
    return strings(words) + column([place[standard[w]] for w in words])
