#!/usr/bin/env python3
"""Fits the trees that say how likely one of two texts that share words against the tree drew on the other too, and which of them.

    W="cargo run --release -p wirecopy-eval -- traditions --alone"
    V="--versions 7,10,20"
    $W $V --seed 401,402,403,404,405,406,407,408,409,410 --write-shared s1.jsonl
    $W $V --timeless --seed 451,452,453,454,455,456,457,458,459,460 --write-shared s2.jsonl
    $W --versions 35,50 --traditions 12 --seed 471 --write-shared s3.jsonl
    $W --versions 35,50 --traditions 8 --seed 473 --timeless --write-shared s4.jsonl
    $W $V --alike 15 --seed 501,502,503,504,505,506,507,508 --write-shared s5.jsonl
    $W $V --alike 0 --timeless --seed 511,512,513,514,515,516,517,518 --write-shared s6.jsonl
    $W $V --alike 30 --seed 521,522,523,524,525,526,527,528 --write-shared s7.jsonl
    $W --versions 35,50 --traditions 12 --alike 10 --seed 531 --write-shared s8.jsonl
    pip install numpy lightgbm
    python3 eval/train/second.py s[1-8].jsonl --out crates/stemma/data [--test FILE ...]

Features may only speak the way their sign here says, so that the fit learns no quirk of the traditions; 0 leaves it free. With
`--test` it tells how many pairs are said rightly at some limits.
"""

import json
import os

import lightgbm
import numpy

import forest

# Which way more of a feature may speak: for one of the two having drawn on the other, and for that having been the lower one. None: it is
# not asked for.
SIGNS = {
    "saved": (1, 0),
    "most": (1, 0),
    "several": (1, 0),
    "same": (1, 0),
    "against": (1, 0),
    "back_saved": (0, -1),
    "back_against": (0, 0),
    "exact": (0, 1),
    "back_exact": (0, -1),
    "lower_alone": (0, 0),
    "upper_alone": (0, 0),
    "conflicts": (-1, 0),
    "holders": (0, 0),
    "held": (0, 0),
    "steps": (0, 0),
    "in_order": (None, 1),
}
HEADS = {
    "second_source": "# Whether one of two texts drew on the other too: boosted trees, fitted by eval/train/second.py.\n",
    "second_lower": "# Which of the two did, the lower one: boosted trees, fitted by eval/train/second.py.\n",
}
TREES = 160
PARAMETERS = {
    **forest.PARAMETERS,
    "learning_rate": 0.1,
    "num_leaves": 6,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.6,
}


class Rows:
    """The pairs of some files; of `second_lower` those of which one drew on the other."""

    def __init__(self, files, kind):
        column = list(HEADS).index(kind)
        self.names = [name for name, signs in SIGNS.items() if signs[column] is not None]
        self.signs = [SIGNS[name][column] for name in self.names]
        rows = [json.loads(line) for path in files for line in open(path, encoding="ascii")]
        rows = [row for row in rows if kind == "second_source" or row["right"]]
        self.right = numpy.array([row["right" if kind == "second_source" else "is_lower"] for row in rows])
        self.values = numpy.array([[row[name] for name in self.names] for row in rows], dtype=float)


def main():
    asked = forest.asked(__doc__)
    for kind, head in HEADS.items():
        rows = Rows(asked.files, kind)
        data = lightgbm.Dataset(rows.values, rows.right, feature_name=rows.names)
        model = lightgbm.train(PARAMETERS | {"monotone_constraints": rows.signs}, data, num_boost_round=TREES)
        print(f"{kind}: {len(rows.right)} pairs, {rows.right.sum()} so")
        forest.print_gains(model, rows.names)
        for path in asked.test:
            test = Rows([path], kind)
            chances = model.predict(test.values)
            for limit in (0.7, 0.8, 0.85, 0.9, 0.95):
                said = test.right[chances >= limit]
                print(f"  {path} {limit}: {said.sum()} of {len(said)}, {said.mean():.3f}; of all {said.sum() / test.right.sum():.3f}")
        forest.write(model, 0.0, head + "# How to read it: crates/forest.\n", os.path.join(asked.out, f"{kind}.txt"))


if __name__ == "__main__":
    main()
