#!/usr/bin/env python3
"""Every .cc, and so every test, is named in a CMakeLists.txt that is reached from the root.

A test that is commented out of the build does not exist, and nobody notices for years.
"""
import re

import tree

TOKEN = re.compile(r"[^\s()\"]+")


def live_tokens(cmake):
    """The words of a CMakeLists.txt without its comments."""
    lines = (line.split("#")[0] for line in tree.text_of(cmake).splitlines())
    return TOKEN.findall("\n".join(lines))


def check(root):
    built = set()
    for cmake in tree.files(root):
        if cmake.name != "CMakeLists.txt":
            continue
        parent = cmake.parent.parent / "CMakeLists.txt"
        if cmake.parent != root:
            # Named in an add_subdirectory(), or in the list that a foreach() hands to one.
            if not parent.is_file() or cmake.parent.name not in live_tokens(parent):
                yield f"{cmake.relative_to(root)}: {parent.relative_to(root)} does not add it"
                continue
        for token in live_tokens(cmake):
            if token.endswith(".cc"):
                place = token.replace("${CMAKE_CURRENT_SOURCE_DIR}/", "")
                place = place.replace("${PROJECT_SOURCE_DIR}", str(root))
                built.add((cmake.parent / place).resolve())
    for source in tree.files(root, ".cc", under=tree.CODE):
        if source.resolve() not in built:
            yield f"{source.relative_to(root)}: no CMakeLists.txt names it, so it does not exist"


if __name__ == "__main__":
    tree.main(__doc__, check)
