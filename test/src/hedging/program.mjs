// A program that studies with workers and has nothing more to do.
import { book, call, deltaHedge, short, study } from "hedgelab";

const result = await study(
  {
    book: book(short(1, call({ strike: 100, days: 30 }))),
    market: { spot: 100, volatility: 0.5 },
    strategies: { daily: deltaHedge() },
    paths: 4000,
  },
  { workers: 2, chunk: 512 },
);
console.log(`${result.steps}`);
