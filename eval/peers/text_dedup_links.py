"""text-dedup: its MinHash command as it is; the clusters are read from the union-find that it saves."""

import os
import pickle
import shutil
import subprocess
import sys

from common import pairs_of, records, write_links


def main(corpus, links, work, extra):
    shutil.rmtree(work, ignore_errors=True)
    command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", os.path.abspath(corpus)]
    command += ["--split", "train", "--cache_dir", f"{work}/cache", "--output", f"{work}/out", "--column", "text"]
    subprocess.run([*command, "--debug", *extra], check=True)
    ids = [name for name, _ in records(corpus)]
    with open(f"{work}/out/uf.pkl", "rb") as saved:
        found = pickle.load(saved)
    parents = getattr(found, "parent", found)

    def root(n):
        while parents[n] != n:
            n = parents[n]
        return n

    clusters = {}
    for n in list(parents):
        clusters.setdefault(root(n), []).append(ids[n])
    write_links(links, pairs_of(clusters.values()))


main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
