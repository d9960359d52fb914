#!/usr/bin/env python3
"""The API follows buf's STANDARD rules, and breaks nobody who uses the last release.

tests/golden/api.binpb is the API as last released. On a release it is made anew:
`node_modules/.bin/buf build proto --exclude-source-info -o tests/golden/api.binpb`.
"""
import subprocess

import tree

BUF = tree.ROOT / "node_modules/.bin/buf"
RELEASED = "tests/golden/api.binpb"


def run(root, *arguments):
    done = subprocess.run([BUF, *arguments], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        yield from said.splitlines() or ["buf failed and does not say why"]


def check(root, released=None):
    if not BUF.exists():
        yield "buf is not here: run `npm ci --ignore-scripts`"
        return
    yield from run(root, "lint", "proto")
    yield from run(root, "breaking", "proto", "--against", released or root / RELEASED)


if __name__ == "__main__":
    tree.main(__doc__, check)
