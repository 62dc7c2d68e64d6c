"""The kernel seen through Python's own client: what every front end rests on."""

import os
import tempfile
import time
import unittest

import psutil
from jupyter_client import KernelManager

STUDY = """
const long = () => study({
  book: book(short(10, call({ strike: 100_000, days: 30 }))),
  market: { spot: 100_000, volatility: 0.55 },
  model: geometricBrownian({ volatility: 0.55 }),
  strategies: { daily: deltaHedge({ every: "1d" }), hourly: deltaHedge({ every: "1h" }) },
  paths: 50_000_000,
  seed: 7,
}, { workers: 2 });
"""
IMPORTS = 'import { study, book, call, short, geometricBrownian, deltaHedge } from "hedgelab";'


class Kernel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.manager = KernelManager(kernel_name="hedgelab")
        cls.manager.start_kernel(cwd=cls.folder.name)
        cls.client = cls.manager.client()
        cls.client.start_channels()
        cls.client.wait_for_ready(timeout=60)

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        if cls.manager.is_alive():
            cls.manager.shutdown_kernel()
        cls.folder.cleanup()

    def run_cell(self, code, interrupt_after=None):
        """The messages of a cell by type, and the seconds from an interrupt to its end."""
        request = self.client.execute(code)
        start, sent, found = time.monotonic(), None, {}
        while time.monotonic() - start < 60:
            if interrupt_after and not sent and time.monotonic() - start > interrupt_after:
                self.manager.interrupt_kernel()
                sent = time.monotonic()
            try:
                message = self.client.get_iopub_msg(timeout=0.02)
            except Exception:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return found, sent and time.monotonic() - sent
            found.setdefault(kind, []).append(content)
        self.fail(f"no end of {code[:60]}")

    def processor_seconds(self):
        times = psutil.Process(self.manager.provisioner.process.pid).cpu_times()
        return times.user + times.system

    def assert_interrupted(self, code, limit):
        found, seconds = self.run_cell(code, interrupt_after=1)
        self.assertEqual(found["error"][0]["ename"], "Interrupted")
        self.assertLess(seconds, limit)
        time.sleep(0.2)
        before = self.processor_seconds()
        time.sleep(1)
        self.assertLess(self.processor_seconds() - before, 0.15, "idle afterwards")
        found, _ = self.run_cell("6 * 7")
        self.assertEqual(found["execute_result"][0]["data"]["text/plain"], "42")

    def test_counts_and_inputs_are_published(self):
        first, _ = self.run_cell("const one = 1")
        second, _ = self.run_cell("one")
        count = first["execute_input"][0]["execution_count"]
        self.assertEqual(second["execute_input"][0]["code"], "one")
        self.assertEqual(second["execute_result"][0]["execution_count"], count + 1)

    def test_hedgelab_and_its_libraries_import_from_an_empty_folder(self):
        self.assertEqual(os.listdir(self.folder.name), [])
        self.run_cell('import * as Plot from "@observablehq/plot"; import { table } from "arquero";')
        found, _ = self.run_cell("table({ a: [1, 2] })")
        self.assertIn("text/html", found["execute_result"][0]["data"])
        found, _ = self.run_cell('import { plot } from "hedgelab/notebook"; plot({ marks: [Plot.dot([1])] })')
        data = found["execute_result"][0]["data"]
        self.assertEqual(sorted(data), ["image/svg+xml", "text/html", "text/plain"])

    def test_shorthand_and_await_of_a_bracket_work(self):
        self.run_cell("const zed = 1; const f = async () => 5;")
        found, _ = self.run_cell("({ zed, five: await (f)() })")
        self.assertEqual(found["execute_result"][0]["data"]["text/plain"], "{ zed: 1, five: 5 }")

    def test_errors_are_short_and_point_at_the_line(self):
        self.run_cell(f"{IMPORTS}\nfunction payoff(x: any) {{\n  return x.missing.deep;\n}}")
        cases = {
            'const x: number = "high"': ["TypeScript", "Type 'string' is not assignable", "1 |"],
            "const a = 1;\npayoff(3)": ["TypeError", "payoff (In[", "3 |", "line 2:1"],
            "call({ strike: -1, days: 30 })": ["RangeError", "strike must be positive, got -1", "1 |"],
        }
        for code, expected in cases.items():
            error = self.run_cell(code)[0]["error"][0]
            text = "\n".join(error["traceback"])
            self.assertLessEqual(len(text.split("\n")), 8, text)
            for part in expected:
                self.assertIn(part, text)

    def test_a_failing_cell_drops_what_was_queued_behind_it(self):
        self.client.execute('throw new Error("first")')
        dropped = self.client.execute("1 + 1")
        while True:
            reply = self.client.get_shell_msg(timeout=10)
            if reply["parent_header"]["msg_id"] == dropped:
                break
        self.assertEqual(reply["content"]["status"], "aborted")

    def test_an_interrupt_ends_a_study_and_its_workers(self):
        self.run_cell(IMPORTS + STUDY)
        self.assert_interrupted("await long()", 0.3)

    def test_an_interrupt_ends_a_loop_that_awaits(self):
        code = "while (true) await new Promise((resolve) => setTimeout(resolve, 10));"
        self.assert_interrupted(code, 0.3)

    def test_an_interrupt_ends_a_loop_that_never_pauses(self):
        self.assert_interrupted("while (true) {}", 0.3)
        self.assert_interrupted("await null; while (true) {}", 0.5)

    def test_an_interrupt_while_a_cell_compiles_leaves_a_kernel_that_works(self):
        for delay in (0.05, 0.3):
            self.manager.restart_kernel(now=True)
            self.client.wait_for_ready(timeout=60)
            code = f"{IMPORTS}\nimport * as charts from 'hedgelab/charts';\nwhile (true) {{}}"
            found, _ = self.run_cell(code, interrupt_after=delay)
            self.assertEqual(found["error"][0]["ename"], "Interrupted")
            found, _ = self.run_cell("6 * 7")
            self.assertEqual(found["execute_result"][0]["data"]["text/plain"], "42")

    def test_thousands_of_prints_arrive(self):
        found, _ = self.run_cell("for (let i = 0; i < 20_000; i++) console.log(i)")
        text = "".join(each["text"] for each in found["stream"])
        self.assertEqual(text.split()[-1], "19999")

    def test_completion_and_inspection_know_hedgelab(self):
        self.run_cell('import * as hedgelab from "hedgelab";')
        self.client.complete("hedgelab.geometricB")
        self.assertEqual(self.reply()["matches"], ["geometricBrownian"])
        for code in ["hedgelab.deltaHedge", 'hedgelab.deltaHedge({ every: "1d", ']:
            self.client.inspect(code)
            data = self.reply()["data"]
            self.assertIn("deltaHedge", data["text/plain"])
            self.assertGreater(len(data["text/markdown"].split("```")[2].strip()), 20, "documented")

    def reply(self):
        while True:
            message = self.client.get_shell_msg(timeout=20)
            if message["msg_type"] in ("complete_reply", "inspect_reply"):
                return message["content"]

    def test_zz_a_kernel_with_live_workers_shuts_down(self):
        worker = "new (require('node:worker_threads').Worker)('setInterval(() => {}, 50)', { eval: true })"
        self.run_cell(f"{worker}; setInterval(() => {{}}, 50); 1")
        start = time.monotonic()
        self.manager.shutdown_kernel()
        self.assertLess(time.monotonic() - start, 1)
        self.assertFalse(self.manager.is_alive())


if __name__ == "__main__":
    unittest.main()
