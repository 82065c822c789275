#!/usr/bin/env python3
"""Average sign similarity of the trees that PHYLIP's `pars` finds for generated traditions.

`wirecopy-eval traditions --characters FILE` writes what the versions differ in, as our own collation has it. `pars` looks for the unrooted
tree that needs fewest changes (Wagner parsimony). A version that is a leaf without a change of its own counts as the node on which it
hangs. Of several such trees the first is taken.

Needs Debian's package `phylip`. `parsimony.py FILE`
"""

import collections
import json
import re
import subprocess
import sys
import tempfile


def pars(versions):
    """The tree as a list of edges between names; versions are `0`, `1` and so on."""
    count, characters = len(versions), len(versions[0])
    rows = [f"v{number:<9}{states}" for number, states in enumerate(versions)]
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/infile", "w", encoding="ascii") as file:
            file.write(f"{count} {characters}\n" + "\n".join(rows) + "\n")
        # No progress, no picture of the tree, one tree.
        subprocess.run(["phylip", "pars"], input="2\n3\nV\n1\nY\n", text=True, cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, timeout=300)
        with open(f"{folder}/outtree", encoding="ascii") as file:
            return edges(file.read().split(";")[0])


def edges(newick):
    """The edges of a tree in Newick's format, each with 1, or 0 if nothing changed on it."""
    found, stack, inner = [], [], 0
    for part in re.findall(r"[()]|[^(),]+", re.sub(r"\[[^]]*\]|\s", "", newick)):
        if part == "(":
            stack.append(f"inner{inner}")
            inner += 1
        elif part == ")":
            name = stack.pop()
            if stack:
                found.append((stack[-1], name, 1))
        elif part.startswith(":"):
            found[-1] = (*found[-1][:2], length(part[1:]))
        else:
            name, _, changes = part.partition(":")
            found.append((stack[-1], name, length(changes)))
    return found


def length(changes):
    return int(float(changes or 1) > 0)


def steps(count, tree):
    """Edges between any two versions, row by row."""
    near = collections.defaultdict(list)
    for a, b, weight in tree:
        near[a].append((b, weight))
        near[b].append((a, weight))
    rows = []
    for version in range(count):
        depth = {f"v{version}": 0}
        queue = collections.deque(depth)
        while queue:
            node = queue.popleft()
            for other, weight in near[node]:
                if other not in depth:
                    depth[other] = depth[node] + weight
                    queue.append(other)
        rows += [depth[f"v{other}"] for other in range(count)]
    return rows


def sign_similarity(count, truth, found):
    """As `sign_similarity` in `src/traditions/score.rs`."""
    def sign(steps, a, b, c):
        difference = steps[a * count + b] - steps[a * count + c]
        return (difference > 0) - (difference < 0)

    total = number = 0
    for a in range(count):
        others = [b for b in range(count) if b != a]
        for at, b in enumerate(others):
            for c in others[at + 1:]:
                total += 1 - abs(sign(truth, a, b, c) - sign(found, a, b, c)) / 2
                number += 1
    return total / number


def main():
    rows = collections.defaultdict(list)
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            tradition = json.loads(line)
            versions = tradition["versions"]
            found = steps(len(versions), pars(versions))
            rows[len(versions), tradition["lost_percent"]].append(
                sign_similarity(len(versions), tradition["steps"], found))
    print("| versions | lost | traditions | parsimony (PHYLIP pars) |\n| --- | --- | --- | --- |")
    for (versions, lost), values in sorted(rows.items()):
        print(f"| {versions} | {lost} % | {len(values)} | {sum(values) / len(values):.3f} |")


if __name__ == "__main__":
    main()
