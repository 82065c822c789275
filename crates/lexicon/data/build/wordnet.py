"""WordNet's database files (wndb(5WN)), as lists."""

import pathlib
from dataclasses import dataclass, field

FILES = ["noun", "verb", "adj", "adv"]
# Pointer symbol to the code in `src/link.rs`. What is absent is not used: hyponyms are hypernyms read backwards, and so on.
LINKS = {
    "@": 0, "@i": 1, "&": 2, "$": 3, "*": 4, ">": 5, "=": 6, "^": 7,
    "#p": 8, "!": 9, "+": 10, "<": 11, "\\": 12,
}
SYMMETRIC = {2, 3, 9, 10}
# Lexicographer files (lexnames(5WN)).
ARTIFACT, GROUP, LOCATION = 6, 14, 15


@dataclass
class Synset:
    """One synonym set: what it is, the words as written, and its links `(code, source word, target, target word)`."""

    file: str
    lexfile: int
    satellite: bool
    words: list
    raw_links: list
    gloss: str
    links: list = field(default_factory=list)


def load(dict_dir: pathlib.Path):
    """All synsets, and `{(lower-case lemma, file letter, synset index): (sense number, tag count)}`."""
    synsets, at = [], {}
    for file in FILES:
        for line in (dict_dir / f"data.{file}").open(encoding="latin-1"):
            if line.startswith("  "):
                continue
            at[file, int(line[:8])] = len(synsets)
            synsets.append(parse(line, file))
    for synset in synsets:
        synset.links = [
            (LINKS[symbol], source, at[file, offset], target) for symbol, file, offset, source, target in synset.raw_links
        ]
    return synsets, senses(dict_dir, at)


def parse(line, file):
    """One line of a data file."""
    data, _, gloss = line.partition("|")
    parts = data.split()
    count = int(parts[3], 16)
    words = [parts[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(count)]
    rest = parts[4 + 2 * count :]
    letters = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
    links = []
    for i in range(int(rest[0])):
        symbol, offset, letter, where = rest[1 + 4 * i : 5 + 4 * i]
        if symbol in LINKS:
            links.append((symbol, letters[letter], int(offset), int(where[:2], 16), int(where[2:], 16)))
    return Synset(file, int(parts[1]), parts[2] == "s", words, links, gloss.strip())


def senses(dict_dir, at):
    """Sense numbers and tag counts from `index.sense`."""
    found = {}
    for line in (dict_dir / "index.sense").open(encoding="latin-1"):
        key, offset, number, count = line.split()
        lemma, _, rest = key.partition("%")
        file = FILES["1234".index(rest[0])] if rest[0] != "5" else "adj"
        found[lemma.replace("_", " "), at[file, int(offset)]] = (int(number), int(count))
    return found


def exceptions(exc_dir: pathlib.Path):
    """Irregular forms: `(file index, form, lemma)`."""
    for number, file in enumerate(FILES):
        for line in (exc_dir / f"{file}.exc").open():
            form, *lemmas = line.split()
            for lemma in lemmas:
                yield number, form.replace("_", " "), lemma.replace("_", " ")
