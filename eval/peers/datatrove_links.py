"""datatrove: its four MinHash stages as its example runs them, on this machine; the clusters are read from stage 3."""

import os
import shutil
import struct
import sys

from common import pairs_of, records, write_links
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupCluster, MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets
from datatrove.pipeline.readers import JsonlReader


def main(corpus, links, buckets, rows, work):
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(f"{work}/in")
    os.symlink(os.path.abspath(corpus), f"{work}/in/corpus.jsonl")
    config = MinhashConfig(num_buckets=buckets, hashes_per_bucket=rows)

    def run(step, tasks=1):
        number = len(os.listdir(work))
        LocalPipelineExecutor(step, tasks=tasks, workers=min(tasks, 2), logging_dir=f"{work}/logs{number}").run()

    run([JsonlReader(f"{work}/in"), MinhashDedupSignature(f"{work}/signatures", config=config)])
    run([MinhashDedupBuckets(f"{work}/signatures", f"{work}/buckets", config=config)], tasks=buckets)
    run([MinhashDedupCluster(f"{work}/buckets", f"{work}/clusters", config=config, save_cluster_id=True)])
    ids = [name for name, _ in records(corpus)]
    clusters = {}
    with open(f"{work}/clusters/000000.clusters", "rb") as rows_file:
        for place, cluster in struct.iter_unpack("<2I", rows_file.read()):
            clusters.setdefault(cluster, []).append(ids[place])
    write_links(links, pairs_of(clusters.values()))


# Its workers read this file too.
if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
