"""The synonym sets of WordNet as columns."""

import unicodedata

from codec import column, strings, varint, zigzag
from wordnet import GROUP, SYMMETRIC

# Synsets that `is`-questions are asked about: all below them (hypernyms, instances) carry the bit. Named by
# (lemma, file, sense number); the order is that of `Class` in src/class.rs.
ANCHORS = [
    [("person", "noun", 1)],
    [("organization", "noun", 1), ("institution", "noun", 1)],
    [("location", "noun", 1), ("geographical area", "noun", 1)],
    [("time unit", "noun", 1), ("time period", "noun", 1)],
    [("unit of measurement", "noun", 1)],
    [("gregorian calendar month", "noun", 1)],
    [("day of the week", "noun", 1)],
    [("country", "noun", 2), ("country", "noun", 1)],
    [("city", "noun", 1)],
    [("monetary unit", "noun", 1)],
    [("number", "noun", 2)],
    [("group", "noun", 1)],
    [("event", "noun", 1)],
    [("document", "noun", 1)],
    [("leader", "noun", 1)],
]
# The last bit: the verbs of this lexicographer file (telling is not all under one verb).
COMMUNICATION = 32
ORGANIZATION, INSTANCE = 1 << 1, 1
# SemCor, American texts of 1961, hardly names a country; news always does. Without this, "Chile" would be a pepper first.
COUNTRY_TAGS = 20


def key(word, standard):
    """A word or phrase as texts are folded: lower case, no marks or dots, hyphens open unless the compound is one word."""
    word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if word in {"US", "U.S.", "USA", "U.S.A."}:
        return "usa"
    whole = word.lower().replace(".", "")
    parts = []
    for part in whole.split():
        part = standard.get(part, part)
        parts += [standard.get(p, p) for p in part.split("-") if p]
    return " ".join(parts) or whole


def encode(database, senses, irregular, standard, closed, countries, seats):
    """All columns, in the order in which `src/wordnet.rs` reads them."""
    keys = {word: key(word, standard) for synset in database for word in synset.words}
    exceptions = sorted({(n, standard.get(f, f), standard.get(b, b)) for n, f, b in irregular if " " not in f})
    seats = {(key(country, standard), key(seat, standard)) for country, seat in seats}
    words = sorted(set(keys.values()) | {w for _, f, b in exceptions for w in (f, b)} | {w for pair in seats for w in pair})
    place = {word: i for i, word in enumerate(words)}
    out = [strings(words)]
    out.append(varint(len(database)))
    out.append(bytes(s.lexfile | (0x80 if s.satellite else 0) for s in database))
    out += members(database, senses, keys, place, closed, countries)
    out += links(database)
    masks = classes(database, senses, countries)
    out.append(bytes(m & 255 for m in masks) + bytes(m >> 8 for m in masks))
    out.append(column([n for n, _, _ in exceptions]))
    out.append(column([place[f] for _, f, _ in exceptions]))
    out.append(column([place[b] for _, _, b in exceptions]))
    ordered = sorted((place[country], place[seat]) for country, seat in seats if country != seat)
    out.append(column([country for country, _ in ordered]))
    out.append(column([seat for _, seat in ordered]))
    return b"".join(out)


def members(database, senses, keys, place, closed, countries):
    """Words of each synset: how many, which, flags (1 proper name, 2 hidden), sense number, tag count."""
    which, flags, numbers, counts = [], [], [], []
    for at, synset in enumerate(database):
        for word in synset.words:
            number, count = senses.get((word.lower(), at), (1, 0))
            count += COUNTRY_TAGS if at in countries else 0
            name = word[:1].isupper() or word[1:].lower() != word[1:]
            # "IN" the state, "IT" the trade: as folded words they are the preposition and the pronoun.
            hidden = name and keys[word] in closed
            which.append(place[keys[word]])
            flags.append(name | hidden << 1)
            numbers.append(number)
            counts.append(count)
    return [column([len(s.words) for s in database]), column(which), column(flags), column(numbers), column(counts)]


def links(database):
    """Links of each synset, without the mirror image of those that go both ways."""
    kept = [[k for k in s.links if k[0] not in SYMMETRIC or at <= k[2]] for at, s in enumerate(database)]
    flat = [(at, link) for at, synset in enumerate(kept) for link in sorted(synset)]
    return [
        column([len(synset) for synset in kept]),
        column([link[0] for _, link in flat]),
        column([link[1] for _, link in flat]),
        column([link[3] for _, link in flat]),
        column([zigzag(link[2] - at) for at, link in flat]),
    ]


def classes(database, senses, countries):
    """For each synset the bits of the anchors that it lies under."""
    index = {(lemma, database[at].file, number): at for (lemma, at), (number, _) in senses.items()}
    bits = {}
    for bit, anchors in enumerate(ANCHORS):
        for anchor in anchors:
            at = index[anchor]
            bits[at] = bits.get(at, 0) | 1 << bit
    masks = [1 << len(ANCHORS) if s.lexfile == COMMUNICATION else None for s in database]

    def mask(at):
        if masks[at] is None:
            masks[at] = bits.get(at, 0)
            for code, _, target, _ in database[at].links:
                if code in (0, 1):
                    masks[at] |= mask(target)
            # Named groups are organizations, wherever WordNet hangs them ("Hamas" under political movement).
            is_named_group = database[at].lexfile == GROUP and any(link[0] == INSTANCE for link in database[at].links)
            masks[at] |= ORGANIZATION if is_named_group and at not in countries else 0
        return masks[at]

    return [mask(at) for at in range(len(database))]
