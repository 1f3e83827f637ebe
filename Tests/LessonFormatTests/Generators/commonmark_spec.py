"""Writes Fixtures/commonmark/spec.json: the examples of the CommonMark specification 0.31.2, their Markdown only.

Source: tests/test_cmark_spec/commonmark.json of the source distribution of markdown-it-py 4.3.0, which carries them
unchanged. The examples are by John MacFarlane, CC BY-SA 4.0 (Fixtures/commonmark/spec-LICENSE.txt).

    pip download --no-deps --no-binary :all: markdown-it-py==4.3.0 && tar xzf markdown_it_py-4.3.0.tar.gz
    python commonmark_spec.py markdown_it_py-4.3.0/tests/test_cmark_spec/commonmark.json ../Fixtures/commonmark/spec.json
"""

import json
import sys

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    examples = json.load(file)
with open(target, "w", encoding="utf-8") as file:
    kept = [{key: example[key] for key in ("example", "section", "markdown")} for example in examples]
    lines = ",\n".join(json.dumps(example, ensure_ascii=False) for example in kept)
    file.write(f"[\n{lines}\n]\n")
