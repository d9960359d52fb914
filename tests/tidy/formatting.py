#!/usr/bin/env python3
"""C++ looks as clang-format-19 lays it out; with --fix it is laid out."""
import concurrent.futures
import os
import subprocess

import tree

FORMATTER = "clang-format-19"  # Another version lays out differently.
FILES_AT_ONCE = 16


def run(root, files, fix):
    command = [FORMATTER, "-style=file", *(["-i"] if fix else ["--dry-run", "-Werror"]), *files]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return [f"{FORMATTER} is not here: install the Debian package of that name"]
    lines = [line for line in done.stderr.splitlines() if ": error:" in line]
    return lines or ([done.stderr] if done.returncode else [])


def check(root, fix=False):
    files = [str(path) for path in tree.files(root, ".h", ".cc", under=tree.CODE)]
    groups = [files[at : at + FILES_AT_ONCE] for at in range(0, len(files), FILES_AT_ONCE)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for complaints in pool.map(lambda group: run(root, group, fix), groups):
            for complaint in complaints:
                yield complaint.replace(f"{root}/", "")


if __name__ == "__main__":
    arguments = tree.parser(__doc__)
    arguments.add_argument("--fix", action="store_true", help="lay them out instead")
    chosen = arguments.parse_args()
    tree.report(check(chosen.root.resolve(), chosen.fix))
