import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { dashboardUrl } from "@/lib/stripe/client";
import { type Need, type NeedKind, type NeedList, needKinds } from "./needs";
import { type Section, sectionOf } from "./sections";

/** How many of a kind are named beside the other kinds, and where one asks for that kind alone. */
const shownNeeds = { among: 5, alone: 500 };

/** What needs staff today, kind by kind, the most urgent first; empty kinds are left out. */
export const readToday = useCase(staff("console.view"), {
  /** `mine`: of the tenants that the reader looks after. */
  input: z.strictObject({
    whose: z.enum(["mine", "all"]).default("all"),
    /** All of one kind in place of the first of each. */
    only: z.enum(needKinds).nullable().default(null),
  }),
  async read({ ctx, input, tx }): Promise<NeedList[]> {
    const me = ctx.actor.kind === "user" ? ctx.actor.userId : null;
    const mine = input.whose === "mine" ? sql`${tenants.salesRepId} = ${me}` : undefined;
    const lists: NeedList[] = [];
    const most = input.only ? shownNeeds.alone : shownNeeds.among;
    for (const kind of input.only ? [input.only] : needKinds) {
      // A reader who asks for their own needs has all of them under their name.
      if (mine && kind === "without_rep") continue;
      const list = await readSection(tx, kind, sectionOf(kind, ctx), mine, most);
      if (list.total > 0) lists.push(list);
    }
    return lists;
  },
});

type Row = Omit<Need, "at" | "dashboardUrl"> & {
  at: Date | string | null;
  disputeId: string | null;
  total: number;
};

async function readSection(
  tx: Transaction,
  kind: NeedKind,
  { from, where, at, about, order, disputeId = sql`null` }: Section,
  mine: SQL | undefined,
  most: number,
): Promise<NeedList> {
  const rows = (
    await tx.execute<Row>(sql`
    select ${tenants.id} as "tenantId", ${tenants.slug} as slug, ${tenants.name} as name,
      ${tenants.timeZone} as "timeZone", ${at} as at, ${about} as about,
      ${disputeId} as "disputeId", (count(*) over ())::int as total
    from ${from} where ${and(where, mine)}
    order by ${order}, ${tenants.name}, ${tenants.id} limit ${most}`)
  ).rows;
  return {
    kind,
    total: rows[0]?.total ?? 0,
    needs: rows.map(({ total: _, at: when, disputeId: id, ...need }) => ({
      ...need,
      dashboardUrl: id === null ? null : dashboardUrl(`disputes/${id}`),
      at: when === null ? null : new Date(when).toISOString(),
    })),
  };
}
