#!/usr/bin/env python3
"""Text is as this project writes it: what a tool can see and a reviewer should not have to.

Functions are measured by their layout, which formatting.py has seen to: a body ends with a brace in
the column in which its declaration began.
"""
import os
import re

import tree

COLUMNS_MAX = 100
FUNCTION_LINES_MAX = 60
MEASURED = {".h", ".cc", ".py", ".proto", ".md", ".sh"}
TEXT = MEASURED | {".cmake", ".css", ".html", ".json", ".js", ".toml", ".txt", ".yaml", ".yml", ""}
# Kept as they were given to us, or written by a tool.
AS_GIVEN = {"LICENSE", "package-lock.json"}
# A note to self is an issue, or nothing.
NOTES = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
# Where it was written is nobody's business, and it exists on one machine only.
MACHINE_PATHS = re.compile(r"(?<![\w.}~/-])/(ho" r"me|wo" r"rk|ro" r"ot)/")
FIXED_PATHS = re.compile(r'"/(tmp|var/tmp)\b')
TYPE = re.compile(
    r"^[ \t]*(?:class|struct|enum|enum[ \t]+class|using)[ \t]+(?:\[\[nodiscard\]\][ \t]*)?"
    r"([A-Z]\w*)", re.MULTILINE)
TYPE_BLOCK = re.compile(r"[ ]*(template\b.*>[ ]*)?(class|struct|union|enum)\b")
# They say nothing about what the type is. As the last word of its name.
EMPTY_WORDS = {"Manager", "Helper", "Helpers", "Util", "Utils", "Data", "Info", "Impl", "Base"}
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep)\s*\(")
# Rooms of tests that run against the clock of the machine, because their subject is a process.
MAY_SLEEP = ("tests/bench/", "tests/crash/", "tests/e2e/", "tests/kill/", "tests/testing/")


def functions(lines, indent=0):
    """The first line and the length of every function that begins in this column."""
    column = " " * indent
    start = opening = None
    for at, line in enumerate(lines):
        begins = line.startswith(column) and line[indent : indent + 1] not in ("", " ", "#", "/")
        if opening is not None:
            if line.startswith(column + "}"):
                yield from block(lines, start, opening, at, indent)
                opening = None
        elif begins and not line.startswith(column + "}"):
            start = at
        if opening is None and line.endswith("{") and start is not None:
            if not lines[start].startswith((column + "namespace", column + 'extern "C"')):
                opening = at


def block(lines, start, opening, end, indent):
    if TYPE_BLOCK.match(lines[start]):
        inner = functions(lines[opening + 1 : end], indent + 2)
        yield from ((opening + 1 + at, length) for at, length in inner)
    elif lines[opening].endswith(" {") and not lines[opening].endswith("= {"):  # No table.
        yield start, end - opening - 1


def line_complaints(name, suffix, lines):
    for number, line in enumerate(lines, start=1):
        where = f"{name}:{number}"
        if "\t" in line:
            yield f"{where}: a tab"
        if line != line.rstrip():
            yield f"{where}: white space at the end of the line"
        if NOTES.search(line):
            yield f"{where}: a note to self; open an issue, or do it"
        if MACHINE_PATHS.search(line):
            yield f"{where}: a path of one machine"
        table = suffix == ".md" and line.startswith("|")
        if suffix in MEASURED and len(line) > COLUMNS_MAX and not table and "://" not in line:
            yield f"{where}: {len(line)} columns; at most {COLUMNS_MAX}"


def code_complaints(name, text):
    for type_name in TYPE.findall(text):
        words = re.findall(r"[A-Z][a-z0-9]*", type_name)
        if words[-1] in EMPTY_WORDS:
            yield f"{name}: {type_name} ends in a word that says nothing"
    for start, length in functions(text.split("\n")):
        if length > FUNCTION_LINES_MAX:
            yield f"{name}:{start + 1}: {length} lines; a function has at most {FUNCTION_LINES_MAX}"
    if FIXED_PATHS.search(text):
        yield f"{name}: a fixed path; ask the system for a directory of your own"
    if name.startswith("tests/") and not name.startswith(MAY_SLEEP) and SLEEP.search(text):
        yield f"{name}: sleeps; wait for what you are waiting for"


def file_complaints(root, path):
    name = path.relative_to(root).as_posix()
    text = tree.text_of(path)
    if text and not text.endswith("\n"):
        yield f"{name}: no newline at the end"
    if text.endswith("\n\n"):
        yield f"{name}: empty lines at the end"
    if "\r" in text:
        yield f"{name}: a carriage return"
    yield from line_complaints(name, path.suffix, text.split("\n"))
    if path.suffix in {".h", ".cc"}:
        yield from code_complaints(name, text)
    if path.suffix == ".h":
        code = [line for line in text.split("\n") if line and not line.startswith("//")]
        if not text.startswith("//"):
            yield f"{name}: opens without saying why it exists"
        if not code or code[0] != "#pragma once":
            yield f"{name}: #pragma once is not its first line of code"
    script = text.startswith("#!")
    executable = os.access(path, os.X_OK)
    if script and not executable:
        yield f"{name}: begins with #! but is not executable"
    if executable and not script:
        yield f"{name}: is executable but does not begin with #!"


def check(root):
    for path in tree.files(root):
        if path.suffix in TEXT and path.name not in AS_GIVEN:
            yield from file_complaints(root, path)


if __name__ == "__main__":
    tree.main(__doc__, check)
