"""Hashes of every nine words in a row of some documents, by which a test knows their sentences without holding them.

    python -m tests.roadmaps.make_shingles FOLDER

reads FOLDER/*.txt and writes `seed_shingles.bin` beside this file.
"""

import re
import sys
from hashlib import blake2b
from pathlib import Path

WORDS = 9
BYTES = 5  # of a hash: with 20,000 shingles on each side one in 2,000 runs would find a false one
STORED = Path(__file__).with_name("seed_shingles.bin")


def shingles(text):
    """{hash: its nine words}, of small letters and digits: punctuation, markup and line breaks do not count."""
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", "", text.lower()))
    rows = (" ".join(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1))
    return {blake2b(row.encode(), digest_size=BYTES).digest(): row for row in rows}


def stored():
    packed = STORED.read_bytes()
    return {packed[start : start + BYTES] for start in range(0, len(packed), BYTES)}


def write(folder):
    found = set()
    for path in Path(folder).glob("*.txt"):
        found |= shingles(path.read_text(encoding="utf-8")).keys()
    STORED.write_bytes(b"".join(sorted(found)))
    return len(found)


if __name__ == "__main__":
    print(write(sys.argv[1]), "shingles")
