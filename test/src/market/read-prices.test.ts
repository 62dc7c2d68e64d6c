import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readPrices } from "../../../src/market/read-prices.ts";

const test = suite("read-prices");
const folder = mkdtempSync(join(tmpdir(), "hedgelab-"));
test.after(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer, name = "x.csv"): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** The message of reading a file, with the folder left out. */
function message(path: string): string {
  try {
    readPrices(path);
  } catch (error) {
    return (error as Error).message.replaceAll(join(folder, "/"), "");
  }
  return "no error";
}

test("a CSV file becomes a series named for it", () => {
  const series = readPrices(file("Date,Open,Close\n2024-01-01,1,100\n2024-01-02,1,101.5\n"));
  assert.is(series.name, "x.csv");
  assert.equal(series.times, [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2)]);
  assert.equal(series.prices, [100, 101.5]);
  assert.equal(series.notes, ["times from column Date, prices from column Close"]);
});

test("gzip, byte order marks, CRLF, quotes, semicolons and tabs make no difference", () => {
  const text = "time,close\n2024-01-01,100\n2024-01-02,101\n";
  const plain = readPrices(file(text));
  const same = [
    gzipSync(text),
    `\uFEFF${text}`,
    text.replaceAll("\n", "\r\n"),
    text.replaceAll(",", ";"),
    text.replaceAll(",", "\t"),
    text.replaceAll("100", '"100"'),
    text.replaceAll("\n", "\n\n"),
  ];
  for (const content of same) assert.equal(readPrices(file(content)), plain);
});

test("named columns are used", () => {
  const path = file("time,day,close,bid\n1,2024-01-01,x,7\n2,2024-01-02,x,8\n");
  assert.equal(readPrices(path, { time: "day", price: "bid" }).prices, [7, 8]);
});

test("a file that cannot be read is told in one sentence", () => {
  assert.is(message(join(folder, "missing.csv")), "missing.csv: no such file");
  assert.match(message(folder), /: is a folder, expected a file$/);
  assert.is(message(file("")), "x.csv: file is empty");
  assert.is(message(file("\n \n")), "x.csv: file is empty");
  const gzip = gzipSync("date,close\n".repeat(100));
  assert.is(message(file(gzip.subarray(0, 30), "x.csv.gz")), "x.csv.gz: gzip data is truncated");
  gzip.fill(255, 12, 20);
  assert.is(message(file(gzip, "x.csv.gz")), "x.csv.gz: gzip data is damaged");
});

test("errors name the row of the file, the rule and the value", () => {
  const rows = (...lines: string[]) => file(["date,close", ...lines].join("\n"));
  const cases: [string, string][] = [
    ["2024-01-02,abc", 'x.csv row 3: close must be a number, got "abc"'],
    ["2024-01-02,", 'x.csv row 3: close must be a number, got ""'],
    ["2024-01-02,0x10", 'x.csv row 3: close must be a number, got "0x10"'],
    ["2024-01-02,NaN", "x.csv row 3: close must be finite, got NaN"],
    ["2024-01-02,-5", "x.csv row 3: price must be positive, got -5"],
    ["2024-01-02,0", "x.csv row 3: price must be positive, got 0"],
    ["\n2024-01-02,0", "x.csv row 4: price must be positive, got 0"],
    ["soon,5", 'x.csv row 3: date must be an ISO date or an epoch time, got "soon"'],
    ["2024-01-02,5,6", "x.csv row 3: row must have 2 cells, got 3"],
    [
      "2024-01-01,5",
      "x.csv row 3: time must be unique, got 2024-01-01 twice; " +
        "to keep one, set duplicates to first or last",
    ],
    ['2024-01-02,"5', "x.csv row 3: a quote is not closed"],
  ];
  for (const [row, expected] of cases) assert.is(message(rows("2024-01-01,1", row)), expected);
});

test("rows from new to old keep their row numbers in errors", () => {
  const path = file("date,close\n2024-01-03,0\n2024-01-02,2\n2024-01-01,1\n");
  assert.is(message(path), "x.csv row 2: price must be positive, got 0");
});

test("a header without the columns, without names or without rows is an error", () => {
  assert.is(message(file("a,close\n1,2\n")), 'x.csv: no time column among "a", "close"');
  assert.is(
    message(file("1502942400,4261\n1502946000,4270\n")),
    "x.csv row 1: header must name the columns, got numbers",
  );
  assert.is(message(file("date,close\n")), "x.csv: a price series needs at least 2 rows, got 0");
});

test.run();
