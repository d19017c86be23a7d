import { sql } from "drizzle-orm";
import { billingCloses, contracts, licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";

/** How far the run is: of what is owed, what is on a final invoice. `toBegin` tenants are not worked out yet. */
export type CloseProgress = { done: number; open: number; held: number; toBegin: number };

const hourMs = 3_600_000;
/** A run's invoices are final after this at the latest, unless they are held or Stripe differs for long. */
const runMs = 48 * hourMs;

/** The closes that became due in the last two days, and the tenants whose turn comes yet. */
export async function readCloseProgress(tx: Transaction, now: Date): Promise<CloseProgress> {
  const since = new Date(now.getTime() - runMs).toISOString();
  const { graceHours } = await billingSettingsOf(tx);
  const ratedSince = new Date(now.getTime() - graceHours * hourMs);
  const [row] = (
    await tx.execute<{ done: string; open: string; held: string; toBegin: string }>(sql`
      select count(*) filter (where state = 'done') as done,
        count(*) filter (where state = 'carrying') as open,
        count(*) filter (where state = 'held') as held,
        (select count(*) from ${licenses} l where
          (l.interval is not null and l.period_end <= ${now.toISOString()}::timestamptz
            and not exists (select from ${contracts} c where c.tenant_id = l.tenant_id and c.state = 'active'))
          or l.usage_due_at <= ${ratedSince.toISOString()}::timestamptz) as "toBegin"
      from ${billingCloses} where due_at >= ${since}::timestamptz and charge_id is not null`)
  ).rows;
  const { done, open, held, toBegin } = row ?? { done: 0, open: 0, held: 0, toBegin: 0 };
  return { done: Number(done), open: Number(open), held: Number(held), toBegin: Number(toBegin) };
}
