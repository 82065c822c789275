"""duplodocus: its MinHash command in memory; the clusters are read from the notes that it adds to the records."""

import glob
import json
import os
import shutil
import subprocess
import sys

from common import pairs_of, write_links


def main(corpus, links, work, binary, buckets, rows):
    shutil.rmtree(work, ignore_errors=True)
    for name in ("in", "storage", "out"):
        os.makedirs(f"{work}/{name}")
    os.symlink(os.path.abspath(corpus), f"{work}/in/corpus.jsonl")
    command = [binary, "minhash-memory", "--input-dir", f"{work}/in", "--storage-dir", f"{work}/storage"]
    command += ["--output-dir", f"{work}/out", "--text-key", "text", "--tokenizer", "uniseg", "--ngram-size", "5"]
    command += ["--annotate", "true", "--annotate-key", "dup", "--remove-duplicates", "false"]
    subprocess.run([*command, "--num-buckets", buckets, "--bucket-size", rows], check=True)
    clusters = {}
    for path in glob.glob(f"{work}/out/**/*.jsonl*", recursive=True):
        with open(path, encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record.get("dup"):
                    clusters.setdefault(record["dup"]["cc_id"], []).append(record["id"])
    write_links(links, pairs_of(clusters.values()))


main(*sys.argv[1:7])
