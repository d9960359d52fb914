#!/usr/bin/env python3
"""clang-tidy-19 finds nothing: what .clang-tidy says, in the files that changed or in all.

It takes many seconds per file, so it is no ctest and runs only when check.sh is asked for it.
"""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

import tree

TIDY = "clang-tidy-19"


def git(root, *arguments):
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True,
                          check=False)
    return done.stdout.splitlines()


def changed_sources(root):
    """What differs from the last commit; for a header, its own .cc."""
    names = git(root, "diff", "--name-only", "HEAD")
    names += git(root, "ls-files", "--others", "--exclude-standard")
    return {(root / name).with_suffix(".cc") for name in names if name.endswith((".h", ".cc"))}


def compiled_sources(root, build):
    """Our own .cc files that the build compiles."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    ours = set(tree.files(root, ".cc", under=tree.CODE))
    return sorted(ours & {pathlib.Path(command["file"]) for command in commands})


def findings_in(root, build, source):
    command = [TIDY, "--quiet", "-p", str(build), "--extra-arg=-Wno-unknown-warning-option",
               str(source)]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return [f"{TIDY} is not here: install the Debian package of that name"]
    lines = [line for line in done.stdout.splitlines()
             if ": error:" in line or ": warning:" in line]
    return lines or ([f"{source}: {done.stderr}"] if done.returncode else [])


def check(root, build, everything=False):
    if not (build / "compile_commands.json").is_file():
        yield f"{build} is not configured: run `cmake --preset dev`"
        return
    sources = compiled_sources(root, build)
    if not everything:
        changed = changed_sources(root)
        sources = [source for source in sources if source in changed]
    seen = set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda source: findings_in(root, build, source), sources)
        for number, findings in enumerate(found, start=1):
            print(f"\rclang-tidy {number}/{len(sources)}", end="", file=sys.stderr)
            for finding in findings:
                if finding not in seen:
                    seen.add(finding)
                    yield finding.replace(f"{root}/", "")
    print(file=sys.stderr)


if __name__ == "__main__":
    arguments = tree.parser(__doc__)
    arguments.add_argument("--build", type=pathlib.Path, default=tree.ROOT / "build/dev",
                           help="a configured build folder whose generated code is built")
    arguments.add_argument("--all", action="store_true", help="all files, not only what changed")
    chosen = arguments.parse_args()
    tree.report(check(chosen.root.resolve(), chosen.build.resolve(), chosen.all))
