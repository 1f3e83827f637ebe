"""MD5 digests of the RFC's texts' neighbours: Python 3.11's hashlib.

Writes Fixtures/md5.json: the digests of the first n bytes of the sequence (i * 7 + i // 251) % 256, for lengths
around the block and padding borders and for one odd length of many blocks.

    python3 Tests/LessonWeightsTests/Generators/md5.py
"""

import hashlib
import json
import pathlib

lengths = [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 300_007]
sequence = bytes((i * 7 + i // 251) % 256 for i in range(max(lengths)))
digests = {str(n): hashlib.md5(sequence[:n]).hexdigest() for n in lengths}
path = pathlib.Path(__file__).parent.parent / "Fixtures/md5.json"
path.write_text(json.dumps(digests, indent=2) + "\n")
