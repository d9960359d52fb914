#!/usr/bin/env python3
"""The shipped programs, as their users run them: from an employee's report to the tally.

Each test starts from a register that `datalekd init` made and `datalekd serve` serves. Names of
tests are sentences that can be false. Binaries come from the environment: DATALEKD, DATALEK,
DATALEK_TALLY, and the project's folder from DATALEK_SOURCE.
"""

import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest

DATALEKD = os.environ["DATALEKD"]
DATALEK = os.environ["DATALEK"]
TALLY = os.environ["DATALEK_TALLY"]
SOURCE = pathlib.Path(os.environ["DATALEK_SOURCE"])
SAMPLE = SOURCE / "deploy/sample/cnil-violations-2018-05_2020-02.csv"
MAPPING = SOURCE / "deploy/sample/cnil.toml"
HOST = "gemeente-voorbeeld"
START_SECONDS_MAX = 30
CANARY = "kanarie-zin-die-nergens-in-een-log-mag-staan"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Register:
    """A register in a folder of its own, and the server that serves it."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="datalek-e2e-"))
        self.data = self.home / "data"
        self.listen = f"127.0.0.1:{free_port()}"
        self.metrics = f"127.0.0.1:{free_port()}"
        self.log = self.home / "server.log"
        self.server = None
        self.run(DATALEKD, "init", "--data-dir", self.data, "--organisation", HOST, "--name",
                 "Gemeente Voorbeeld", "--listen", self.listen)

    def run(self, *command, code=0, env=None):
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=120,
                              env={**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
                                    **(env or {})})
        if done.returncode != code:
            raise AssertionError(f"{command} ended with {done.returncode}, not {code}:\n"
                                 f"{done.stdout}\n{done.stderr}")
        return done

    def start(self):
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                [DATALEKD, "serve", "--data-dir", self.data, "--listen", self.listen,
                 "--metrics-listen", self.metrics, "--disk-reserve-mb", "64"],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        until = time.monotonic() + START_SECONDS_MAX
        host, port = self.listen.split(":")
        while time.monotonic() < until:
            if self.server.poll() is not None:
                raise AssertionError("datalekd serve ended: " + self.log.read_text())
            with socket.socket() as probe:
                if probe.connect_ex((host, int(port))) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("datalekd serve does not answer: " + self.log.read_text())

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        code = self.server.wait(timeout=30)
        self.server = None
        return code

    def profile(self, account, organisation=HOST):
        return self.data / "identities" / organisation / account

    def datalek(self, account, *words, code=0, organisation=HOST, lang="en"):
        return self.run(DATALEK, words[0], "--profile", self.profile(account, organisation),
                        "--lang", lang, *words[1:], code=code)

    def json(self, account, *words, organisation=HOST):
        out = self.datalek(account, *words, "--json", organisation=organisation).stdout
        return [json.loads(line) for line in out.splitlines()]

    def tally(self, account, *words, organisation=HOST):
        done = self.run(TALLY, "--profile", self.profile(account, organisation), "--json", *words)
        return json.loads(done.stdout)

    def report(self, summary, *words):
        return self.json("reporter-1", "report", "--yes", "--summary", summary, *words)[0]

    def new_organisation(self, slug, name):
        self.datalek("administrator-1", "organisation", "create", slug, "--name", name)
        for role in ("privacy-officer", "auditor"):
            account = "officer-1" if role == "privacy-officer" else "auditor-1"
            self.profile(account, slug).parent.mkdir(mode=0o700, exist_ok=True)
            self.run(DATALEKD, "enrol", "--data-dir", self.data, "--organisation", slug, "--role",
                     role, "--account", account, "--listen", self.listen, "--out",
                     self.profile(account, slug))

    def close(self):
        if self.server is not None:
            self.server.kill()
            self.server.wait()
        shutil.rmtree(self.home)


def number_of(receipt):
    return receipt.get("number") or receipt["receipt"]["number"]


class OneRegister(unittest.TestCase):
    """Tests that share a register and add to it."""

    @classmethod
    def setUpClass(cls):
        cls.register = Register()
        cls.register.start()

    @classmethod
    def tearDownClass(cls):
        cls.register.close()


class FromReportToTally(OneRegister):
    def test_what_init_made_can_be_read_by_nobody_else(self):
        for path in [self.register.data, *self.register.data.rglob("*")]:
            mode = path.stat().st_mode
            self.assertFalse(mode & (stat.S_IRWXG | stat.S_IRWXO), f"{path} is {oct(mode)}")

    def test_a_report_is_in_the_queue_with_its_hours_and_in_mine(self):
        number = number_of(self.register.report("Brief bij de buren bezorgd", "--situation",
                                                "letter-wrong-address", "--noticed", "today"))
        rows = {row["number"]: row for row in self.register.json("officer-1", "queue")}
        self.assertIn(number, rows)
        self.assertIn("notifyBy", rows[number])
        shown = self.register.datalek("officer-1", "queue").stdout
        line = next(line for line in shown.splitlines() if line.startswith(number))
        self.assertRegex(line, r"\d+ h left")
        self.assertIn(number, [row["number"] for row in self.register.json("reporter-1", "mine")])

    def test_a_case_goes_from_report_to_closed_and_back(self):
        number = number_of(self.register.report("Lijst gemaild naar een verkeerd adres",
                                                "--persons", "citizens", "--count", "12"))
        officer = lambda *words, code=0: self.register.datalek("officer-1", *words, code=code)
        officer("close", number, "--reason", "te vroeg", code=65)
        officer("assess", number, "--breach", "yes", "--risk", "risk", "--explanation", "adressen")
        officer("decide", number, "--authority", "yes", "--persons", "informed", "--reasons",
                "risico")
        officer("close", number, "--reason", "afgehandeld")
        queue = self.register.json("officer-1", "queue")
        self.assertNotIn(number, [row["number"] for row in queue])
        officer("comment", number, "--text", "ontvanger heeft verwijderd")
        officer("reopen", number, "--reason", "nieuwe feiten")
        officer("amend", number, "--set", "person_count=14", "--reason", "geteld")
        shown = self.register.json("officer-1", "show", number)[0]
        types = [event["type"] for event in shown["timeline"]]
        self.assertEqual(types, ["incident-reported", "severity-assessed", "notification-decided",
                                 "incident-closed", "comment-added", "incident-reopened",
                                 "incident-amended"])
        self.assertEqual(shown["incident"]["facts"]["personCount"], {"min": "14", "max": "14"})

    def test_no_breach_is_dismissed_and_kept(self):
        number = number_of(self.register.report("Toch niets aan de hand"))
        self.register.datalek("officer-1", "dismiss", number, "--as", "not-a-breach", "--reason",
                              "het was een openbaar stuk")
        rows = self.register.json("officer-1", "register")
        self.assertIn(number, [row["number"] for row in rows])

    def test_a_reporter_cannot_read_the_queue(self):
        refused = self.register.datalek("reporter-1", "queue", code=77)
        self.assertEqual(refused.stdout, "")

    def test_an_auditor_does_not_see_who_reported(self):
        number = number_of(self.register.report("Gesprek op straat", "--contact", "toestel 12"))
        seen = self.register.datalek("auditor-1", "show", number, "--json").stdout
        self.assertNotIn("toestel 12", seen)
        self.assertNotIn("reporter-1", seen)
        shown = self.register.datalek("officer-1", "show", number, "--json").stdout
        self.assertIn("toestel 12", shown)

    def test_direction_marks_are_shown_as_what_they_are(self):
        number = number_of(self.register.report("bestand\u202efdp.exe geopend"))
        shown = self.register.datalek("officer-1", "show", number).stdout
        self.assertNotIn("\u202e", shown)
        self.assertIn("\\u{202e}", shown.lower())

    def test_an_escape_sequence_is_refused_before_it_is_stored(self):
        refused = self.register.datalek("reporter-1", "report", "--yes", "--summary",
                                        "rood \x1b[31m alarm", code=65)
        self.assertNotIn("\x1b", refused.stderr)

    def test_staff_are_spoken_to_in_their_language(self):
        dutch = self.register.datalek("reporter-1", "report", "--yes", "--summary",
                                      "usb-stick kwijt", "--situation", "portable-medium",
                                      lang="nl")
        self.assertIn("vastgelegd", dutch.stdout)

    def test_the_feed_has_no_gaps_and_says_nothing_that_was_said(self):
        self.register.report(CANARY)
        out = self.register.datalek("officer-1", "feed", "--json").stdout
        sequences = [int(json.loads(line)["sequence"]) for line in out.splitlines()]
        self.assertEqual(sequences, list(range(1, len(sequences) + 1)))
        self.assertNotIn(CANARY, out)

    def test_the_log_and_the_metrics_hold_no_word_of_a_report(self):
        self.register.report(CANARY, "--contact", CANARY)
        self.register.datalek("officer-1", "queue", "--filter", f'number = "{CANARY}"')
        self.assertNotIn(CANARY, self.register.log.read_text())
        host, port = self.register.metrics.split(":")
        with socket.create_connection((host, int(port))) as metrics:
            metrics.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
            text = b"".join(iter(lambda: metrics.recv(65536), b"")).decode()
        self.assertIn("datalek_commands_recorded_total", text)
        self.assertNotIn(CANARY, text)

    def test_a_second_server_is_told_who_has_the_register(self):
        done = subprocess.run([DATALEKD, "serve", "--data-dir", self.register.data, "--listen",
                               f"127.0.0.1:{free_port()}", "--metrics-listen", "off"],
                              capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 69)
        self.assertIn("in use", done.stderr.lower())

    def test_a_server_that_is_gone_is_said_to_be_gone(self):
        elsewhere = self.register.home / "elsewhere"
        shutil.copytree(self.register.profile("reporter-1"), elsewhere)
        (elsewhere / "server").write_text(f"localhost:{free_port()}\n")
        gone = self.register.run(DATALEK, "mine", "--profile", elsewhere, "--lang", "en",
                                 "--timeout", "1", code=69)
        self.assertEqual(gone.stdout, "")
        self.assertTrue(gone.stderr.strip())


class RealInput(OneRegister):
    """The CNIL sample: 3,824 real notifications go in, and none is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.register.new_organisation("cnil-open-data", "CNIL open data")
        cls.counts = json.loads(subprocess.run(
            [sys.executable, SOURCE / "tests/e2e/cnil_counts.py", SAMPLE], capture_output=True,
            check=True).stdout)
        cls.imported = cls.do_import()

    @classmethod
    def do_import(cls, *words):
        return cls.register.datalek("officer-1", "import", SAMPLE, "--mapping", MAPPING, *words,
                                    organisation="cnil-open-data")

    def tally(self):
        return self.register.tally("officer-1", "--since", "2018-05", organisation="cnil-open-data")

    def register_numbers(self):
        return [row["number"] for row in self.register.json("officer-1", "register", "--limit", "0",
                                                            organisation="cnil-open-data")]

    def test_counts_equal_those_of_the_csv(self):
        tally = self.tally()["total"]
        figures = tally["citizensUnknown"]  # The file does not say whose data it was.
        lower = lambda name, prefix: name.removeprefix(prefix).lower().replace("_", "-")
        self.assertEqual(int(figures["incidents"]), self.counts["total"])
        self.assertEqual({f'{row["month"]["year"]}-{row["month"]["month"]:02}':
                          int(row["citizensUnknown"]) for row in tally["months"]},
                         self.counts["months"])
        for group, field, prefix in (("byNature", "nature", "NATURE_"),
                                     ("byCause", "cause", "CAUSE_"),
                                     ("byKind", "kind", "KIND_")):
            name = {"nature": "natures", "cause": "causes", "kind": "kinds"}[field]
            self.assertEqual({lower(row[field], prefix): int(row["incidents"])
                              for row in figures[group]}, self.counts[name])
        self.assertEqual(int(figures["personsMin"]), self.counts["persons_min"])
        self.assertEqual(int(figures["personsUnbounded"]), self.counts["persons_unbounded"])

    def test_every_date_is_marked_as_not_the_occurrence(self):
        figures = self.tally()["total"]["citizensUnknown"]
        self.assertEqual(int(figures["datedLater"]), self.counts["total"])

    def test_importing_again_changes_nothing(self):
        before = self.register_numbers()
        self.assertEqual(len(before), self.counts["total"])
        self.do_import()
        self.assertEqual(self.register_numbers(), before)

    def test_a_dry_run_finds_no_fault_and_records_nothing(self):
        before = len(self.register_numbers())
        self.do_import("--dry-run")
        self.assertEqual(len(self.register_numbers()), before)

    def test_a_bad_row_is_named_by_its_line(self):
        lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)[:4]
        bad = self.register.home / "bad.csv"
        bad.write_text("".join(lines) + lines[3].replace("2020-02", "2020-13", 1), encoding="utf-8")
        refused = self.register.datalek("officer-1", "import", bad, "--mapping", MAPPING,
                                        "--dry-run", organisation="cnil-open-data", code=65)
        self.assertIn("5", refused.stderr)

    def test_a_rebuild_gives_the_same_lists_and_the_same_tally(self):
        tally, rows = self.tally(), self.register_numbers()
        self.assertEqual(self.register.stop(), 0)
        rebuilt = self.register.run(DATALEKD, "rebuild", "--data-dir", self.register.data)
        self.assertIn("3824 incidents", rebuilt.stdout)
        self.register.start()
        self.assertEqual(self.tally(), tally)
        self.assertEqual(self.register_numbers(), rows)


class Programs(unittest.TestCase):
    def test_help_has_examples_and_names_every_command(self):
        text = subprocess.run([DATALEK, "--help"], capture_output=True, text=True,
                              check=True).stdout
        for command in ("report", "mine", "queue", "show", "assess", "decide", "close", "reopen",
                        "comment", "import"):
            self.assertIn(command, text)

    def test_completions_are_made_for_three_shells(self):
        for shell in ("bash", "zsh", "fish"):
            script = subprocess.run([DATALEK, "completion", shell], capture_output=True, text=True,
                                    check=True).stdout
            self.assertIn("assess", script)

    def test_an_unknown_command_is_a_usage_error(self):
        done = subprocess.run([DATALEK, "vergeet"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 64)


if __name__ == "__main__":
    unittest.main(verbosity=2)
