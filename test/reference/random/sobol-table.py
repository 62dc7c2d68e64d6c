"""Write assembly/random/sobol-table.ts: python3 test/reference/random/sobol-table.py

Source: new-joe-kuo-6.21201 by Stephen Joe and Frances Kuo, as scipy 1.17.1 packs it in
scipy/stats/_sobol_direction_numbers.npz. Licence: assembly/random/LICENSE-joe-kuo.
"""

from pathlib import Path

import numpy
import scipy

DIMENSIONS = 1024
DEGREES = 13

data = numpy.load(Path(scipy.__file__).parent / "stats/_sobol_direction_numbers.npz")
rows = []
for polynomial, numbers in zip(data["poly"][:DIMENSIONS], data["vinit"][:DIMENSIONS]):
    degree = int(polynomial).bit_length() - 1
    assert degree <= DEGREES and all(n % 2 for n in numbers[:degree])
    assert not any(numbers[max(degree, 1):])
    rows.append([polynomial, *numbers[:degree], *[0] * (DEGREES - degree)])
rows[0][1] = 0  # the first dimension has no polynomial: sobol.ts knows it

out = Path(__file__).parents[3] / "assembly/random/sobol-table.ts"
lines = ",\n".join(", ".join(str(n) for n in row) for row in rows)
out.write_text(
    "/** Primitive polynomial and 13 initial numbers for each of 1,024 dimensions (Joe and Kuo "
    "2008, see LICENSE-joe-kuo). Made by test/reference/random/sobol-table.py. */\n"
    f"export const SOBOL: usize = memory.data<u16>([\n{lines},\n], 16);\n"
)
