"""What the checks share: the files of the project, and how a check speaks.

A check is a function from the root of a tree to complaints. It is run from the command line, where
the tree is this project, and from selftest.py, where it is a small one with a planted violation.
"""
import argparse
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What is built, installed or kept by tools, and not ours to judge.
NOT_OURS = {".git", ".cache", ".idea", ".vscode", "__pycache__", "build", "node_modules"}
# Taken over as they are, with their licence beside them.
VENDORED = ("proto/google/",)
CODE = ("storage", "services", "clients", "tests")


def files(root, *suffixes, under=()):
    """The project's files with one of these suffixes, by name; none given means all."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        for name in names:
            path = pathlib.Path(folder, name)
            place = path.relative_to(root).as_posix()
            if place.startswith(VENDORED) or (suffixes and path.suffix not in suffixes):
                continue
            if not under or place.split("/")[0] in under:
                found.append(path)
    return sorted(found)


def text_of(path):
    """The text of a file, or nothing when it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def parser(about):
    arguments = argparse.ArgumentParser(description=about.strip().splitlines()[0])
    arguments.add_argument("--root", type=pathlib.Path, default=ROOT, help="the tree to check")
    return arguments


def report(complaints):
    """Prints the complaints and ends the program as they say."""
    complaints = list(complaints)
    for complaint in complaints:
        print(complaint, flush=True)
    if complaints:
        sys.exit(f"{len(complaints)} found")
    print("holds")


def main(about, check):
    """For a check that has no choices of its own."""
    report(check(parser(about).parse_args().root.resolve()))
