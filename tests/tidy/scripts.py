#!/usr/bin/env python3
"""Shell scripts pass shellcheck."""
import subprocess

import tree

SHELLS = ("#!/bin/bash", "#!/usr/bin/env bash", "#!/bin/sh")


def check(root):
    scripts = [path for path in tree.files(root)
               if path.suffix == ".sh" or
               (path.suffix == "" and tree.text_of(path).startswith(SHELLS))]
    if not scripts:
        return
    command = ["shellcheck", "--external-sources", "--format=gcc", *map(str, scripts)]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        yield "shellcheck is not here: install the Debian package of that name"
        return
    for line in (done.stdout + done.stderr).splitlines():
        yield line.replace(f"{root}/", "")


if __name__ == "__main__":
    tree.main(__doc__, check)
