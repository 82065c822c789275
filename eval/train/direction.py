#!/usr/bin/env python3
"""Fits the trees that say how likely one text comes from another, or both from a third, by what `stemma` sees of them.

    W="cargo run --release -p wirecopy-eval -- traditions --alone"
    TIMED="--seed 401,402,403,404,405,406,407,408,409,410"
    TIMELESS="--seed 451,452,453,454,455,456,457,458,459,460 --timeless"
    $W --versions 2,3,4,5,6 --traditions 60 $TIMED --write small.jsonl
    $W --versions 2,3,4,5,6 --traditions 60 $TIMELESS --write small_timeless.jsonl
    $W --versions 7,10,20 $TIMED --write timed.jsonl
    $W --versions 7,10,20 $TIMELESS --write timeless.jsonl
    $W --versions 35,50 --traditions 12 --seed 471 --write large.jsonl
    $W --versions 35,50 --traditions 8 --seed 473 --timeless --write large_timeless.jsonl
    P="--copying press"
    $W $P --versions 2,3,4,5,6 --traditions 60 --seed 401,402,403,404,405 --write p_small.jsonl
    $W $P --versions 7,10,20 $TIMED --write p_timed.jsonl
    $W $P --versions 2,3,4,5,6 --traditions 60 --seed 451,452,453,454,455 --timeless --write p_small_timeless.jsonl
    $W $P --versions 7,10,20 $TIMELESS --write p_timeless.jsonl
    pip install numpy lightgbm
    python3 eval/train/direction.py small.jsonl timed.jsonl {small_,}timeless.jsonl large{,_timeless}.jsonl p_{small,timed,small_timeless,timeless}.jsonl \
        --out crates/stemma/data [--test FILE ...]

A large family has many pairs that are alike, so those of one family count together as the root of their number. Features may only speak
the way their sign here says, so that the fit learns no quirk of the traditions; 0 leaves it free. With `--test` it tells how many
directions are said rightly at some limits, by numbers of versions and shares of lost ones.
"""

import collections
import json
import os

import lightgbm
import numpy

import forest

# Which way more of a feature may speak: for a direction, and for a common source. None: it is not asked for.
SIGNS = {
    "turned": (1, 0),
    "own": (-1, None),
    "filled": (None, 1),
    "rooted": (1, None),
    "held": (1, 1),
    "branch": (0, None),
    "steps": (-1, 1),
    "texts": (0, 0),
    "in_order": (1, None),
    "is_here": (None, 0),
    "lost": (0, 0),
    "gained": (0, 0),
    "cut": (1, 0),
    "carried_on": (-1, 0),
    "lower_alone": (0, 0),
    "upper_alone": (-1, 0),
    "divided": (0, 0),
    "parted": (0, None),
    "shared": (0, None),
}
TREES = 200
PARAMETERS = {
    **forest.PARAMETERS,
    "learning_rate": 0.1,
    "num_leaves": 16,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.6,
}
HEADS = {
    "direction": "# Whether one text comes from another: boosted trees, fitted by eval/train/direction.py.\n",
    "common_source": "# Whether two texts come from a third, neither from the other: boosted trees, fitted by eval/train/direction.py.\n",
}


class Rows:
    """The pairs of some files, directions or common sources."""

    def __init__(self, files, kind):
        column = list(HEADS).index(kind)
        self.names = [name for name, signs in SIGNS.items() if signs[column] is not None]
        self.signs = [SIGNS[name][column] for name in self.names]
        self.key, values, right, families = [], [], [], []
        for path in files:
            with open(path, encoding="ascii") as file:
                for row in map(json.loads, file):
                    if row["is_line"] == (kind == "direction"):
                        self.key.append((row["versions"], row["lost_percent"]))
                        families.append((path, row["seed"]))
                        values.append([row[name] for name in self.names])
                        right.append(row["right"])
        size = collections.Counter(families)
        self.weights = numpy.array([size[family] ** -0.5 for family in families])
        self.values, self.right = numpy.array(values, dtype=float), numpy.array(right)


def fit(rows):
    data = lightgbm.Dataset(rows.values, rows.right, weight=rows.weights, feature_name=rows.names)
    return lightgbm.train(PARAMETERS | {"monotone_constraints": rows.signs}, data, num_boost_round=TREES)


def report(path, rows, chances):
    for limit in (0.9, 0.92, 0.94, 0.95, 0.96):
        said = collections.defaultdict(list)
        for key, right, chance in zip(rows.key, rows.right, chances):
            if chance >= limit:
                said[key].append(right)
        everything = [right for rights in said.values() for right in rights]
        each = ", ".join(f"{v}/{lost}: {sum(r)} of {len(r)}, {numpy.mean(r):.3f}" for (v, lost), r in sorted(said.items()))
        print(f"{path} {limit}: {sum(everything)} of {len(everything)}, {numpy.mean(everything):.3f} ({each})")


def main():
    asked = forest.asked(__doc__)
    for kind, head in HEADS.items():
        rows = Rows(asked.files, kind)
        model = fit(rows)
        print(f"{kind}: {len(rows.right)} pairs")
        forest.print_gains(model, rows.names)
        for path in asked.test:
            test = Rows([path], kind)
            report(path, test, model.predict(test.values))
        forest.write(model, 0.0, head + "# How to read it: crates/forest.\n", os.path.join(asked.out, f"{kind}.txt"))


if __name__ == "__main__":
    main()
