import { inArray, isNull } from "drizzle-orm";
import { billingCloses, onDemandCharges, outboxMessages } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { decisionsOn } from "@/lib/domain/stripe-differences/difference";
import { holdClose, releaseClose } from "@/lib/features/billing/close/hold-close";
import { holdComing } from "@/lib/features/billing/close/hold-coming";
import { retryMessage } from "@/lib/features/console/messages/retry-message";
import { applyBalance } from "@/lib/features/console/receivables/apply-balance";
import { writeOffDebt } from "@/lib/features/console/receivables/write-off-debt";
import { decideDifference } from "@/lib/features/license/differences/decide-difference";
import { openDifferences } from "@/lib/features/license/differences/queries";
import { chargeOnDemand } from "@/lib/features/license/on-demand/charge-on-demand";
import { withdrawOnDemand } from "@/lib/features/license/on-demand/withdraw-on-demand";
import { oneOf } from "../random";
import type { Tenant } from "../tenant";
import type { Act, Acts } from "./act";

/** What staff do in the console. */

const reason = "it was asked for";

const decide: Act = async (tenant) => {
  const { tenantId, random } = tenant;
  const open = await inTenant(tenantId, (tx) => openDifferences(tx, tenantId));
  if (open.length === 0) return null;
  const { id, kind } = oneOf(random, open);
  const decision = oneOf(random, decisionsOn(kind));
  return tenant.call(
    `decides ${decision} on ${kind}`,
    await tenant.staff(),
    (ctx) => decideDifference(ctx, tenantId, { differenceId: id, decision }),
    () => false,
  );
};

const hold: Act = async (tenant) => {
  const { tenantId, random } = tenant;
  const days = 1 + random(3);
  const [open] = await openCloses(tenant);
  if (!open)
    return tenant.call(`holds what comes for ${days} days`, await tenant.staff(), (ctx) =>
      holdComing(ctx, tenantId, { days, reason }),
    );
  if (open.state === "held")
    return tenant.call("releases a close", await tenant.staff(), (ctx) =>
      releaseClose(ctx, tenantId, { closeId: open.id }),
    );
  return tenant.call(`holds a close for ${days} days`, await tenant.staff(), (ctx) =>
    holdClose(ctx, tenantId, { closeId: open.id, days, reason }),
  );
};

const openCloses = ({ tenantId }: Tenant) =>
  inTenant(tenantId, (tx) => tx.select().from(billingCloses).where(isNull(billingCloses.closedAt)));

const charge: Act = async (tenant) => {
  const { tenantId, random } = tenant;
  const amountMinor = String(100 + random(5_000));
  const when = oneOf(random, ["now", "next_invoice"] as const);
  return tenant.call(`charges ${amountMinor} ${when}`, await tenant.staff(), (ctx) =>
    chargeOnDemand(ctx, tenantId, { what: { amountMinor }, description: "Training", reason, when }),
  );
};

const withdraw: Act = async (tenant) => {
  const { tenantId } = tenant;
  const [open] = await inTenant(tenantId, (tx) =>
    tx.select().from(onDemandCharges).where(isNull(onDemandCharges.closedAt)),
  );
  if (!open) return null;
  return tenant.call("withdraws a charge", await tenant.staff(), (ctx) =>
    withdrawOnDemand(ctx, tenantId, { onDemandChargeId: open.id, reason }),
  );
};

async function someDebt({ stripe, customerId: customer }: Tenant): Promise<string | null> {
  const { data } = await stripe.invoices.list({ customer, status: "open" });
  return data.find((each) => each.amount_remaining > 0)?.id ?? null;
}

const writeOff: Act = async (tenant) => {
  const stripeInvoiceId = await someDebt(tenant);
  if (!stripeInvoiceId) return null;
  return tenant.call("writes a debt off", await tenant.staff(), (ctx) =>
    writeOffDebt(ctx, tenant.tenantId, { stripeInvoiceId, cause: "unpaid", reason }),
  );
};

const payFromBalance: Act = async (tenant) => {
  const stripeInvoiceId = await someDebt(tenant);
  if (!stripeInvoiceId) return null;
  return tenant.call("pays a debt from the balance", await tenant.staff(), (ctx) =>
    applyBalance(ctx, tenant.tenantId, { stripeInvoiceId }),
  );
};

/** On the page of messages: one that failed or waits is tried again. */
const retry: Act = async (tenant) => {
  const [failed] = await inTenant(tenant.tenantId, (tx) =>
    tx
      .select({ id: outboxMessages.id, operation: outboxMessages.operation })
      .from(outboxMessages)
      .where(inArray(outboxMessages.state, ["refused", "pending"])),
  );
  if (!failed) return null;
  return tenant.call(`tries ${failed.operation} again`, await tenant.staff(), (ctx) =>
    retryMessage(ctx, { direction: "sent", id: failed.id }),
  );
};

export const staff: Acts = {
  retry: { often: 1, act: retry },
  decide: { often: 5, act: decide },
  hold: { often: 2, act: hold },
  charge: { often: 3, act: charge },
  withdraw: { often: 1, act: withdraw },
  writeOff: { often: 1, act: writeOff },
  payFromBalance: { often: 1, act: payFromBalance },
};
