"""XXH64 digests of known bytes: xxhash 4.1.0, Python 3.11.

Writes Fixtures/Memo/xxh64.json: the digests of the first n bytes of the sequence (i * 7 + i // 251) % 256, for all
lengths up to two stripes and some longer ones.

    python3 Tests/TransferTests/Generators/xxh64.py
"""

import json
import pathlib

import xxhash

lengths = [*range(66), 95, 96, 97, 1000, 300_007]
sequence = bytes((i * 7 + i // 251) % 256 for i in range(max(lengths)))
digests = {str(n): xxhash.xxh64(sequence[:n]).hexdigest() for n in lengths}
path = pathlib.Path(__file__).parent.parent / "Fixtures/Memo/xxh64.json"
path.write_text(json.dumps(digests, indent=2) + "\n")
