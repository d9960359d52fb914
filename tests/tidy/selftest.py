#!/usr/bin/env python3
"""Every check notices what it is for: each is handed a small tree with one planted violation.

A check that cannot fail is worse than none, because everybody believes it.
"""
import pathlib
import shutil
import tempfile
import unittest

import api
import architecture_tables
import formatting
import headers_self_contained
import include_policy
import proto_numbers
import scripts
import sources_are_built
import style
import tree

POLICY = {
    "rooms": [{"room": "storage/kv", "purpose": "Bytes.", "may_include": []},
              {"room": "services/domain", "purpose": "Rules.", "may_include": []},
              {"room": "services/ledger", "purpose": "Entries.",
               "may_include": ["services/domain", "storage/kv/status.h"]}],
    "libraries": [{"headers": "rocksdb/", "rooms": ["storage/kv"]}],
}
HEADER = "// Why it exists.\n#pragma once\n\nint One();\n"


class OnATree(unittest.TestCase):
    """A folder of its own for every test, filled with write()."""

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, name, text, mode=0o644):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    def assert_found(self, complaints, words):
        complaints = list(complaints)
        self.assertTrue(any(words in complaint for complaint in complaints),
                        f"nobody said {words!r}, but: {complaints}")

    def assert_none(self, complaints):
        self.assertEqual(list(complaints), [])


class IncludePolicy(OnATree):
    def complaints(self, policy=None):
        return include_policy.check(self.root, policy or POLICY)

    def test_lets_a_room_include_itself_and_what_it_may(self):
        self.write("services/ledger/a.cc", '#include "services/ledger/a.h"\n\n'
                   '#include "services/domain/b.h"\n#include "storage/kv/status.h"\n\n'
                   "#include <unistd.h>\n#include <string>\n")
        self.assert_none(self.complaints())

    def test_finds_a_room_that_reaches_up(self):
        self.write("services/domain/a.cc", '#include "services/ledger/a.h"\n')
        self.assert_found(self.complaints(), "services/domain must not include")

    def test_finds_a_file_of_a_room_of_which_only_another_file_is_allowed(self):
        self.write("services/ledger/a.cc", '#include "storage/kv/engine.h"\n')
        self.assert_found(self.complaints(), "only services/domain, services/ledger, storage/kv/st")

    def test_finds_a_library_in_the_wrong_room(self):
        self.write("services/domain/a.cc", "#include <rocksdb/db.h>\n")
        self.assert_found(self.complaints(), "services/domain must not see <rocksdb/db.h>")

    def test_finds_a_library_that_nobody_declared(self):
        self.write("services/domain/a.cc", "  #  include <curl/curl.h>\n")
        self.write("services/domain/b.cc", "#include <zlib.h>\n")
        self.assert_found(self.complaints(), "<curl/curl.h> belongs to no library")
        self.assert_found(self.complaints(), "<zlib.h> belongs to no library")

    def test_finds_an_include_by_a_relative_name(self):
        self.write("services/domain/a.cc", '#include "a.h"\n')
        self.assert_found(self.complaints(), "not named from the root")

    def test_finds_a_room_without_an_entry(self):
        self.write("services/gossip/a.cc", "\n")
        self.assert_found(self.complaints(), "this room is not in policy.json")

    def test_finds_a_cycle(self):
        policy = {"rooms": [{"room": "a", "may_include": ["b"]},
                            {"room": "b", "may_include": ["a"]}], "libraries": []}
        self.assert_found(self.complaints(policy), "a may include b, which does not stand above")

    def test_finds_a_test_that_uses_another_tests_code(self):
        self.write("tests/unit/a_test.cc", '#include "tests/crash/b.h"\n')
        self.assert_found(self.complaints(), 'must not include "tests/crash/b.h"')


class SourcesAreBuilt(OnATree):
    def setUp(self):
        super().setUp()
        self.write("CMakeLists.txt", "add_subdirectory(tests)\n")
        self.write("tests/CMakeLists.txt", "foreach(room unit)\n  add_subdirectory(${room})\n")
        self.write("tests/unit/CMakeLists.txt", "datalek_test(t SOURCES a_test.cc)\n")
        self.write("tests/unit/a_test.cc", "\n")

    def test_holds_when_all_are_named(self):
        self.assert_none(sources_are_built.check(self.root))

    def test_finds_a_test_that_is_not_named(self):
        self.write("tests/unit/b_test.cc", "\n")
        self.assert_found(sources_are_built.check(self.root), "tests/unit/b_test.cc: no CMakeLists")

    def test_finds_a_test_that_is_commented_out(self):
        self.write("tests/unit/CMakeLists.txt", "datalek_test(t SOURCES  # a_test.cc\n)\n")
        self.assert_found(sources_are_built.check(self.root), "tests/unit/a_test.cc: no CMakeLists")

    def test_finds_a_folder_that_is_not_added(self):
        self.write("tests/CMakeLists.txt", "# unit\n")
        self.assert_found(sources_are_built.check(self.root), "does not add it")


