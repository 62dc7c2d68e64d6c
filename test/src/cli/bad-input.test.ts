import { suite } from "uvu";
import * as assert from "uvu/assert";
import { shell } from "./shell.ts";

const test = suite("bad-input");
const { write, hedgelab, remove } = shell();
test.after(remove);

const SPEC = {
  book: { positions: [{ quantity: -10, contract: { type: "call", strike: 100, days: 30 } }] },
  market: { spot: 100, volatility: 0.5, rate: 0 },
  strategies: { daily: { type: "deltaHedge", every: "1d" } },
};
const option = { type: "call", strike: -100, days: 30 };

write("text.csv", "time,close\n2024-01-01,100\n2024-01-02,abc\n");
write("nan.csv", "time,close\n2024-01-01,100\n2024-01-02,NaN\n");
write("hello.json", "hello");
write("list.json", "[1, 2]");
write(
  "strike.json",
  JSON.stringify({ ...SPEC, book: { positions: [{ quantity: 1, contract: option }] } }),
);
write("strategy.json", JSON.stringify({ ...SPEC, strategies: { gamma: { type: "gammaHedge" } } }));

/** The command fails with this code and says exactly this, and nothing on standard output. */
function fails(words: string, expected: number, message: string): void {
  test(`"hedgelab ${words}" fails in one sentence`, () => {
    const { code, out, error } = hedgelab(...words.split(" "));
    assert.is(error, `hedgelab: ${message}\n`);
    assert.is(code, expected);
    assert.is(out, "");
  });
}

fails("study --prices missing.csv", 1, "missing.csv: no such file");
fails("study --prices .", 1, ".: is a folder, expected a file");
fails("study --prices text.csv", 1, 'text.csv row 3: close must be a number, got "abc"');
fails("study --prices nan.csv", 1, "nan.csv row 3: close must be finite, got NaN");
fails(
  "study --prices nan.csv --time-column day",
  1,
  'nan.csv: no time column "day" among "time", "close"',
);
fails("study --spec missing.json", 1, "missing.json: no such file");
fails(
  "study --spec hello.json",
  1,
  "hello.json: not JSON: Unexpected token 'h', \"hello\" is not valid JSON",
);
fails("study --spec list.json", 1, "list.json: study must be a JSON object");
fails(
  "study --spec strike.json",
  1,
  "strike.json: book.positions.0.contract.strike must be positive, got -100",
);
fails(
  "study --spec strategy.json",
  1,
  "strategy.json: unknown strategy: gammaHedge, known are unhedged, deltaHedge, holdUnits," +
    " stopLoss, customHedge, deltaGammaHedge, deltaVegaHedge, deltaGammaVegaHedge",
);
fails("study --paths 0", 2, "paths must be a positive whole number, got 0");
fails("study --paths -5", 2, "paths must be a positive whole number, got -5");
fails("study --paths many", 2, 'paths must be a positive whole number, got "many"');
fails("study --paths 10", 1, "paths must be at least 64, got 10");
fails("study --seed 1.5", 2, "seed must be a whole number of at least 0, got 1.5");
fails("study --workers 0", 2, "workers must be a positive whole number, got 0");
fails("study --cost -1", 2, "cost must be a fraction from 0 to 1, got -1");
fails("study --drift up", 2, 'drift must be a number, got "up"');
fails("study --window 5", 2, "--window needs --prices or --market sp500");
fails(
  "study --market doge",
  2,
  "option '--market <name>' argument 'doge' is invalid. Allowed choices are btc, eth, sp500.",
);
fails(
  "study --market eth --prices nan.csv",
  2,
  "option '--market <name>' cannot be used with option '--prices <file>'",
);
fails("study --market sp500 --window 5", 1, "S&P 500: volatility needs at least 10 returns, got 5");
fails("study --price-column close", 2, "--price-column needs --prices");
fails(
  "study --spec strike.json --cost 0",
  2,
  "option '--spec <file>' cannot be used with option '--cost <rate>'",
);
fails("study --out text.csv", 1, "text.csv: is a file, expected a folder");
fails("study --path 5", 2, "unknown option '--path' (Did you mean --paths?)");
fails("stud", 2, "unknown command 'stud' (Did you mean study?)");

test.run();
