"""Which words the table holds, and how it is stored."""

import pathlib
import subprocess

import numpy
from codec import strings, varint

DATA = pathlib.Path(__file__).resolve().parent.parent
DIMENSIONS = 192
WORDS = 34_000
# Words count by a / (a + probability) (Arora et al. 2017); of .0003 to .01, .001 and .003 were best.
RARE = 0.001
# Zipf value of a word that is not in the list.
UNKNOWN = 2.5


class _Reader:
    def __init__(self, name):
        packed = DATA / name
        self.raw = subprocess.run(["zstd", "-dc", packed], stdout=subprocess.PIPE, check=True).stdout
        self.at = 0

    def varint(self):
        value = shift = 0
        while True:
            byte = self.raw[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def column(self):
        return [self.varint() for _ in range(self.varint())]

    def bytes(self, count):
        self.at += count
        return self.raw[self.at - count : self.at]

    def strings(self):
        found, before = [], b""
        for shared, length in zip(self.column(), self.column()):
            found.append((shared, length))
        words = []
        for shared, length in found:
            before = before[:shared] + self.bytes(length)
            words.append(before.decode())
        return words


def frequency():
    """`{word: zipf}` of our own list."""
    reader = _Reader("frequency.bin.zst")
    steps = reader.varint()
    words = reader.strings()
    return {word: step / steps for word, step in zip(words, reader.bytes(len(words)))}


def _standard():
    reader = _Reader("spelling.bin.zst")
    words = reader.strings()
    return {word: words[number] for word, number in zip(words, reader.column())}


def words(pieces, frequency):
    """Words, the transformer's own first, then the commonest of the list; and the tails that others end in."""
    plain = lambda text: text.isascii() and text.isalpha()
    standard = _standard()
    whole = [p for p in pieces if plain(p) and standard.get(p, p) == p]
    common = sorted(frequency, key=lambda word: (-frequency[word], word))
    chosen = list(dict.fromkeys(whole + common))[:WORDS]
    return chosen, [p for p in pieces if p.startswith("##") and plain(p[2:])]


class Parts:
    """Finds the rows of a word: its own, or those of its longest pieces."""

    def __init__(self, words, tails):
        self.heads = {word: i for i, word in enumerate(words)}
        self.tails = {tail[2:]: i + len(words) for i, tail in enumerate(tails)}
        self.known = {}

    def of(self, word, frequency):
        """`(row, weight)` of each part."""
        if word not in self.known:
            rows = self._rows(word)
            self.known[word] = [(row, weight(word, frequency) / len(rows)) for row in rows]
        return self.known[word]

    def _rows(self, word):
        if word in self.heads:
            return [self.heads[word]]
        rows, rest = [], word if word[0].isalpha() else ""
        while rest:
            known = self.tails if rows else self.heads
            length = next((n for n in range(len(rest), 0, -1) if rest[:n] in known), 0)
            if not length:
                break
            rows.append(known[rest[:length]])
            rest = rest[length:]
        return rows


def weight(word, frequency):
    """How much a word counts in the sum."""
    return RARE / (RARE + 10 ** ((frequency.get(word) or UNKNOWN) - 9))


def write(words, tails, rows, frequency):
    """Sorted words, sorted tails, a byte for the step of each row, then the rows."""
    tails = [tail[2:] for tail in tails]
    weights = [weight(word, frequency) for word in words] + [weight("", frequency)] * len(tails)
    order = sorted(range(len(words)), key=lambda i: words[i])
    order += sorted(range(len(words), len(rows)), key=lambda i: tails[i - len(words)])
    rows = (rows * numpy.array(weights)[:, None])[order]
    steps = numpy.abs(rows).max(1) / 127
    # Steps in 255ths of the largest one that is not an exception; a row always has one, however small.
    unit = numpy.quantile(steps, 0.999) / 255
    scales = numpy.clip(numpy.ceil(steps / unit), 1, 255)
    values = numpy.clip(numpy.round(rows / (scales * unit)[:, None]), -127, 127).astype(numpy.int8)
    raw = varint(DIMENSIONS) + strings(sorted(words)) + strings(sorted(tails))
    raw += scales.astype(numpy.uint8).tobytes() + values.tobytes()
    (DATA / "vectors.bin").write_bytes(raw)
    print(f"vectors.bin: {len(raw):,} bytes, {len(words):,} words, {len(tails):,} tails")
