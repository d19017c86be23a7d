import { invalid, notCovered } from "../core/errors";
import type { Params } from "../params/params";
import type { Subscription } from "../shapes/subscription";
import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";
import { type ItemLine, trialLine } from "./lines";

/** When the trial that a request asks for ends; "now" ends a running one; null: no word of a trial. */
export function readTrialEnd(unit: Unit, params: Params): number | null;
export function readTrialEnd(unit: Unit, params: Params, present: Subscription): number | "now" | null;
export function readTrialEnd(unit: Unit, params: Params, present?: Subscription): number | "now" | null {
  if (params.flag("trial_from_plan")) throw notCovered("trials of prices", "trial_from_plan");
  const days = params.integer("trial_period_days");
  const sent = params.text("trial_end");
  if (days !== undefined && sent)
    throw invalid("You may only specify one of these parameters: trial_end, trial_period_days.");
  if (days !== undefined && (days < 0 || days > 730))
    throw params.fail("trial_period_days", "Trial period days must be between 0 and 730.");
  if (days) return unit.at + days * 86_400;
  if (!sent) return null;
  // Where no trial runs, "now" changes nothing (recorded: a swap with `trial_end=now` keeps the billing date).
  if (sent === "now") return present?.status === "trialing" ? "now" : null;
  const end = params.integer("trial_end") ?? 0;
  if (end <= unit.at)
    throw params.fail("trial_end", "Invalid timestamp: must be an integer Unix timestamp in the future.");
  return end;
}

/** A new subscription begins with a trial. Its billing date is the end of the trial. */
export function beginTrial(unit: Unit, data: Subscription, end: number, params: Params): void {
  for (const key of ["billing_cycle_anchor", "billing_cycle_anchor_config"])
    if (params.has(key)) throw notCovered(`a trial beside \`${key}\``, key);
  data.status = "trialing";
  data.trial_start = unit.at;
  data.trial_end = end;
  data.billing_cycle_anchor = end;
}

/** Sets the first period of every item to the trial. Each has a line that costs nothing. */
export async function trialLines(unit: Unit, { data, hidden }: Row<"subscription">): Promise<ItemLine[]> {
  const end = data.trial_end ?? unit.at;
  hidden.basis = end - unit.at;
  const lines: ItemLine[] = [];
  for (const item of data.items.data) {
    item.current_period_start = unit.at;
    item.current_period_end = end;
    lines.push(await trialLine(unit, item));
  }
  return lines;
}

/** Whether a trial ends without a card, and the subscription is to be cancelled then. */
export async function endsWithoutPayment(unit: Unit, { data }: Row<"subscription">): Promise<boolean> {
  if (data.trial_settings.end_behavior.missing_payment_method !== "cancel") return false;
  const customer = await unit.need("customer", data.customer, "customer");
  return (data.default_payment_method ?? customer.data.invoice_settings.default_payment_method) === null;
}