class Formatting(OnATree):
    def setUp(self):
        super().setUp()
        shutil.copy(tree.ROOT / ".clang-format", self.root)

    def test_finds_and_mends_code_that_is_laid_out_differently(self):
        path = self.write("services/domain/a.cc", "int  main( ) {return 0 ;}\n")
        self.assert_found(formatting.check(self.root), "services/domain/a.cc:1")
        self.assert_none(formatting.check(self.root, fix=True))
        self.assert_none(formatting.check(self.root))
        self.assertEqual(path.read_text(encoding="utf-8"), "int main() { return 0; }\n")

    def test_finds_that_the_formatter_is_missing(self):
        self.write("services/domain/a.cc", "\n")
        self.addCleanup(setattr, formatting, "FORMATTER", formatting.FORMATTER)
        formatting.FORMATTER = "no-such-formatter"
        self.assert_found(formatting.check(self.root), "no-such-formatter is not here")


class Style(OnATree):
    def assert_style(self, name, text, words, mode=0o644):
        self.write(name, text, mode)
        self.assert_found(style.check(self.root), words)

    def test_holds_for_a_plain_header_and_for_a_wide_table(self):
        self.write("services/domain/a.h", HEADER)
        self.write("README.md", "| " + "wide " * 40 + "|\n")
        self.assert_none(style.check(self.root))

    def test_finds_a_note_to_self(self):
        self.assert_style("services/domain/a.cc", "// TO" "DO: later\n", "a note to self")

    def test_finds_a_tab(self):
        self.assert_style("services/domain/a.cc", "\tint a;\n", "a tab")

    def test_finds_white_space_at_the_end_of_a_line(self):
        self.assert_style("README.md", "word \n", "white space")

    def test_finds_a_line_that_is_too_wide(self):
        self.assert_style("proto/a.proto", "//" + "x" * 99 + "\n", "101 columns")

    def test_finds_a_path_of_one_machine(self):
        self.assert_style("deploy/a.toml", 'data = "/ho' 'me/x/data"\n', "a path of one machine")

    def test_finds_a_fixed_path_in_code(self):
        self.assert_style("tests/unit/a_test.cc", 'Open("/tmp/x");\n', "a fixed path")

    def test_finds_a_type_whose_name_says_nothing(self):
        self.assert_style("services/domain/a.cc", "class EventManager {};\n", "says nothing")
        self.assert_style("services/domain/b.cc", "using StoreImpl = int;\n", "says nothing")

    def test_lets_such_a_word_stand_in_the_middle(self):
        self.write("services/domain/a.cc", "enum class DataCategory { kName };\n")
        self.assert_none(style.check(self.root))

    def test_finds_a_test_that_sleeps(self):
        self.assert_style("tests/unit/a_test.cc", "std::this_thread::sleep_for(1s);\n", "sleeps")

    def test_finds_a_function_that_is_too_long(self):
        body = "  ++a;\n" * 60
        self.write("services/domain/a.cc",
                   f"namespace n {{\n\nint F(int a,\n      int b) {{\n{body}}}\n")
        self.assert_none(style.check(self.root))
        self.assert_style("services/domain/a.cc", f"int F(int a) {{\n{body}  return a;\n}}\n",
                          "a.cc:1: 61 lines")

    def test_finds_a_method_that_is_too_long(self):
        body = "    ++a;\n" * 61
        self.assert_style("services/domain/a.h", f"// Why.\n#pragma once\n\nstruct A {{\n"
                          f"  int a;\n  void F() {{\n{body}  }}\n}};\n", "a.h:6: 61 lines")

    def test_finds_a_missing_pragma_once(self):
        self.assert_style("services/domain/a.h", "// Why.\nint One();\n", "#pragma once")

    def test_finds_a_header_that_does_not_say_why_it_exists(self):
        self.assert_style("services/domain/a.h", "#pragma once\n", "without saying why")

    def test_finds_a_missing_newline_at_the_end(self):
        self.assert_style("README.md", "word", "no newline at the end")

    def test_finds_a_script_that_cannot_be_run(self):
        self.assert_style("deploy/a", "#!/bin/sh\n", "is not executable")

    def test_finds_a_text_that_can_be_run(self):
        self.assert_style("README.md", "word\n", "is executable", mode=0o755)


