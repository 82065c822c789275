#!/usr/bin/env python3
"""Writes tagger.txt.zst from the model in the crate `harper-brill` 3.0.0 (Apache-2.0, github.com/automattic/harper).

Usage: build_tagger.py PATH/TO/harper-brill-3.0.0/trained_tagger_model.json   (needs the `zstd` command)

The crate itself is not a dependency: it brings a neural network library (150 crates) for a chunker that is not used here.
Lines: `D TAG word word …` (the most frequent tag of a word), then `P FROM TO CRITERION…` (Brill's patches, in order).
A criterion is one of `T offset TAG` (the word there has that tag), `A offset TAG` (any word up to there has it),
`S TAG TAG` (between these two), `W offset word` (the word there is this one); several are joined by `&`.
"""
import json
import subprocess
import sys

model = json.load(open(sys.argv[1], encoding="utf-8"))
by_tag = {}
for word, tag in model["base"]["mapping"].items():
    if tag not in ("PUNCT", "SYM") and not any(c.isspace() for c in word) and any(c.isalnum() for c in word):
        by_tag.setdefault(tag, set()).add(word.replace("\u2019", "'"))


def flat(c):
    (kind, v), = c.items()
    if kind == "Combined":
        return flat(v["a"]) + ["&"] + flat(v["b"])
    if kind == "WordIsTaggedWith":
        return ["T", str(v["relative"]), v["is_tagged"]]
    if kind == "AnyWordIsTaggedWith":
        return ["A", str(v["max_relative"]), v["is_tagged"]]
    if kind == "SandwichTaggedWith":
        return ["S", v["prev_word_tagged"], v["post_word_tagged"]]
    if kind == "WordIs":
        return ["W", str(v["relative"]), v["word"]]
    raise ValueError(kind)


lines = [f"D {tag} {' '.join(sorted(words))}" for tag, words in sorted(by_tag.items())]
lines += [" ".join(["P", p["from"], p["to"], *flat(p["criteria"])]) for p in model["patches"]]
text = ("\n".join(lines) + "\n").encode()
open("tagger.txt.zst", "wb").write(subprocess.run(["zstd", "-19", "-c"], input=text, stdout=subprocess.PIPE, check=True).stdout)
