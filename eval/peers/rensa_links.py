"""rensa: R-MinHash of word 5-grams, LSH, then its own estimate of the Jaccard likeness against the threshold."""

import sys

from common import grams, records, write_links
from rensa import RMinHash, RMinHashLSH

BATCH = 2000


def main(corpus, links, bands, threshold, hashes=128):
    ids, sketches = [], []
    index = RMinHashLSH(threshold=threshold, num_perm=hashes, num_bands=bands)

    def add(batch):
        for sketch in RMinHash.from_token_sets(batch, num_perm=hashes, seed=42):
            index.insert(len(sketches), sketch)
            sketches.append(sketch)

    batch = []
    for name, text in records(corpus):
        ids.append(name)
        batch.append(grams(text))
        if len(batch) == BATCH:
            add(batch)
            batch = []
    add(batch)

    def pairs():
        for a, sketch in enumerate(sketches):
            for b in index.query(sketch):
                if a < b and sketch.jaccard(sketches[b]) >= threshold:
                    yield ids[a], ids[b]

    write_links(links, pairs())


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
