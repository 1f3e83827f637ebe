"""Checks with Jupyter's own programs that notebooks from `lesson convert` are what they should be.

Needs nbformat 5.11.1 and nbconvert 7.17.2 from PyPI; swift test needs neither.

    python -m venv /tmp/jupyter && /tmp/jupyter/bin/pip install nbformat==5.11.1 nbconvert==7.17.2
    /tmp/jupyter/bin/python check_notebooks.py .build/release/lesson lessons/*.md

Each lesson is converted (with the outputs of its last run), validated, read and written by nbformat, converted to HTML
and Markdown by nbconvert, and converted back: the text must be the same to the byte, also out of nbformat's own file.
"""

import pathlib
import subprocess
import sys
import tempfile

import nbconvert
import nbformat

program, *lessons = sys.argv[1:]
for lesson in map(pathlib.Path, lessons):
    with tempfile.TemporaryDirectory() as folder:
        notebook = pathlib.Path(folder) / "a.ipynb"
        subprocess.run([program, "convert", lesson, notebook], check=True, stderr=subprocess.DEVNULL)
        content = nbformat.read(notebook, as_version=4)
        nbformat.validate(content)
        rewritten = pathlib.Path(folder) / "b.ipynb"
        nbformat.write(content, rewritten)
        same = notebook.read_bytes() == rewritten.read_bytes()
        for path in (notebook, rewritten):
            back = path.with_suffix(".md")
            subprocess.run([program, "convert", path, back], check=True, stderr=subprocess.DEVNULL)
            assert back.read_bytes() == lesson.read_bytes(), f"{lesson}: the text changed"
        html, _ = nbconvert.HTMLExporter().from_notebook_node(content)
        markdown, resources = nbconvert.MarkdownExporter().from_notebook_node(content)
        outputs = [output for cell in content.cells for output in cell.get("outputs", [])]
        kinds = sorted({output.output_type for output in outputs})
        pictures = sum("image/png" in output.get("data", {}) for output in outputs)
        assert html.count("data:image/png;base64,") >= pictures
        assert len(resources["outputs"]) == pictures
        print(
            f"{lesson}: {len(content.cells)} cells, {len(outputs)} outputs ({', '.join(kinds)}), {pictures} pictures, "
            f"{len(html)} bytes of HTML, {len(markdown)} of Markdown; as nbformat writes it: {same}"
        )
