"""all-MiniLM-L6-v2 (Apache-2.0): mean of the last layer over a text's pieces."""

import numpy
import onnxruntime
from tokenizers import Tokenizer

BATCH = 64


class Transformer:
    """The tokenizer of one package, the int8 weights of the other."""

    def __init__(self, tokenizer, weights):
        self.tokenizer = Tokenizer.from_file(str(next(tokenizer.rglob("tokenizer.json"))))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(96)
        self.session = onnxruntime.InferenceSession(str(next(weights.rglob("model.onnx"))))
        self.inputs = [each.name for each in self.session.get_inputs()]

    def pieces(self):
        """Its word pieces in the order of their numbers."""
        numbers = self.tokenizer.get_vocab()
        return sorted(numbers, key=numbers.get)

    def encode(self, texts):
        """One vector of length 1 for each text, alike lengths together."""
        numbers = [each.ids for each in self.tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(numbers)), key=lambda i: len(numbers[i]))
        out = numpy.zeros((len(numbers), 384), numpy.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            out[chosen] = self._batch([numbers[i] for i in chosen])
        return out

    def _batch(self, numbers):
        width = max(map(len, numbers))
        ids = numpy.array([n + [0] * (width - len(n)) for n in numbers], numpy.int64)
        mask = numpy.array([[1] * len(n) + [0] * (width - len(n)) for n in numbers], numpy.int64)
        kinds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        last = self.session.run(None, {name: kinds[name] for name in self.inputs})[0]
        mean = (last * mask[:, :, None]).sum(1)
        return mean / numpy.linalg.norm(mean, axis=1, keepdims=True)
