import {
  type Decision,
  type DifferenceFacts,
  type DifferenceKind,
  decisionsOn,
  isShownToTenant,
} from "@/lib/domain/stripe-differences/difference";
import { dashboardUrl } from "@/lib/stripe/client";
import type { DifferenceRow } from "./record-differences";

/** A difference as plain JSON. Amounts are minor units as text, instants ISO 8601. */
export type DifferenceView = {
  id: string;
  kind: DifferenceKind;
  facts: DifferenceFacts;
  foundAt: string;
  foundBy: DifferenceRow["foundBy"];
  decision: DifferenceRow["decision"];
  decidedBy: string | null;
  closedAt: string | null;
  /** What may still be decided. */
  decisions: Decision[];
  dashboardUrl: string | null;
};

export const differenceView = (row: DifferenceRow): DifferenceView => ({
  id: row.id,
  kind: row.kind,
  facts: row.facts,
  foundAt: row.foundAt.toISOString(),
  foundBy: row.foundBy,
  decision: row.decision,
  decidedBy: row.decidedBy,
  closedAt: row.closedAt?.toISOString() ?? null,
  decisions: row.closedAt ? [] : decisionsOn(row.kind).filter((each) => each !== row.decision),
  dashboardUrl: row.stripeSubscriptionId ? dashboardUrl(`subscriptions/${row.stripeSubscriptionId}`) : null,
});

/** What a tenant sees of it: that it costs something, or ends something. */
export type TenantDifference = Pick<DifferenceView, "id" | "kind" | "facts">;

export const tenantDifferences = (rows: readonly DifferenceRow[]): TenantDifference[] =>
  rows.filter(({ kind }) => isShownToTenant(kind)).map(({ id, kind, facts }) => ({ id, kind, facts }));
