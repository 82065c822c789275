"""Spelling variants from the generated source of the crate `varcon`, and the rule for which of them are one word."""

import re
from collections import defaultdict

TOKEN = re.compile(
    r'(?P<cluster>Cluster \{)|(?P<entry>Entry \{)|word: "(?P<word>(?:[^"\\]|\\.)*)"'
    r"|Type \{category: Category::(?P<where>\w+), tag: (?:None|Some\(Tag::(?P<tag>\w+)\))"
    r'|description: Some\("(?P<sense>(?:[^"\\]|\\.)*)"\)'
)
# Tags of a spelling that is in real use somewhere; `Seldom`, `Possible` and `Improper` are not.
USED = {None, "Eq", "Variant"}


def entries(source):
    """One `(words, sense)` for each line of the list: the spellings in use, the American one first, and the sense it is limited to."""
    found, words, sense = [], {}, None
    for match in TOKEN.finditer(source):
        if match["entry"]:
            words, sense = {}, [None]
            found.append((words, sense))
        elif match["word"]:
            current = match["word"]
            words.setdefault(current, set())
        elif match["where"]:
            if match["tag"] in USED:
                words[current].add((match["where"], match["tag"]))
        elif match["sense"]:
            sense[0] = match["sense"]
    return [([w for w, uses in words.items() if uses], sense[0]) for words, sense in found if words]


def pairs(all_entries, shares_a_sense):
    """Pairs `(word, standard)` that are one word.

    A line limited to one sense ("cheque: bank") joins its spellings only if no other line uses one of them without the
    other: "check" also verifies, "tire" also exhausts. Two words that the dictionary knows and never puts into one
    synonym set are two words.
    """
    lines_of = defaultdict(list)
    for words, _ in all_entries:
        for word in words:
            lines_of[word].append(set(words))
    for words, sense in all_entries:
        for word in words[1:]:
            standard = words[0]
            apart = any(not {word, standard} <= line for line in lines_of[word] + lines_of[standard])
            if (sense and apart) or not shares_a_sense(word, standard):
                continue
            yield word, standard


def groups(all_pairs, rank):
    """Joins pairs into groups; `{word: standard}` with the word of the best `rank` as standard."""
    parent = {}

    def root(word):
        while parent.setdefault(word, word) != word:
            word = parent[word]
        return word

    for a, b in all_pairs:
        parent[root(a)] = root(b)
    members = defaultdict(list)
    for word in parent:
        members[root(word)].append(word)
    return {w: min(group, key=rank) for group in members.values() for w in group if len(group) > 1}
