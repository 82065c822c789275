"""What the peers share: reading the corpus, word 5-grams, writing links."""

import json
import re

WORD = re.compile(r"\w+")
GRAM = 5
MAX_CLUSTER = 100


def records(path):
    """Ids and texts."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["text"]


def grams(text):
    """The runs of five words, in lower case; the words themselves where there are fewer."""
    words = WORD.findall(text.lower())
    if len(words) < GRAM:
        return [" ".join(words)]
    return [" ".join(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]


def write_links(path, pairs):
    """Pairs of ids, one a line."""
    with open(path, "w", encoding="utf-8") as out:
        for a, b in pairs:
            out.write(f"{a}\t{b}\n")


def pairs_of(clusters):
    """Every two members of each cluster; of a large one each member with the first."""
    for members in clusters:
        firsts = members[:1] if len(members) > MAX_CLUSTER else members
        for i, a in enumerate(firsts):
            for b in members[i + 1 :]:
                yield a, b
