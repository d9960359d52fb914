#!/usr/bin/env python3
"""Every header compiles when it is the first thing a file includes.

A header that some .cc includes first, as its own does, is shown by the build; the others are
compiled alone, with the compiler and the flags of the build.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess

import tree

FIRST_INCLUDE = re.compile(r'\A(?:\s|//[^\n]*\n)*#\s*include\s*"([^"]+)"')
TAKES_A_VALUE = {"-isystem", "-I", "-D"}


def unproven(root):
    """The headers that no .cc includes first."""
    firsts = (FIRST_INCLUDE.search(tree.text_of(source))
              for source in tree.files(root, ".cc", under=tree.CODE))
    proven = {first.group(1) for first in firsts if first}
    return [header for header in tree.files(root, ".h", under=tree.CODE)
            if header.relative_to(root).as_posix() not in proven]


def flags_of(build):
    """The search paths and definitions of all compilations together, and the compiler."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    flags = []
    compiler = "c++"
    for command in commands:
        words = shlex.split(command["command"])
        compiler = words[1] if words[0].endswith("ccache") else words[0]
        for at, word in enumerate(words):
            found = [word, words[at + 1]] if word in TAKES_A_VALUE else [word]
            if word.startswith(tuple(TAKES_A_VALUE)) and tuple(found) not in flags:
                flags.append(tuple(found))
    return compiler, [word for found in flags for word in found]


def compile_alone(root, header, compiler, flags):
    name = header.relative_to(root).as_posix()
    done = subprocess.run(
        [compiler, "-std=c++20", "-fsyntax-only", "-x", "c++", *flags, f"-I{root}", "-"],
        input=f'#include "{name}"\n', capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.splitlines() if "error:" in line]
    return f"{name}: {errors[0] if errors else done.stderr}" if done.returncode else None


def check(root, build):
    if not (build / "compile_commands.json").is_file():
        yield f"{build} is not configured: run `cmake --preset dev`"
        return
    compiler, flags = flags_of(build)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda header: compile_alone(root, header, compiler, flags),
                         unproven(root))
        yield from (complaint for complaint in found if complaint)


if __name__ == "__main__":
    arguments = tree.parser(__doc__)
    arguments.add_argument("--build", type=pathlib.Path, default=tree.ROOT / "build/dev",
                           help="a configured build folder")
    chosen = arguments.parse_args()
    tree.report(check(chosen.root.resolve(), chosen.build.resolve()))
