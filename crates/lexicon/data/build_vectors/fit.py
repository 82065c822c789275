"""Moves word vectors so that their sums say what the transformer says of whole sentences (as model2vec's "tokenlearn" does)."""

import numpy
import scipy.sparse

import table
from texts import fold

# How much a word's first vector holds it back: between .3 and 1 nothing measured moved by more than .005.
RIDGE = 0.5
STEPS = 15
ROUNDS = 2


def turn(rows, wanted):
    """Both in the directions in which sentences differ most."""
    values, directions = numpy.linalg.eigh(wanted.T @ wanted / len(wanted))
    directions = directions[:, ::-1][:, : table.DIMENSIONS]
    wanted = wanted @ directions
    wanted /= numpy.linalg.norm(wanted, axis=1, keepdims=True)
    return (rows - rows[: table.WORDS].mean(0)) @ directions, wanted


def bags(sentences, words, tails, frequency):
    """A row for each sentence: how much of each row of the table it holds."""
    parts = table.Parts(words, tails)
    entries = [(i, *part) for i, s in enumerate(sentences) for word in fold(s) for part in parts.of(word, frequency)]
    rows, columns, values = zip(*entries)
    shape = (len(sentences), len(words) + len(tails))
    return scipy.sparse.csr_matrix((numpy.float32(values), (rows, columns)), shape=shape)


def fit(start, bags, wanted):
    """The rows whose weighted sums, each made of length 1, come nearest to what is wanted; a row that no sentence shows stays."""
    rows = start.copy()
    for _ in range(ROUNDS):
        lengths = numpy.linalg.norm(bags @ rows, axis=1)
        scaled = (scipy.sparse.diags(1 / numpy.where(lengths == 0, 1, lengths)) @ bags).tocsr().astype(numpy.float32)
        rows = start + _solve(scaled, scaled.T @ (wanted - scaled @ start))
    return rows


def _solve(matrix, right):
    """Conjugate gradients for (MᵀM + RIDGE) x = right, all columns at once."""
    x, rest = numpy.zeros_like(right), right.copy()
    direction, size = rest.copy(), (rest * rest).sum(0)
    for _ in range(STEPS):
        image = matrix.T @ (matrix @ direction) + numpy.float32(RIDGE) * direction
        step = size / numpy.maximum((direction * image).sum(0), 1e-20)
        x += step * direction
        rest -= step * image
        new = (rest * rest).sum(0)
        direction = rest + (new / numpy.maximum(size, 1e-20)) * direction
        size = new
    return x
