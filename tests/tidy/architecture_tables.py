#!/usr/bin/env python3
"""The tables in ARCHITECTURE.md say what the code says; with --fix they are written anew.

A table stands between `<!-- NAME -->` and `<!-- /NAME -->`. The tables of rooms and libraries come
from policy.json. Others are printed by a program of the build: `--table NAME=PROGRAM`.
"""
import re
import subprocess

import include_policy
import tree

DOCUMENT = "ARCHITECTURE.md"
PLACE = re.compile(r"<!-- ([a-z-]+) -->\n(.*?)<!-- /\1 -->", re.DOTALL)


def code(names):
    return ", ".join(f"`{name}`" for name in names)


def rooms_table(policy):
    lines = ["| Room | What it is for | May include |", "|---|---|---|"]
    for entry in policy["rooms"]:
        others = entry["may_include"]
        allowed = "every room above" if "*" in others else code(others) or "nothing of ours"
        lines.append(f"| `{entry['room']}` | {entry['purpose']} | {allowed} |")
    return "\n".join(lines) + "\n"


def libraries_table(policy):
    lines = ["| Headers | Rooms that may see them |", "|---|---|"]
    lines += [f"| `{library['headers']}` | {code(library['rooms'])} |"
              for library in policy["libraries"]]
    return "\n".join(lines) + "\n"


def printed_by(program):
    return subprocess.run(program.split(), capture_output=True, text=True, check=True).stdout


def check(root, programs=(), policy=None, fix=False):
    policy = policy or include_policy.read_policy()
    tables = {"rooms": rooms_table(policy), "libraries": libraries_table(policy)}
    for name, program in (one.split("=", 1) for one in programs):
        tables[name] = printed_by(program)
    document = root / DOCUMENT
    text = tree.text_of(document) if document.is_file() else ""
    standing = dict(PLACE.findall(text))
    if fix:
        text = PLACE.sub(lambda place: f"<!-- {place.group(1)} -->\n"
                         f"{tables.get(place.group(1), place.group(2))}<!-- /{place.group(1)} -->",
                         text)
        document.write_text(text, encoding="utf-8")
        standing = dict(PLACE.findall(text))
    for name, table in tables.items():
        if name not in standing:
            yield f"{DOCUMENT}: has no place for the table of {name}"
        elif standing[name] != table:
            yield f"{DOCUMENT}: the table of {name} is not what the code says; run with --fix"


if __name__ == "__main__":
    arguments = tree.parser(__doc__)
    arguments.add_argument("--fix", action="store_true", help="write the tables anew")
    arguments.add_argument("--table", action="append", default=[], metavar="NAME=PROGRAM",
                           help="a table that a program prints")
    chosen = arguments.parse_args()
    tree.report(check(chosen.root.resolve(), chosen.table, fix=chosen.fix))
