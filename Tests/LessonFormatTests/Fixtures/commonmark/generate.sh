#!/bin/sh
# Writes the .html beside each .md with the reference implementation: cmark 0.30.2 (Debian package `cmark`).
cd "$(dirname "$0")" || exit 1
for document in *.md; do cmark "$document" > "${document%.md}.html"; done
