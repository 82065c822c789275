#!/usr/bin/env python3
"""Fits the weights by which it is said which of two texts comes from the other: a logistic sum of what `stemma` sees.

    cargo run --release -p wirecopy-eval -- traditions --alone --seed 101,102 --versions 3,5,10,20 --write a.jsonl
    cargo run --release -p wirecopy-eval -- traditions --alone --seed 101,102 --versions 3,5,10,20 --timeless --write b.jsonl
    pip install numpy scikit-learn
    python3 eval/train/direction.py a.jsonl b.jsonl

Prints the weights in the order of `Grounds::line` in `crates/stemma/src/grounds.rs`, where they are copied to by hand. A large family
has many pairs that are alike, so those of one family count together as the root of their number.
"""

import collections
import json
import sys

import numpy
from sklearn.linear_model import LogisticRegression

NAMES = ["turned, 1", "turned, 3", "turned, 8", "own", "lower share", "steps", "in order", "gained", "lower", "upper", "divided"]


def grounds(row):
    turned, lower, upper = row["turned"], row["lower_alone"], row["upper_alone"]
    shares = [min(turned, 1), min(turned, 3), min(turned, 8), min(max(row["own"], 0), 4), (lower + 1) / (lower + upper + 2)]
    return shares + [
        numpy.log(row["steps"]),
        row["in_order"] is True,
        numpy.log1p(row["gained"]),
        numpy.log1p(lower),
        numpy.log1p(upper),
        numpy.log1p(row["divided"]),
    ]


def main(files):
    rows = [row for file in files for row in map(json.loads, open(file)) if row["line"]]
    sizes = collections.Counter(row["seed"] for row in rows)  # each family has its own
    weights = numpy.array([sizes[row["seed"]] ** -0.5 for row in rows])
    values = numpy.array([grounds(row) for row in rows], dtype=float)
    fit = LogisticRegression(max_iter=5000).fit(values, [row["right"] for row in rows], sample_weight=weights)
    print(f"{len(rows)} pairs\n{fit.intercept_[0]:+.3f}")
    for name, weight in zip(NAMES, fit.coef_[0]):
        print(f"{weight:+.3f} {name}")


main(sys.argv[1:])
