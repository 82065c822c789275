"""One spelling for each word: regional variants, and compounds that are written with a hyphen and as one word."""

from collections import defaultdict


import varcon
from codec import column, strings

ENDINGS = [("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e")]
# Occurrences of a word that is not noise in the list: twice in a million.
COMMON = 1_000_000
# Prefixes that end in a vowel with which words begin.
PARTED = ["co", "re", "pre", "anti", "semi", "micro", "intra"]


def table(varcon_source, database, irregular, countries, counts, closed):
    """`{word: standard}` for every word that has several spellings, the standard included.

    `countries` are the synsets of countries, `counts` and `closed` the words of the frequency and function word lists.
    """
    synsets_of, names_of = defaultdict(set), defaultdict(set)
    for number, synset in enumerate(database):
        for word in synset.words:
            synsets_of[word.lower()].add(number)
            if word[0].isupper() and number in countries:
                names_of[word.lower()].add(number)
    bases_of = defaultdict(set)
    for _, form, base in irregular:
        bases_of[form].add(base)

    def shares_a_sense(a, b):
        is_name = a != a.lower() or b != b.lower()
        a, b = a.lower(), b.lower()
        known_a, known_b = synsets_of.get(a, set()), synsets_of.get(b, set())
        shared = known_a & known_b
        # "Chile" is no chili, "Caesar" no Cesar: names must be names of the same thing.
        if names_of[a] - shared or names_of[b] - shared:
            return False
        if is_name:
            return bool(shared)
        # "drier" is a form of "dry", "dryer" is none.
        if not fits(bases_of[a], stems(b)) or not fits(bases_of[b], stems(a)):
            return False
        return not known_a or not known_b or bool(shared)

    def fits(bases, other):
        return not bases or bool(bases & other)

    def stems(word):
        cut = {word[: -len(end)] + new for end, new in ENDINGS if word.endswith(end)}
        return cut | bases_of[word] | {word}

    entries = varcon.entries(varcon_source)
    order = {}
    for words, _ in entries:
        for place, word in enumerate(words):
            order[word] = min(place, order.get(word, 9))
    pairs = list(varcon.pairs(entries, shares_a_sense)) + compounds(database, synsets_of, counts) + parted_vowels(synsets_of, counts)
    pairs = [(a.lower(), b.lower()) for a, b in pairs]
    # Words with an apostrophe or a blank are several tokens; closed classes have no variants worth the risk.
    pairs = [(a, b) for a, b in pairs if a != b and not {a, b} & closed and not set(" '") & set(a + b)]
    return varcon.groups(pairs, lambda word: ("-" in word, order.get(word, 9), -counts.get(word, 0), word))


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


def parted_vowels(synsets_of, counts):
    """A hyphen that only keeps two equal vowels apart: "co-operate", "re-elect"."""
    found = []
    for word in counts:
        for prefix in PARTED:
            rest = word[len(prefix) :]
            if word.startswith(prefix + prefix[-1]) and len(rest) > 3 and counts.get(rest, 0) >= COMMON:
                parted = f"{prefix}-{rest}"
                if not synsets_of.get(parted) or synsets_of[parted] & synsets_of.get(word, set()):
                    found.append((parted, word))
    return found


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
