import { eq } from "drizzle-orm";
import type { z } from "zod";
import { billingDetails } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { may } from "@/lib/domain/access/actions";
import { readAddress } from "@/lib/domain/billing-details/address/read-address";
import { type BillingDetails, emptyBillingDetails } from "@/lib/domain/billing-details/billing-details";
import type { EnteredFrom } from "@/lib/domain/billing-details/field-standing";
import {
  changedFields,
  type DetailField,
  stripeFields,
  textOf,
  valuesOf,
} from "@/lib/domain/billing-details/fields";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { actorName } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import type { Standing } from "@/lib/features/foundation/use-case/authorise";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { paymentAdministratorOf } from "@/lib/features/people/members/queries";
import { audited } from "./audited";
import { saveInput } from "./billing-details-input";
import { type BillingDetailsRow, findBillingDetailsRow, standingOfFields } from "./queries";
import { recordDetails } from "./record-details";
import { requireTenantsEntriesUnchanged } from "./require-tenants-entries-unchanged";
import { syncBillingDetails } from "./update-at-stripe";

/** After one mail about what staff entered, the next is sent this much later at the earliest. */
const quietMs = 10 * 60 * 1000;

/**
 * Saves the fields that were sent and synchronises them to the Stripe customer once there is one. What staff save
 * waits to be confirmed by the tenant, whose payment administrator gets a mail. `synchronised` is false while Stripe
 * has not confirmed yet; the worker goes on.
 */
export const saveBillingDetails = useCase(tenant("billing_details.edit", { locks: true }), {
  input: saveInput,
  write: (scope) => writeBillingDetails(scope),
  async afterCommit({ ctx }, message) {
    if (!message) return { synchronised: true };
    return { synchronised: (await processMessage(ctx, message)).state === "done" };
  },
});

/**
 * `saveBillingDetails` within a transaction of the caller's, who has locked the tenant; gives what is to be sent to
 * Stripe once that is committed. `keepsTenantsOwn` refuses to change what the tenant itself entered or confirmed.
 */
export async function writeBillingDetails(
  {
    ctx,
    input: { seen = {}, ...input },
    tx,
    tenantId,
    standing,
    audit,
  }: Pick<Writing<z.output<typeof saveInput>>, "ctx" | "input" | "tx" | "tenantId" | "audit"> & {
    standing: Pick<Standing, "roles">;
  },
  { keepsTenantsOwn = false } = {},
) {
  if (input.memo !== undefined && !may(standing.roles, "notes.write"))
    throw new Refused("invalid_input", { fields: [{ field: "memo", rule: "unknown_field" }] });
  const row = await findBillingDetailsRow(tx, tenantId);
  const before = row?.details ?? null;
  const after = inItsForm({ ...(before ?? emptyBillingDetails), ...withoutAbsent(input) });
  if (keepsTenantsOwn && before) await requireTenantsEntriesUnchanged(tx, tenantId, before, after);
  const from = enteredFrom(ctx, standing);
  const overtaken = await overtakenByStripe(tx, tenantId, before, after, seen);
  const changed = await recordDetails(tx, ctx, tenantId, { before, after, from });
  if (changed.length === 0) return null;
  if (row) await forgetKnown(tx, row, overtaken);
  const logged = changed.filter((field) => field !== "memo");
  if (logged.length > 0)
    await audit({
      action: "billing_details.save",
      before: before && audited(before, logged),
      after: audited(after, logged),
    });
  if (logged.length < changed.length) await audit({ action: "billing_details.save_memo" });
  if (from === "sales" && logged.length > 0) await notifyPayer(tx, ctx, tenantId, row?.notifiedAt ?? null);
  const kept: readonly DetailField[] = stripeFields;
  return changed.some((field) => kept.includes(field)) ? syncBillingDetails(tx, ctx, tenantId) : null;
}

/**
 * The changed fields that Stripe's pages changed after the form had been opened. Refuses where a person did: that person's
 * entry is to be seen first.
 */
async function overtakenByStripe(
  tx: Transaction,
  tenantId: Id<"tenant">,
  before: BillingDetails | null,
  after: BillingDetails,
  seen: Partial<Record<DetailField, string>>,
): Promise<DetailField[]> {
  const [old, now] = [valuesOf(before ?? emptyBillingDetails), valuesOf(after)];
  const overtaken = changedFields(old, now).filter(
    (field) => seen[field] !== undefined && seen[field] !== textOf(field, old[field]),
  );
  if (overtaken.length === 0) return [];
  const standing = await standingOfFields(tx, tenantId);
  const isStripes = (field: DetailField) =>
    standing.some((entry) => entry.field === field && entry.from === "stripe");
  if (!overtaken.every(isStripes)) throw new Refused("changed_meanwhile");
  return overtaken;
}

/** Without a known common value, different values here and at Stripe are a conflict: a person chooses. */
async function forgetKnown(
  tx: Transaction,
  { tenantId, knownAtStripe }: BillingDetailsRow,
  fields: readonly DetailField[],
): Promise<void> {
  if (!knownAtStripe || fields.length === 0) return;
  const values = Object.fromEntries(
    Object.entries(knownAtStripe.values).filter(([field]) => !fields.includes(field as DetailField)),
  );
  await tx
    .update(billingDetails)
    .set({ knownAtStripe: { ...knownAtStripe, values } })
    .where(eq(billingDetails.tenantId, tenantId));
}

/** The details with the address as its country writes it; refuses what the country would not write. */
function inItsForm(details: BillingDetails): BillingDetails {
  const fields: FieldError[] = [];
  if (details.companyName === "") fields.push({ field: "companyName", rule: "required" });
  const { address, problems } = readAddress(valuesOf(details).address);
  for (const { part, rule, example } of problems)
    fields.push({ field: part, rule, ...(example ? { params: { example } } : {}) });
  if (fields.length > 0) throw new Refused("invalid_input", { fields });
  return { ...details, ...address };
}

const withoutAbsent = <Fields extends object>(input: Fields) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };

/** Those who could confirm enter for themselves; other staff enter on the tenant's behalf. */
function enteredFrom(ctx: Context, { roles }: Pick<Standing, "roles">): EnteredFrom {
  if (ctx.actor.kind === "system") return "choba";
  return may(roles, "billing_details.confirm") ? "tenant" : "sales";
}

async function notifyPayer(
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  notifiedAt: Date | null,
): Promise<void> {
  if (notifiedAt && ctx.now.getTime() - notifiedAt.getTime() < quietMs) return;
  const { tenant, user } = await paymentAdministratorOf(tx, tenantId);
  await enqueueMail(tx, ctx, tenantId, {
    to: user.email,
    locale: user.locale,
    template: "billing_details_entered",
    values: { name: user.name, tenant: tenant.name, by: actorName(ctx) },
    path: `/t/${tenant.slug}/billing`,
  });
  await tx.update(billingDetails).set({ notifiedAt: ctx.now }).where(eq(billingDetails.tenantId, tenantId));
}
