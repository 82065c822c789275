"""Sentences to fit on, all from sources whose licences allow it: glosses and examples of WordNet, news of ECB+ (CC BY 3.0)
without the articles that paraphrases are measured on, and SummEdits (Apache-2.0)."""

import json
import random
import re
import unicodedata

WORDNET_SENTENCES = 30_000


def fold(text):
    """Words nearly as `wirecopy-text` folds them."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower().replace("'s", " ")
    return re.findall(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text))


def sentences(wordnet, ecbplus, metam, summedits):
    """All sentences."""
    measured = {" ".join(fold(json.loads(line)["original"])) for line in metam.open()}
    news = [s for s in _ecbplus(ecbplus) if " ".join(fold(s)) not in measured]
    return news + _wordnet(wordnet)[:WORDNET_SENTENCES] + _summedits(summedits)


def _is_sentence(text):
    return 6 <= len(text.split()) <= 45


def _wordnet(folder):
    found = []
    for part in ["noun", "verb", "adj", "adv"]:
        for line in (folder / f"data.{part}").open():
            if "|" in line and not line.startswith("  "):
                parts = [x.strip().strip('"') for x in line.split("|", 1)[1].strip().split(";")]
                found += [x for x in parts if 5 <= len(x.split()) <= 40]
    random.Random(1).shuffle(found)
    return found


def _ecbplus(path):
    records = map(json.loads, path.open())
    return list(dict.fromkeys(s for record in records for s in record["sentences"] if _is_sentence(s)))


def _summedits(folder):
    found = {}
    for path in sorted(folder.glob("summedits_*.json")):
        for record in json.loads(path.read_text()):
            for sentence in re.split(r"(?<=[.!?])\s+", record.get("original_summary", "")):
                if _is_sentence(sentence):
                    found[sentence] = None
    return list(found)
