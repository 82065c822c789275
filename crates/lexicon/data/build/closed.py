"""Function words: articles, pronouns, prepositions, conjunctions, auxiliaries."""

import json
import re

# Words with fewer occurrences in SemCor (230,000 tagged words) are not used as words of content there.
CONTENT_TAGS = 35
# A stop word this common, to which taggers of SemCor gave a dictionary meaning in less than this share of what its frequency
# lets expect (tags per occurrence in a million words), is hardly ever a word of content.
MIN_ZIPF, MAX_TAGGED = 4.5, 0.15
# Regular inflections: "says", "wanted" are on stop lists, but belong to a word of content.
ENDINGS = [("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")]


def words(whoosh, stdlib, senses, irregular, zipf):
    """Snowball's stop list as Whoosh carries it, and the words of stdlib's longer one that WordNet does not hold or hardly uses."""
    source = (whoosh / "whoosh/lang/stopwords.py").read_text(encoding="utf-8")
    short = re.search(r'"en": frozenset\(u?"""(.*?)"""', source, re.S)[1].split()
    tags = {}
    for (lemma, _), (_, count) in senses.items():
        tags[lemma] = tags.get(lemma, 0) + count
    forms = {form for _, form, _ in irregular}
    long = json.loads((stdlib / "data/words.json").read_text())
    added = {
        word
        for word in long
        if zipf(word) >= MIN_ZIPF and tags.get(word, 0) <= MAX_TAGGED * 10 ** (zipf(word) - 3) and word not in forms and not is_inflected(word, tags)
    }
    return set(short) | added


def is_inflected(word, tags):
    """Whether taking an ending off leaves a word that is used as one of content."""
    stems = [word[: -len(end)] + new for end, new in ENDINGS if word.endswith(end) and len(word) > len(end) + 1]
    return any(tags.get(stem, 0) > CONTENT_TAGS for stem in stems)
