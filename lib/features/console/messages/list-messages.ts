import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { outboxMessages, stripeEvents, tenants } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { searchWords } from "@/lib/features/console/tenant-list/tenant-list-input";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { conditionsOf } from "./message-conditions";
import { directions, type MessagePage } from "./message-view";
import { readEventRows, readMessageRows } from "./read-rows";

const pageSize = 50;
/** Nobody leafs further, and counting more takes its time. */
const mostCounted = 10_000;

/** What came from Stripe, or what went outside, newest first, with what became of it. */
export const listMessages = useCase(staff("messages.view"), {
  input: z.object({
    direction: z.enum(directions),
    search: z.string().default(""),
    filters: z.record(z.string(), z.string()).default({}),
    page: z.number().optional(),
  }),
  async read({ ctx, input: { direction, search, filters, page: asked }, tx }): Promise<MessagePage> {
    const { where, ignored } = conditionsOf(direction, searchWords(search), filters);
    const page = Math.min(mostCounted / pageSize, Math.max(1, Math.trunc(asked ?? 1) || 1));
    const range = { limit: pageSize, offset: (page - 1) * pageSize };
    const mayAct = may(rolesOf(ctx.actor, null), "messages.settle");
    const isSent = direction === "sent";
    const counted = isSent
      ? sql`${outboxMessages} left join ${tenants} on ${eq(tenants.id, outboxMessages.tenantId)}`
      : sql`${stripeEvents}`;
    const { rows } = await tx.execute<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from ${counted} where ${where} limit ${mostCounted}) as found`,
    );
    return {
      rows: await (isSent ? readMessageRows : readEventRows)(tx, where, range, mayAct),
      total: rows[0]?.n ?? 0,
      page,
      pageSize,
      ignored,
    };
  },
});
