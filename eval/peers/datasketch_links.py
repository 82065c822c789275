"""datasketch: MinHash of word 5-grams, MinHashLSH at its own choice of bands."""

import sys

from common import grams, records, write_links
from datasketch import MinHash, MinHashLSH


def main(corpus, links, threshold, hashes=128):
    index = MinHashLSH(threshold=threshold, num_perm=hashes)
    sketches = {}
    for name, text in records(corpus):
        sketch = MinHash(num_perm=hashes)
        sketch.update_batch([gram.encode() for gram in grams(text)])
        index.insert(name, sketch)
        sketches[name] = sketch
    write_links(links, ((a, b) for a, sketch in sketches.items() for b in index.query(sketch) if a < b))


main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