class HeadersSelfContained(OnATree):
    def setUp(self):
        super().setUp()
        self.write("build/compile_commands.json", '[{"command": "c++ -c a.cc", "file": "a.cc"}]')

    def complaints(self):
        return headers_self_contained.check(self.root, self.root / "build")

    def test_holds_for_a_header_that_includes_what_it_uses(self):
        self.write("services/domain/a.h", HEADER)
        self.assert_none(self.complaints())

    def test_finds_a_header_that_leans_on_what_was_included_before(self):
        self.write("services/domain/a.h", "#pragma once\nstd::string Name();\n")
        self.assert_found(self.complaints(), "services/domain/a.h")

    def test_leaves_out_a_header_that_its_own_source_includes_first(self):
        self.write("services/domain/a.h", HEADER)
        self.write("services/domain/a.cc", '#include "services/domain/a.h"\n')
        self.assertEqual(list(headers_self_contained.unproven(self.root)), [])

    def test_finds_that_nothing_was_configured(self):
        self.assert_found(headers_self_contained.check(self.root, self.root / "none"),
                          "is not configured")


class ProtoNumbers(OnATree):
    def setUp(self):
        super().setUp()
        (self.root / "tests/golden").mkdir(parents=True)
        self.message("string name = 1; // one\n optional int32 age = 2 [deprecated = true];\n"
                     "oneof either { bool left = 3; bool right = 4; }")
        proto_numbers.add(self.root)

    def message(self, fields):
        self.write("proto/a.proto", f'syntax = "proto3";\npackage p;\nmessage M {{ {fields} }}\n'
                   "enum E { E_UNSPECIFIED = 0; E_ONE = 1; }\n"
                   "service S { rpc Do(M) returns (M); }\n")

    def test_holds_when_nothing_changed(self):
        self.assert_none(proto_numbers.check(self.root))

    def test_finds_a_number_with_another_meaning(self):
        self.message("string title = 1; int32 age = 2; bool left = 3; bool right = 4;")
        self.assert_found(proto_numbers.check(self.root), "p.M: 1 was `string name` and is now")

    def test_finds_a_number_that_was_dropped(self):
        self.message("string name = 1; bool left = 3; bool right = 4;")
        self.assert_found(proto_numbers.check(self.root), "p.M: 2 was `int32 age` and is gone")

    def test_lets_a_number_go_that_is_reserved(self):
        self.message("string name = 1; reserved 2 to 4;")
        self.assert_none(proto_numbers.check(self.root))

    def test_finds_a_number_that_was_not_written_down(self):
        self.message("string name = 1; reserved 2 to 4; bytes key = 9;")
        self.assert_found(proto_numbers.check(self.root), "p.M: 9 (`bytes key`) is not in")

    def test_never_changes_a_number_that_was_written_down(self):
        self.message("string title = 1; reserved 2 to 4;")
        proto_numbers.add(self.root)
        self.assert_found(proto_numbers.check(self.root), "p.M: 1 was `string name` and is now")


class ArchitectureTables(OnATree):
    def complaints(self, **choices):
        return architecture_tables.check(self.root, policy=POLICY, **choices)

    def test_finds_a_table_that_has_drifted_and_mends_it(self):
        self.write("ARCHITECTURE.md", "<!-- rooms -->\n| old |\n<!-- /rooms -->\n"
                   "<!-- libraries -->\n<!-- /libraries -->\n")
        self.assert_found(self.complaints(), "the table of rooms is not what the code says")
        self.assert_none(self.complaints(fix=True))
        self.assert_none(self.complaints())

    def test_finds_that_a_table_has_no_place(self):
        self.write("ARCHITECTURE.md", "Words.\n")
        self.assert_found(self.complaints(), "has no place for the table of rooms")

    def test_compares_with_what_a_program_prints(self):
        self.write("ARCHITECTURE.md", "<!-- roles -->\nold\n<!-- /roles -->\n")
        self.assert_found(self.complaints(programs=["roles=echo new"]), "the table of roles is not")


class Scripts(OnATree):
    def test_finds_what_shellcheck_finds(self):
        self.write("deploy/a", "#!/bin/bash\nrm -rf $1/*\n", mode=0o755)
        self.assert_found(scripts.check(self.root), "deploy/a:2")


class Api(OnATree):
    def setUp(self):
        super().setUp()
        self.write("proto/buf.yaml", "version: v2\nbreaking: {use: [FILE]}\n")
        self.message("string name = 1;")
        self.assert_none(api.run(self.root, "build", "proto", "-o", "released.binpb"))

    def message(self, fields):
        self.write("proto/p/v1/a.proto",
                   f'syntax = "proto3";\npackage p.v1;\nmessage M {{ {fields} }}\n')

    def complaints(self):
        return api.check(self.root, self.root / "released.binpb")

    def test_holds_when_a_field_is_added(self):
        self.message("string name = 1; string title = 2;")
        self.assert_none(self.complaints())

    def test_finds_a_field_that_is_gone(self):
        self.message("string title = 2;")
        self.assert_found(self.complaints(), 'field "1" with name "name"')

    def test_finds_a_name_that_breaks_the_rules(self):
        self.message("string name = 1; string Title = 2;")
        self.assert_found(self.complaints(), "lower_snake_case")


if __name__ == "__main__":
    unittest.main()
