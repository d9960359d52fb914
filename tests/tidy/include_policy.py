#!/usr/bin/env python3
"""A room includes only what policy.json lets it.

Debian puts every library's headers in one folder, so a missing target_link_libraries() still
compiles; this check is what keeps the rooms apart. Rooms stand bottom first and may include only
rooms above themselves in the list, so a cycle cannot be written down.
"""
import json
import pathlib
import re

import tree

POLICY = pathlib.Path(__file__).with_name("policy.json")
TOPS = ("storage", "services", "clients")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
# The operating system's own: headers below these folders, and these.
SYSTEM_FOLDERS = {"arpa", "asm", "linux", "net", "netinet", "sys"}
SYSTEM_HEADERS = {"dirent.h", "dlfcn.h", "errno.h", "fcntl.h", "grp.h", "langinfo.h", "locale.h",
                  "netdb.h", "poll.h", "pthread.h", "pwd.h", "signal.h", "spawn.h", "stdlib.h",
                  "sysexits.h", "syslog.h", "termios.h", "time.h", "unistd.h", "wchar.h"}


def read_policy(path=POLICY):
    return json.loads(path.read_text(encoding="utf-8"))


def policy_complaints(policy):
    """What is wrong with the policy itself."""
    above = set()
    for entry in policy["rooms"]:
        room = entry["room"]
        if room in above:
            yield f"policy.json: {room} stands there twice"
        for other in entry["may_include"]:
            owner = other.rsplit("/", 1)[0] if other.endswith(".h") else other
            if other != "*" and owner not in above:
                yield f"policy.json: {room} may include {other}, which does not stand above it"
        above.add(room)
    for library in policy["libraries"]:
        for named in library["rooms"]:
            if not any(within(room, named) for room in above):
                yield f"policy.json: {library['headers']} names {named}, which is no room"


def within(room, named):
    """True when `room` is the room that was named, or lies in the folder that was."""
    return room == named or room.startswith(named + "/")


def room_of(place, rooms):
    return max((room for room in rooms if place.startswith(room + "/")), key=len, default=None)


def allowed_to(room, policy):
    """The rooms and files that `room` may include, itself among them."""
    above = []
    for entry in policy["rooms"]:
        if entry["room"] == room:
            return {room, *(above if "*" in entry["may_include"] else entry["may_include"])}
        above.append(entry["room"])
    raise KeyError(room)


def project_complaint(name, room, target, policy, rooms):
    if target.split("/")[0] not in TOPS:
        return f'{name}: "{target}" is not named from the root of the project'
    allowed = allowed_to(room, policy)
    if room_of(target, rooms) in allowed or target in allowed:
        return None
    return f'{name}: {room} must not include "{target}"; only {", ".join(sorted(allowed))}'


def library_complaint(name, room, target, policy):
    matching = [one for one in policy["libraries"] if target.startswith(one["headers"])]
    if not matching:
        standard = "/" not in target and "." not in target
        if standard or target in SYSTEM_HEADERS or target.split("/")[0] in SYSTEM_FOLDERS:
            return None
        return f"{name}: <{target}> belongs to no library in policy.json"
    library = max(matching, key=lambda one: len(one["headers"]))
    if any(within(room, named) for named in library["rooms"]):
        return None
    return f"{name}: {room} must not see <{target}>; only {', '.join(library['rooms'])} may"


def check(root, policy=None):
    policy = policy or read_policy()
    yield from policy_complaints(policy)
    rooms = [entry["room"] for entry in policy["rooms"]]
    for source in tree.files(root, ".h", ".cc", under=TOPS):
        name = source.relative_to(root).as_posix()
        room = room_of(name, rooms)
        if room is None:
            yield f"{name}: this room is not in policy.json"
            continue
        for kind, target in INCLUDE.findall(tree.text_of(source)):
            library = kind == "<" or target.startswith(("datalek/", "google/"))
            complaint = (library_complaint(name, room, target, policy) if library
                         else project_complaint(name, room, target, policy, rooms))
            if complaint:
                yield complaint
    yield from test_complaints(root)


def test_complaints(root):
    """Tests may include all of the project, but of the tests only their own folder and testing."""
    for source in tree.files(root, ".h", ".cc", under=("tests",)):
        name = source.relative_to(root).as_posix()
        own = "/".join(name.split("/")[:2]) + "/"
        for kind, target in INCLUDE.findall(tree.text_of(source)):
            if kind == '"' and target.startswith("tests/"):
                if not target.startswith((own, "tests/testing/")):
                    yield f'{name}: must not include "{target}"; only {own} and tests/testing/'


if __name__ == "__main__":
    tree.main(__doc__, check)
