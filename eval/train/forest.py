"""How lightgbm fits trees here, and how they are written as the text that `crates/forest` reads."""

import argparse

# What all trees are fitted with; each trainer says the rest.
PARAMETERS = {
    "objective": "binary",
    "lambda_l2": 5.0,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 127,
    "monotone_constraints_method": "advanced",
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}


def asked(doc):
    """What a trainer that writes several forests is told."""
    arguments = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--test", nargs="*", default=[])
    return arguments.parse_args()


def print_gains(model, names):
    """Which features the trees rest on."""
    gain = dict(zip(names, model.feature_importance("gain")))
    print("  " + ", ".join(f"{name} {100 * g / sum(gain.values()):.1f} %" for name, g in sorted(gain.items(), key=lambda i: -i[1])))


def lines_of(node, depth, names):
    indent = "  " * depth
    if "leaf_value" in node:
        return [f"{indent}= {node['leaf_value']:.4f}"]
    name = names[node["split_feature"]]
    own = f"{indent}{name} <= {node['threshold']:.4f} : {node['internal_value']:.4f}"
    branches = [node["left_child"], node["right_child"]]
    return [own] + [line for branch in branches for line in lines_of(branch, depth + 1, names)]


def write(model, base, head, path):
    """`head` are comments; the log odds of a case are `base` and what all trees give."""
    dump = model.dump_model()
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}base {base:.4f}\n")
        for tree in dump["tree_info"]:
            file.write("tree\n" + "\n".join(lines_of(tree["tree_structure"], 0, dump["feature_names"])) + "\n")
