"""The kernel against Jupyter's own tests of kernels (jupyter_kernel_test)."""

import unittest

from jupyter_kernel_test import KernelTests


class HedgelabTests(KernelTests):
    kernel_name = "hedgelab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("a warning")'
    code_generate_error = 'throw new RangeError("strike must be positive, got -1")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2].map((x) => 2 * x)", "result": "[ 2, 4 ]"},
        {"code": '"text"', "result": "text"},
    ]
    code_display_data = [
        {"code": 'import { show } from "hedgelab/notebook"; show("a line")', "mime": "text/plain"},
        {
            "code": 'import { display } from "tslab"; display.html("<b>bold</b>")',
            "mime": "text/html",
        },
    ]
    completion_samples = [
        {"text": "Math.cbr", "matches": ["cbrt"]},
    ]
    complete_code_samples = ["1 + 1", "const spot = 100", "function f() { return 1 }"]
    incomplete_code_samples = ["function f() {", "[1, 2,"]
    invalid_code_samples = ["const = 3", "1 +* 2"]
    code_inspect_sample = "Math.sqrt"
    code_history_pattern = "6 ? *"
    supported_history_operations = ("tail", "range", "search")


del KernelTests

if __name__ == "__main__":
    unittest.main()
