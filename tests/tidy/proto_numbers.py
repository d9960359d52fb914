#!/usr/bin/env python3
"""No number of the API or of the disk is ever given another meaning.

tests/golden/proto_numbers.json holds every number that was ever given out. A number in it still
means the same, or is `reserved`. New numbers are written down with --add, which changes none that
stand there already.
"""
import json
import re

import tree

GOLDEN = "tests/golden/proto_numbers.json"
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z_.][\w.]*|-?\d[\w]*|\S')
COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


class Reader:
    """Reads the numbers out of one .proto file: {"package.Message": {"1": "string name"}}."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(COMMENT.sub(lambda match: match.group(1) or " ", text))
        self.at = 0
        self.package = ""
        self.numbers = {}
        self.reserved = {}

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def statement(self):
        """The tokens up to the next `;`, `{` or `}` outside brackets, and that token."""
        words = []
        depth = 0
        while True:
            token = self.next()
            depth += (token in ("[", "(")) - (token in ("]", ")"))
            if token in (";", "{", "}") and depth == 0:
                return words, token
            words.append(token)

    def read(self):
        while self.at < len(self.tokens):
            words, end = self.statement()
            if words[:1] == ["package"]:
                self.package = words[1]
            elif end == "{":
                self.block(words, self.package)
        return self

    def block(self, words, scope):
        kind = words[0] if words else ""
        name = scope
        if kind == "extend":
            name = f"{scope}.extend({words[1]})"
        elif kind in ("message", "enum"):
            name = f"{scope}.{words[1]}"
        if kind in ("message", "enum", "extend"):
            self.numbers.setdefault(name, {})
            self.reserved.setdefault(name, set())
        while True:
            inner, end = self.statement()
            if end == "}":
                return
            if end == "{":
                self.block(inner, name)
            elif kind in ("message", "enum", "extend", "oneof") and inner:
                self.number(inner, name)

    def number(self, words, owner):
        if words[0] == "reserved":
            self.reserved[owner].update(self.reserved_numbers(words[1:]))
        elif "=" in words and words[0] != "option":
            equals = words.index("=")
            meaning = " ".join(word for word in words[:equals] if word not in ("optional",))
            self.numbers[owner][words[equals + 1]] = meaning

    @staticmethod
    def reserved_numbers(words):
        """The numbers of a reserved statement: `2, 9 to 11`."""
        digits = [word for word in words if word != ","]
        for at, word in enumerate(digits):
            if word == "to":
                yield from (str(n) for n in range(int(digits[at - 1]), int(digits[at + 1]) + 1))
            elif word.isdigit():
                yield word


def read_tree(root):
    numbers, reserved = {}, {}
    for path in tree.files(root, ".proto", under=("proto",)):
        reader = Reader(tree.text_of(path)).read()
        numbers.update(reader.numbers)
        reserved.update(reader.reserved)
    return numbers, reserved


def read_golden(root):
    path = root / GOLDEN
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def check(root):
    numbers, reserved = read_tree(root)
    golden = read_golden(root)
    for owner, given in sorted(golden.items()):
        for number, meaning in given.items():
            now = numbers.get(owner, {}).get(number)
            if now is None and number not in reserved.get(owner, ()):
                yield f"{owner}: {number} was `{meaning}` and is gone; reserve the number"
            elif now is not None and now != meaning:
                yield f"{owner}: {number} was `{meaning}` and is now `{now}`; take a new number"
    for owner, given in sorted(numbers.items()):
        for number, meaning in given.items():
            if number not in golden.get(owner, {}):
                yield f"{owner}: {number} (`{meaning}`) is not in {GOLDEN}; run with --add"


def add(root):
    numbers, _ = read_tree(root)
    golden = read_golden(root)
    for owner, given in numbers.items():
        golden[owner] = {**given, **golden.get(owner, {})}
    ordered = {owner: dict(sorted(golden[owner].items(), key=lambda item: int(item[0])))
               for owner in sorted(golden)}
    (root / GOLDEN).write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    arguments = tree.parser(__doc__)
    arguments.add_argument("--add", action="store_true", help="write new numbers down")
    chosen = arguments.parse_args()
    if chosen.add:
        add(chosen.root.resolve())
    tree.report(check(chosen.root.resolve()))
