import { and, desc, eq, gte, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { billingCloses, charges, tenants } from "@/drizzle/schema";
import { may } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import type { CloseKind, CloseState } from "@/lib/domain/close/close";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { billingSettingsOf } from "@/lib/features/usage/billing-settings/billing-settings-of";
import { type CloseProgress, readCloseProgress } from "./close-progress";
import { type HoldRow, readUnbilled, type UnpricedRow, type WriteOffRow } from "./read-unbilled";

/** A close as plain JSON. Amounts are minor units as text, instants ISO 8601. */
export type CloseRow = {
  id: string;
  tenantId: string;
  tenant: { slug: string; name: string; timeZone: string };
  kind: CloseKind;
  state: CloseState;
  /** The first day of the period that begins, or the one after the months that are billed. */
  from: string;
  dueAt: string;
  /** What is owed by Choba's reckoning, with tax; null: nothing. */
  totalMinor: string | null;
  currency: string;
  carrier: "renewal_draft" | "own_invoice" | null;
  /** What Stripe's invoice has instead, or why it was refused, as a code. */
  problem: string | null;
  hold: { until: string; reason: string } | null;
  closedAt: string | null;
};

export type CloseBoard = {
  progress: CloseProgress;
  /** At most 200, those that people must look at first. */
  closes: CloseRow[];
  /** Meters whose count could not be priced, so that they are on no invoice. */
  unpriced: UnpricedRow[];
  /** Coming invoices that are held before their closes exist. */
  holds: HoldRow[];
  /** Corrections that were not billed, newest first. */
  writtenOff: WriteOffRow[];
  /** How long late events are waited for; above 0 usage has closes of its own. */
  graceHours: number;
  mayManage: boolean;
  readAt: string;
};

const shownForMs = 35 * 86_400_000;
const mostRows = 200;

/**
 * Closes whose invoice is not final, and those of the last weeks: what Choba worked out, what carries it, what waits and
 * why. What is unexplained comes first.
 */
export const listCloses = useCase(staff("console.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<CloseBoard> {
    const rows = await tx
      .select({ close: billingCloses, charge: charges, tenant: tenants })
      .from(billingCloses)
      .innerJoin(tenants, eq(tenants.id, billingCloses.tenantId))
      .leftJoin(
        charges,
        and(eq(charges.tenantId, billingCloses.tenantId), eq(charges.id, billingCloses.chargeId)),
      )
      .where(
        or(
          isNull(billingCloses.closedAt),
          gte(billingCloses.dueAt, new Date(ctx.now.getTime() - shownForMs)),
        ),
      )
      .orderBy(desc(urgency), desc(billingCloses.dueAt), desc(billingCloses.id))
      .limit(mostRows);
    const closes = rows.map(
      ({ close, charge, tenant }): CloseRow => ({
        id: close.id,
        tenantId: close.tenantId,
        tenant: { slug: tenant.slug, name: tenant.name, timeZone: close.timeZone },
        kind: close.kind,
        state: close.state,
        from: close.periodFrom,
        dueAt: close.dueAt.toISOString(),
        totalMinor: charge ? String(charge.totalMinor) : null,
        currency: close.currency,
        carrier: close.carrier,
        problem: close.problem,
        hold:
          close.state === "held" && close.heldUntil
            ? { until: close.heldUntil.toISOString(), reason: close.holdReason ?? "" }
            : null,
        closedAt: close.closedAt?.toISOString() ?? null,
      }),
    );
    return {
      ...(await readUnbilled(tx, ctx.now)),
      graceHours: (await billingSettingsOf(tx)).graceHours,
      progress: await readCloseProgress(tx, ctx.now),
      closes,
      mayManage: may(rolesOf(ctx.actor, null), "close.manage"),
      readAt: ctx.now.toISOString(),
    };
  },
});

/** Sorted by the database: among thousands that only wait, the few with a problem must not be cut off. */
const urgency = sql`case when ${billingCloses.closedAt} is not null then 0
  when ${billingCloses.problem} is not null then 3 when ${billingCloses.state} = 'held' then 2 else 1 end`;
