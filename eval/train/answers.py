#!/usr/bin/env python3
"""Fits the weights by which sentences of rewritten versions are said to answer to each other: a logistic regression.

    cargo run --release -p wirecopy-eval -- align --answers answers.tsv
    pip install numpy scikit-learn
    python3 eval/train/answers.py answers.tsv crates/align/data/answers.txt

Prints F1 over pairs of sentences for articles left out, one in seven at a time: what is to be hoped for on others of their kind.
"""

import sys
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression

# Strength of the prior: between .01 and 1 F1 of articles left out moves by .005.
C = 0.1
FOLDS = 7
# The same as in `links.rs`.
LIKELY = 0.45

HEAD = """# How likely two sentences of rewritten versions answer to each other: the logistic function of the base and of each number by its weight.
# Made by eval/train/answers.py.
"""


def fit(values, right):
    """Weights of the values as they are, and the base."""
    mean, scale = values.mean(0), values.std(0)
    model = LogisticRegression(C=C, max_iter=5000).fit((values - mean) / scale, right)
    weights = model.coef_[0] / scale
    return weights, model.intercept_[0] - (weights * mean).sum()


def probability(values, weights, base):
    return 1 / (1 + numpy.exp(-(values @ weights + base)))


def main(source, target):
    rows = [line.split("\t") for line in Path(source).read_text(encoding="utf-8").splitlines()]
    names, rows = rows[0][5:], rows[1:]
    values = numpy.array([[float(value) for value in row[5:]] for row in rows])
    right = numpy.array([row[4] == "1" for row in rows])
    articles = list(dict.fromkeys((row[0], row[1]) for row in rows))
    fold = numpy.array([articles.index((row[0], row[1])) % FOLDS for row in rows])
    held_back = numpy.zeros(len(rows))
    for number in range(FOLDS):
        model = fit(values[fold != number], right[fold != number])
        held_back[fold == number] = probability(values[fold == number], *model)
    found = held_back >= LIKELY
    for part in [*dict.fromkeys(row[0] for row in rows), None]:
        which = numpy.array([part in (None, row[0]) for row in rows])
        f1 = 2 * (found & right)[which].sum() / (found[which].sum() + right[which].sum())
        print(part or "all", f"F1 {f1:.3f}")
    weights, base = fit(values, right)
    lines = [f"base {base:.4f}", *(f"{name} {weight:.4f}" for name, weight in zip(names, weights))]
    Path(target).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
