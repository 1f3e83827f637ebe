"""Writes tables.html from tables.md with GitHub's own parser: cmarkgfm 2025.10.22 (PyPI), extension `table` alone."""

import pathlib

import cmarkgfm
from cmarkgfm.cmark import Options

folder = pathlib.Path(__file__).parent
text = (folder / "tables.md").read_text(encoding="utf-8")
html = cmarkgfm.markdown_to_html_with_extensions(text, options=0, extensions=["table"])
(folder / "tables.html").write_text(html, encoding="utf-8")
