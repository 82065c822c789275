"""Columns of small numbers and sorted strings, as the Rust side (`src/codec.rs`) reads them back."""

import pathlib
import subprocess


def varint(value):
    """LEB128: seven bits a byte, the low ones first."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    """Signed to unsigned so that small values of either sign stay small."""
    return value * 2 if value >= 0 else -value * 2 - 1


def column(values):
    """A count, then each value as a varint."""
    return varint(len(values)) + b"".join(map(varint, values))


def strings(sorted_strings):
    """Front coding: shared prefix lengths, suffix lengths, then all suffixes; three runs, since like compresses with like."""
    prefixes, lengths, suffixes, before = [], [], [], b""
    for text in sorted_strings:
        raw = text.encode()
        shared = 0
        while shared < min(len(before), len(raw)) and before[shared] == raw[shared]:
            shared += 1
        prefixes.append(shared)
        lengths.append(len(raw) - shared)
        suffixes.append(raw[shared:])
        before = raw
    return column(prefixes) + column(lengths) + b"".join(suffixes)


def write(path: pathlib.Path, raw: bytes):
    """Compresses with the `zstd` command (the Python 3.11 library has no zstd)."""
    # The size goes into the header, so that the reader can make room at once.
    command = ["zstd", "-22", "--ultra", "-q", "-c", f"--stream-size={len(raw)}"]
    packed = subprocess.run(command, input=raw, stdout=subprocess.PIPE, check=True).stdout
    path.write_bytes(packed)
    print(f"{path.name}: {len(raw):,} bytes, packed {len(packed):,}")
