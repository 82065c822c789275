#!/usr/bin/env python3
"""Fits the weights by which pages are cut: boosted trees over what the splitter measures, written as readable text.

    cargo run --release -p wirecopy-eval -- split --third train --pages 10000 --whole 12000 --features train.tsv
    cargo run --release -p wirecopy-eval -- split --third dev --pages 2500 --whole 5000 --features dev.tsv
    pip install numpy lightgbm
    python3 eval/train/boundary.py train.tsv dev.tsv crates/extract/data/boundary.txt

Features may only speak the way their sign in the header says, so that the fit cannot learn that more likeness makes a
boundary, whatever a generator's layouts suggest. The limit is set on the second file: so many ordinary articles may be
cut as `MAX_CUT` says; it is built into the base, so that a page is cut where the sum is above zero.
"""

import sys

import lightgbm
import numpy

import forest

# Share of ordinary articles that may be cut, as the limit is set. Less than the .005 that is wanted, for what is not like the sample.
MAX_CUT = 0.003
# A place of an ordinary article counts as much as so many of a composed page: a wrong cut is worse than a miss.
ORDINARY_WEIGHT = 4.0
TREES = 160
PARAMETERS = {
    **forest.PARAMETERS,
    "learning_rate": 0.07,
    "num_leaves": 12,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
}


class Rows:
    """The rows of a file, those of boundaries without a place apart."""

    def __init__(self, path):
        self.pages, self.ordinary, truth, values, self.missed = [], [], [], [], 0
        with open(path, encoding="utf-8") as file:
            header = file.readline().rstrip("\n").split("\t")[3:]
            for line in file:
                page, kind, label, *rest = line.rstrip("\n").split("\t")
                if kind == "missed":
                    self.missed += 1
                    continue
                self.pages.append(page)
                self.ordinary.append(kind == "ordinary")
                truth.append(int(label))
                values.append([float(v) for v in rest])
        self.names = [name[:-1] for name in header]
        self.signs = [{"+": 1, "-": -1, "0": 0}[name[-1]] for name in header]
        self.ordinary = numpy.array(self.ordinary)
        self.truth = numpy.array(truth)
        self.values = numpy.array(values, dtype=numpy.float32)


def fit(rows, drop=()):
    keep = [i for i, name in enumerate(rows.names) if name not in drop]
    weight = numpy.where(rows.ordinary, ORDINARY_WEIGHT, 1.0)
    names = [rows.names[i] for i in keep]
    data = lightgbm.Dataset(rows.values[:, keep], rows.truth, weight=weight, feature_name=names)
    parameters = PARAMETERS | {"monotone_constraints": [rows.signs[i] for i in keep]}
    return lightgbm.train(parameters, data, num_boost_round=TREES)


def limit(rows, odds):
    """The limit above which at most a share of MAX_CUT of the ordinary articles have a place."""
    best = {}
    for page, value in zip(numpy.array(rows.pages)[rows.ordinary], odds[rows.ordinary]):
        best[page] = max(best.get(page, -99.0), value)
    articles = int(sys.argv[4]) if len(sys.argv) > 4 else 5000
    highest = sorted(best.values(), reverse=True)
    return highest[int(MAX_CUT * articles)] + 1e-4


def report(rows, odds, at):
    composed = ~rows.ordinary
    cut = odds > at
    right = int((cut & (rows.truth == 1)).sum())
    wrong = int((cut & composed & (rows.truth == 0)).sum())
    all_boundaries = int((rows.truth == 1).sum()) + rows.missed
    articles = len({p for p, c in zip(rows.pages, cut & rows.ordinary) if c})
    print(
        f"limit {at:.2f}: precision {right / max(1, right + wrong):.4f}, recall {right / all_boundaries:.4f} "
        f"of {all_boundaries} ({rows.missed} without a place); {articles} ordinary articles cut"
    )


HEAD = """# Whether a place of a page is a boundary: boosted trees, fitted by eval/train/boundary.py.
# How to read it: crates/forest. Values are log odds; a page is cut where their sum is above zero.
"""


def main():
    train, dev = Rows(sys.argv[1]), Rows(sys.argv[2])
    model = fit(train)
    odds = model.predict(dev.values, raw_score=True)
    at = limit(dev, odds)
    for each in (at - 1.0, at, at + 1.0):
        report(dev, odds, each)
    gain = dict(zip(model.feature_name(), model.feature_importance("gain")))
    total = sum(gain.values())
    for name, share in sorted(gain.items(), key=lambda item: -item[1]):
        print(f"  {name} {100 * share / total:.2f} %")
    forest.write(model, -at, HEAD, sys.argv[3])


if __name__ == "__main__":
    main()
