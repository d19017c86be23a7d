import type { Transaction } from "@/lib/db/transaction";
import { may, type Role } from "@/lib/domain/access/actions";
import type { BillingDetails } from "@/lib/domain/billing-details/billing-details";
import {
  type FieldStanding,
  type MissingPart,
  missingParts,
} from "@/lib/domain/billing-details/field-standing";
import type { Id } from "@/lib/domain/ids";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { type Conflict, conflictsOf, findBillingDetailsRow, standingOfFields } from "./queries";
import { isSyncPending } from "./update-at-stripe";

/** How the billing details of a tenant stand: who entered what, what Stripe has otherwise, and what is still missing. */
export type BillingDetailsState = {
  standing: FieldStanding[];
  conflicts: Conflict[];
  missing: MissingPart[];
  /** What an authority said of a tax id, by its number. */
  taxIdVerifications: Record<string, string>;
  stripe: "no_customer" | "synchronised" | "pending" | "refused";
  /** What the reader may do; the use-cases check again. */
  may: { edit: boolean; confirm: boolean; seeMemo: boolean; editMemo: boolean };
};

export type BillingDetailsView = { details: BillingDetails | null; state: BillingDetailsState };

/** Details and their state for one reader, or null for readers who may not see them. The memo is for staff only. */
export async function billingDetailsView(
  tx: Transaction,
  tenantId: Id<"tenant">,
  roles: readonly Role[],
): Promise<BillingDetailsView | null> {
  if (!may(roles, "billing_details.view")) return null;
  const row = await findBillingDetailsRow(tx, tenantId);
  const seeMemo = may(roles, "notes.view");
  const standing = await standingOfFields(tx, tenantId);
  const details = row && (seeMemo ? row.details : { ...row.details, memo: "" });
  return {
    details,
    state: {
      standing: seeMemo ? standing : standing.filter(({ field }) => field !== "memo"),
      conflicts: await conflictsOf(tx, tenantId),
      missing: missingParts(details),
      taxIdVerifications: row?.taxIdVerifications ?? {},
      stripe: !(await findPaymentAccount(tx, tenantId))
        ? "no_customer"
        : (await isSyncPending(tx, tenantId))
          ? "pending"
          : row?.stripeRefusal
            ? "refused"
            : "synchronised",
      may: {
        edit: may(roles, "billing_details.edit"),
        confirm: may(roles, "billing_details.confirm"),
        seeMemo,
        editMemo: may(roles, "billing_details.edit") && may(roles, "notes.write"),
      },
    },
  };
}
