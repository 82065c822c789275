"""Makes the two tiny models that the tests of `embed` load, and what they must answer.

Random weights of a BERT with vectors of 8 numbers: one that puts sentences into space, one with three classes on top. The answers are
worked out here in double precision, apart from the Rust code; words are cut by the `tokenizers` library.

    pip install numpy tokenizers
    python eval/train/tiny_model.py crates/embed/testdata
"""

import json
import math
import struct
import sys
from pathlib import Path

import numpy as np
from tokenizers import BertWordPieceTokenizer

SIZE, WIDE, HEADS, LAYERS, LONGEST = 8, 12, 2, 2, 24
PIECES = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] the a of in on , . ' \" % bridge town mayor open ##ed ##s ##ing close council vote"
    " ##r river said mon ##day cost million euro 3 12 cafe new old was not"
).split()
TEXTS = [
    "The mayor opened the bridge on Monday.",
    "The bridge in the town was opened, the mayor said.",
    "It cost 3 million euros.",
    "The CAFÉ closed on Monday; voters said 'not new'.",
    "",
    "the town the town the town the town the town the town the town the town the town the town the town",
]
CONFIG = {
    "model_type": "bert",
    "hidden_size": SIZE,
    "intermediate_size": WIDE,
    "num_attention_heads": HEADS,
    "num_hidden_layers": LAYERS,
    "max_position_embeddings": LONGEST,
    "vocab_size": len(PIECES),
    "type_vocab_size": 2,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-12,
}
LABELS = {"0": "CONTRADICTION", "1": "ENTAILMENT", "2": "NEUTRAL"}


def weights(seed):
    """Random weights under the names that the hub gives them."""
    random = np.random.default_rng(seed)
    made = {}

    def linear(name, outputs, inputs):
        made[name + ".weight"] = random.normal(0, 0.5, (outputs, inputs))
        made[name + ".bias"] = random.normal(0, 0.2, outputs)

    def norm(name):
        made[name + ".weight"] = random.normal(1, 0.2, SIZE)
        made[name + ".bias"] = random.normal(0, 0.2, SIZE)

    for name, rows in [("word", len(PIECES)), ("position", LONGEST), ("token_type", 2)]:
        made[f"embeddings.{name}_embeddings.weight"] = random.normal(0, 1, (rows, SIZE))
    norm("embeddings.LayerNorm")
    for n in range(LAYERS):
        at = f"encoder.layer.{n}."
        for part in ["query", "key", "value"]:
            linear(at + "attention.self." + part, SIZE, SIZE)
        linear(at + "attention.output.dense", SIZE, SIZE)
        norm(at + "attention.output.LayerNorm")
        linear(at + "intermediate.dense", WIDE, SIZE)
        linear(at + "output.dense", SIZE, WIDE)
        norm(at + "output.LayerNorm")
    linear("pooler.dense", SIZE, SIZE)
    linear("classifier", len(LABELS), SIZE)
    return {name: array.astype(np.float32) for name, array in made.items()}


def run(w, encoding):
    """The vectors of a text's pieces."""

    def linear(name, x):
        return x @ w[name + ".weight"].T.astype(float) + w[name + ".bias"]

    def norm(name, x):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * w[name + ".weight"] + w[name + ".bias"]

    count = len(encoding.ids)
    x = w["embeddings.word_embeddings.weight"][encoding.ids].astype(float)
    x = x + w["embeddings.position_embeddings.weight"][:count] + w["embeddings.token_type_embeddings.weight"][encoding.type_ids]
    x = norm("embeddings.LayerNorm", x)
    for n in range(LAYERS):
        at = f"encoder.layer.{n}."
        parts = [linear(at + "attention.self." + p, x).reshape(count, HEADS, -1).transpose(1, 0, 2) for p in ["query", "key", "value"]]
        fit = np.exp(parts[0] @ parts[1].transpose(0, 2, 1) / math.sqrt(SIZE // HEADS))
        mixed = (fit / fit.sum(-1, keepdims=True) @ parts[2]).transpose(1, 0, 2).reshape(count, SIZE)
        x = norm(at + "attention.output.LayerNorm", x + linear(at + "attention.output.dense", mixed))
        wide = linear(at + "intermediate.dense", x)
        wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        x = norm(at + "output.LayerNorm", x + linear(at + "output.dense", wide))
    return x


def embedded(w, encoding):
    mean = run(w, encoding).mean(0)
    return (mean / np.sqrt((mean * mean).sum())).tolist()


def classified(w, encoding):
    first = run(w, encoding)[0]
    pooled = np.tanh(w["pooler.dense.weight"] @ first + w["pooler.dense.bias"])
    scores = np.exp(w["classifier.weight"] @ pooled + w["classifier.bias"])
    return (scores / scores.sum()).tolist()


def safetensors(tensors):
    header, data = {}, b""
    for name, array in sorted(tensors.items()):
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def write(folder, config, tensors, expected):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n")
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (folder / "model.safetensors").write_bytes(safetensors(tensors))
    (folder / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")


def main(to):
    tokenizer = BertWordPieceTokenizer({piece: i for i, piece in enumerate(PIECES)}, lowercase=True)
    tokenizer.enable_truncation(LONGEST)
    w = weights(20240402)
    on_top = ("pooler", "classifier")
    plain = {name: array for name, array in w.items() if not name.startswith(on_top)}
    expected = [{"text": text, "vector": embedded(w, tokenizer.encode(text))} for text in TEXTS]
    write(to / "encoder", CONFIG, plain, expected)
    w = weights(77)
    topped = {name if name.startswith("classifier") else "bert." + name: array for name, array in w.items()}
    pairs = [(a, b) for a in TEXTS for b in TEXTS[:3]]
    expected = [{"a": a, "b": b, "shares": classified(w, tokenizer.encode(a, b))} for a, b in pairs]
    write(to / "cross-encoder", {**CONFIG, "id2label": LABELS}, topped, expected)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
