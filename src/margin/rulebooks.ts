import { binanceUnified } from "./binance-unified.ts";
import { deltaMargin } from "./delta-margin.ts";
import { deribitPortfolio } from "./deribit-portfolio.ts";
import { deribitStandard } from "./deribit-standard.ts";
import { deriveV1 } from "./derive-pmrm1.ts";
import { deriveV2 } from "./derive-pmrm2.ts";
import { deriveStandard } from "./derive-standard.ts";
import { drift } from "./drift.ts";
import { dydx } from "./dydx.ts";
import { okxPortfolio } from "./okx-portfolio.ts";
import { paradexCross } from "./paradex-cross.ts";
import { paradexPortfolio } from "./paradex-portfolio.ts";
import type { Rulebook } from "./rulebook.ts";
import { span } from "./span.ts";
import { strategyMargin } from "./strategy-margin.ts";
import { tims } from "./tims.ts";

/** Rulebooks by type: each makes one from changes to the venue's parameters. */
export const rulebooks: Readonly<{
  deriveV1: typeof deriveV1;
  deriveV2: typeof deriveV2;
  deriveStandard: typeof deriveStandard;
  paradexPortfolio: typeof paradexPortfolio;
  paradexCross: typeof paradexCross;
  dydx: typeof dydx;
  binanceUnified: typeof binanceUnified;
  deltaMargin: typeof deltaMargin;
  deribitPortfolio: typeof deribitPortfolio;
  deribitStandard: typeof deribitStandard;
  drift: typeof drift;
  okxPortfolio: typeof okxPortfolio;
  span: typeof span;
  strategyMargin: typeof strategyMargin;
  tims: typeof tims;
}> = Object.freeze({
  deriveV1,
  deriveV2,
  deriveStandard,
  paradexPortfolio,
  paradexCross,
  dydx,
  binanceUnified,
  deltaMargin,
  deribitPortfolio,
  deribitStandard,
  drift,
  okxPortfolio,
  span,
  strategyMargin,
  tims,
});

/** What is enough to make a rulebook again, as JSON keeps it. */
export interface RulebookDescription {
  readonly type: string;
  readonly parameters?: object | undefined;
}

/** A rulebook as it is, or made from its description. */
export function rulebookOf(of: Rulebook | RulebookDescription): Rulebook {
  if ("margin" in of && typeof of.margin === "function") return of;
  const make = Object.hasOwn(rulebooks, of.type)
    ? (rulebooks as Readonly<Record<string, (changes: object) => Rulebook>>)[of.type]
    : undefined;
  if (make) return make((of as RulebookDescription).parameters ?? {});
  const known = Object.keys(rulebooks).join(", ");
  throw new RangeError(`unknown rulebook: ${of.type}, known are ${known}`);
}
