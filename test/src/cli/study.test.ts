import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { markets } from "../../../src/index.ts";
import { MAIN, shell } from "./shell.ts";

const test = suite("study");
const { write, hedgelab, folder, remove } = shell();
test.after(remove);

const file = (name: string) => join(folder, name);
const FEW = ["--paths", "2000"];

const NAMES = ["never", "daily", "every 4 h", "band 0.5", "band 1", "band 2"];

test("without options it studies Bitcoin, says so, and writes a report and the result", () => {
  const { code, out, error } = hedgelab("study", ...FEW);
  assert.is(code, 0, error);
  assert.is(error, "");
  assert.match(
    out,
    /^market +BTC, as fitted to 2,236 daily closes from 2020-01-01 to 2026-02-13$/m,
  );
  assert.match(out, /^spot +69,069\.98$/m);
  assert.match(out, /^volatility +62\.0 \u00b1 3\.2 % a year$/m);
  assert.match(out, /^model +Merton's jump diffusion: 24\.9 \u00b1 2\.0 % a year between jumps,$/m);
  assert.match(out, /^Most risk is removed by "every 4 h": 98\./m);
  for (const name of NAMES)
    assert.match(out, new RegExp(`^${name} +[\\d.,]+ \u00b1 [\\d.,]+ `, "m"));
  assert.match(out, /^wrote out\/report\.html and out\/result\.json$/m);
  assert.match(readFileSync(file("out/report.html"), "utf8"), /30-day calls on BTC</);
});

test("--market eth studies Ether", () => {
  const { preset, study } = JSON.parse(hedgelab("study", "--market", "eth", ...FEW, "--json").out);
  assert.is(preset.name, "ETH");
  assert.is(study.market.spot, markets.eth.spot);
  assert.equal(study.model, markets.eth.models.merton);
});

test("--market sp500 calibrates the closes of the S&P 500", () => {
  const { code, out, error } = hedgelab("study", "--market", "sp500", ...FEW, "--out", "sp");
  assert.is(code, 0, error);
  assert.match(out, /^prices +S&P 500: 5,105 rows from 2000-01-03 to 2020-04-17, 3 gaps/);
  assert.match(out, /^spot +2,874\.56$/m);
  assert.match(out, /^volatility +19\.90 \u00b1 0\.51 % a year, from the last 5,104 returns$/m);
  assert.match(out, /^Most risk is removed by "every 4 h": 99\.7/m);
  assert.match(readFileSync(file("sp/report.html"), "utf8"), /S&amp;P 500/);
});

test("--json prints the result alone, the same bytes as result.json, and writes nothing", () => {
  hedgelab("study", ...FEW, "--out", "kept");
  const { out, error } = hedgelab("study", ...FEW, "--json");
  assert.is(error, "");
  assert.is(out, readFileSync(file("kept/result.json"), "utf8"));
  const { market, strategies, preset } = JSON.parse(out);
  assert.is(market.spot, markets.btc.spot);
  assert.ok(strategies.daily.efficiency.value > 0.9);
  assert.ok(strategies.daily.cost.standardError > 0);
  assert.is(preset.name, "BTC");
  assert.is(preset.provenance.to, "2026-02-13");
  assert.not(existsSync(file("json")));
});

test("more trading costs more and wider bands cost less", () => {
  const { strategies } = JSON.parse(hedgelab("study", ...FEW, "--json").out);
  const cost = (name: string): number => strategies[name].cost.value;
  const order = ["every 4 h", "daily", "band 1", "band 2", "never"];
  for (const [index, name] of order.slice(1).entries())
    assert.ok(cost(order[index]!) > cost(name), `${order[index]} costs more than ${name}`);
  assert.ok(cost("every 4 h") > cost("band 0.5") && cost("band 0.5") > cost("band 1"));
});

test("a result.json is a spec that gives the same result", () => {
  const { out } = hedgelab("study", ...FEW, "--json");
  const { preset, ...result } = JSON.parse(out);
  assert.ok(preset);
  write("again.json", out);
  write("alone.json", JSON.stringify(result.study));
  assert.equal(JSON.parse(hedgelab("study", "--spec", "again.json", "--json").out), result);
  assert.equal(JSON.parse(hedgelab("study", "--spec", "alone.json", "--json").out), result);
});

test("--paths and --seed win over a spec", () => {
  write("spec.json", hedgelab("study", ...FEW, "--json").out);
  const words = ["--spec", "spec.json", "--json", "--paths", "1000", "--seed", "0"];
  const { study } = JSON.parse(hedgelab("study", ...words).out);
  assert.is(study.paths, 1000);
  assert.is(study.seed, 0);
});

test("prices of a file, its columns, a window, a drift and a cost go into the study", () => {
  const days = Array.from({ length: 28 }, (_, day) => {
    const price = day % 2 === 0 ? 100 : 101;
    return `2024-02-${String(day + 1).padStart(2, "0")},${price + 1},${price}`;
  });
  write("prices.csv", ["day,bid,ask", ...days].join("\n"));
  const columns = ["--time-column", "day", "--price-column", "ask"];
  const numbers = ["--window", "20", "--drift", "0.1", "--cost", "0.002"];
  const words = ["--prices", "prices.csv", ...columns, ...numbers, ...FEW, "--json"];
  const { out, error } = hedgelab("study", ...words);
  assert.is(error, "");
  const { study, series } = JSON.parse(out);
  const volatility = Math.log(1.01) * Math.sqrt((20 / 19) * 365);
  assert.ok(Math.abs(study.market.volatility / volatility - 1) < 1e-9);
  assert.is(study.market.spot, 101);
  assert.is(study.model.drift, 0.1);
  assert.is(study.costs.rate, 0.002);
  assert.is(series.calibration.returns, 20);
});

test("the help tells how options combine, with examples", () => {
  const { code, out } = hedgelab("study", "--help");
  assert.is(code, 0);
  assert.match(out, /How options combine:/);
  assert.match(out, /Examples:\n {2}hedgelab study\n/);
  assert.ok(out.split("\n").every((line) => line.length <= 80));
});

test("the version is that of the package", () => {
  const { version } = JSON.parse(
    readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
  );
  assert.is(hedgelab("--version").out, `${version}\n`);
});

test("Ctrl-C stops a study with exit code 130", async () => {
  const words = ["study", "--paths", "3000000", "--out", "stopped"];
  const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder });
  let error = "";
  child.stderr.on("data", (text) => {
    error += text;
  });
  // The market is printed just before the simulation starts.
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGINT"), 200));
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.is(code, 130);
  assert.is(error, "hedgelab: interrupted\n");
  assert.not(existsSync(file("stopped/result.json")));
});

const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real prices, set HEDGELAB_DATA to test on them");

real("on hourly BTC a daily delta hedge removes well over 90 % of the variance", () => {
  const prices = `${data}/btc-hourly/btc-hourly-2019-11_2025-05.csv.gz`;
  const { market, strategies } = JSON.parse(
    hedgelab("study", "--prices", prices, ...FEW, "--json").out,
  );
  assert.is(market.spot, 103414.7);
  const { value, standardError } = strategies.daily.efficiency;
  assert.ok(value - 4 * standardError > 0.95);
});

test.run();
