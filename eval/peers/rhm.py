#!/usr/bin/env python3
"""Average sign similarity of the trees that RHM finds for generated traditions (Roos, Heikkilä & Myllymäki 2006).

`rhm.py FILE SOURCE.c [ITERATIONS]`: FILE is what `wirecopy-eval traditions --characters` wrote, SOURCE.c the program of its authors,
`Stemweb/algorithms/rhm/binarysankoff_linux.c` of github.com/Stemweb/Stemweb, which says of no licence and is not kept here. It is built
without its Python module, and asks zlib for the number of bytes written by `gzoffset`: it looked for it in zlib's own memory, where it
stood until 2010. It seeds itself by the clock, so that two runs differ in the third digit.

The versions are given to it aligned, one folded word a line. Needs a C compiler and zlib.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from parsimony import edges, sign_similarity, steps


def build(source, folder):
    text = pathlib.Path(source).read_text(encoding="latin-1")
    text = re.sub(r"\(\(struct z_stream_s \*\) ?gfile\) ?-> ?total_out", "gzoffset(gfile)", text)
    text = text.split("/*\n *\tSimple wrapper for using this module from python.")[0]
    text = text.replace("#include <Python.h>", "").replace("isinf(minval) ||", "")  # an integer
    (folder / "rhm.c").write_text(text, encoding="latin-1")
    subprocess.run(["cc", "-w", "-O2", "rhm.c", "-o", "rhm", "-lz", "-lm"], cwd=folder, check=True)


def rhm(folder, words, iterations):
    """The tree as a list of edges between names; versions are `v0`, `v1` and so on."""
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for name in ("texts", "output-directory"):  # where it keeps what it compresses, whatever it is told
            (work / name).mkdir()
        for number, row in enumerate(words):
            lines = "".join(f"{word or ''}\n" for word in row)
            (work / "texts" / f"v{number}").write_text(lines, encoding="utf-8")
        command = [folder / "rhm", "texts", "output-directory", str(iterations), "1"]
        subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
        return edges((work / "output-directory" / "input_file_name_rhm.tre").read_text().split(";")[0])


def main():
    iterations = sys.argv[3] if len(sys.argv) > 3 else 100000
    rows = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        build(sys.argv[2], folder)
        with open(sys.argv[1], encoding="utf-8") as file:
            for line in file:
                tradition = json.loads(line)
                count = len(tradition["words"])
                found = steps(count, rhm(folder, tradition["words"], iterations))
                rows[count, tradition["lost_percent"]].append(sign_similarity(count, tradition["steps"], found))
    print("| versions | lost | traditions | RHM |\n| --- | --- | --- | --- |")
    for (versions, lost), values in sorted(rows.items()):
        print(f"| {versions} | {lost} % | {len(values)} | {sum(values) / len(values):.3f} |")


if __name__ == "__main__":
    main()
