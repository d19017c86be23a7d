import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { billedUsage, statementInvoices, statementMarks } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";

export type StatementInvoice = typeof statementInvoices.$inferSelect;
export type StatedRow = Awaited<ReturnType<typeof readStatedLines>>[number];

/** The lines that a tenant is invoiced for in Stripe's dashboard, the newest month first, with where each stands there. */
export const readStatedLines = (tx: Transaction, tenantId: Id<"tenant">) =>
  tx
    .select({
      id: billedUsage.id,
      monthFrom: billedUsage.monthFrom,
      line: billedUsage.line,
      mark: statementMarks,
    })
    .from(billedUsage)
    .leftJoin(
      statementMarks,
      and(
        eq(statementMarks.tenantId, billedUsage.tenantId),
        eq(statementMarks.billedUsageId, billedUsage.id),
      ),
    )
    .where(and(eq(billedUsage.tenantId, tenantId), isNull(billedUsage.chargeId)))
    .orderBy(desc(billedUsage.monthFrom), asc(billedUsage.createdAt), asc(billedUsage.id));

export const readStatementInvoices = (tx: Transaction, tenantId: Id<"tenant">): Promise<StatementInvoice[]> =>
  tx
    .select()
    .from(statementInvoices)
    .where(eq(statementInvoices.tenantId, tenantId))
    .orderBy(asc(statementInvoices.linkedAt));
