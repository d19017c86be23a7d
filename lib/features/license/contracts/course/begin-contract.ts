import { eq } from "drizzle-orm";
import { licenses } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { firstSpan, yearStartOf } from "@/lib/domain/contract/billing-span";
import { renewedEnd } from "@/lib/domain/contract/timeline";
import { dayOf } from "@/lib/domain/time/calendar";
import { dayWindow } from "@/lib/domain/time/day-window";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import type { Context } from "@/lib/features/foundation/context/context";
import type { MessageReference } from "@/lib/features/foundation/outbox/enqueue-message";
import { chargeContract } from "@/lib/features/license/contracts/charging/charge-contract";
import {
  contractToCharge,
  promiseOfEnd,
  promiseOfSpan,
} from "@/lib/features/license/contracts/charging/contract-promise";
import { enqueuePaymentRefresh } from "@/lib/features/license/contracts/payment/refresh-contract-payment";
import {
  type Contract,
  changeContract,
  findRunningContract,
  findScheduledContract,
} from "@/lib/features/license/contracts/record/queries";
import { beginTerm } from "@/lib/features/license/lifecycle/begin-term";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { enqueueSync } from "@/lib/features/license/subscription/enqueue-sync";

/** A contract that was set, and the messages to carry out once it is committed (`processMessage`; the worker does them anyway). */
export type BegunContract = { contract: Contract; messages: MessageReference[] };

/**
 * A contract's day has come: the license says what it says from `startsAt` on, whenever this is run. The one that held
 * before has ended there; one that held from the same day on never did. What it costs up to the end of the running
 * period, less what is billed for these days already, is committed with it.
 */
export async function beginContract(
  tx: Transaction,
  ctx: Context,
  contract: Contract,
): Promise<BegunContract> {
  const { tenantId, startsAt } = contract;
  const before = await findRunningContract(tx, tenantId);
  if (before) {
    const never = before.startsAt.getTime() === startsAt.getTime();
    await changeContract(tx, before, { state: never ? "cancelled" : "ended", endedAt: startsAt });
  }
  await changeContract(tx, contract, { state: "active" });
  await holdLicense(tx, { ...contract, state: "active" });
  const { begun, messages } = await chargeBeginning(tx, ctx, { ...contract, state: "active" });
  // What the tenant owes is looked at as it is under a contract.
  await enqueuePaymentRefresh(tx, tenantId);
  return { contract: begun, messages: [...messages, await enqueueSync(tx, ctx, tenantId)] };
}

/** Charges the first invoice, and gives back what else was billed for these days. */
async function chargeBeginning(tx: Transaction, ctx: Context, contract: Contract) {
  const { tenantId, timeZone, startsAt, invoicedBy } = contract;
  const day = dayOf(ctx.now, timeZone);
  if (invoicedBy !== "choba") {
    const { currency } = (await getPlanVersion(tx, contract.planVersionId)).definition;
    const end = { day, endsOn: dayOf(startsAt, timeZone), taxRounding: contract.taxRounding };
    const promise = await promiseOfEnd(tx, tenantId, currency, end);
    return { begun: contract, messages: await chargeContract(tx, ctx, contract, promise) };
  }
  const charged = await contractToCharge(tx, contract, await findScheduledContract(tx, tenantId));
  const span = firstSpan(charged, day);
  const promise = await promiseOfSpan(tx, tenantId, charged, { day, span });
  const billed = { billedUntil: span.until, billsAt: dayWindow(span.until, timeZone).start };
  await changeContract(tx, contract, billed);
  return { begun: { ...contract, ...billed }, messages: await chargeContract(tx, ctx, contract, promise) };
}

/** Makes license and history say what the contract says. */
async function holdLicense(tx: Transaction, contract: Contract): Promise<void> {
  const { tenantId, planVersionId, interval, quantities, startsAt, timeZone } = contract;
  const license = await getLicense(tx, tenantId);
  await tx
    .update(licenses)
    .set({
      planVersionId,
      interval,
      periodStart: contract.termStartsAt,
      periodEnd: contract.termEndsAt,
      trialEnd: null,
      seats: quantities.seats,
      addons: { ...quantities.addons },
      yearStart: yearStartOf({ interval, firstDay: dayOf(startsAt, timeZone) }),
      renews: contract.atEnd === "renew" || contract.termEndsAt === null,
      endedPlanVersionId: null,
      endedAt: null,
    })
    .where(eq(licenses.tenantId, tenantId));
  const { seats, addons } = quantities;
  const held = { licenseId: license.id, planVersionId, interval, seats, addons: { ...addons } };
  await beginTerm(tx, tenantId, held, startsAt);
}

/** The next term of a contract that is renewed as often as its time comes. */
export async function renewContract(tx: Transaction, contract: Contract): Promise<Contract> {
  const { startsAt, endsAt, termEndsAt } = contract;
  if (!endsAt || !termEndsAt) return contract;
  const renewals = contract.renewals + 1;
  const change = {
    renewals,
    termStartsAt: termEndsAt,
    termEndsAt: renewedEnd(startsAt, endsAt, renewals, contract.timeZone),
  };
  await changeContract(tx, contract, change);
  await tx
    .update(licenses)
    .set({ periodStart: change.termStartsAt, periodEnd: change.termEndsAt })
    .where(eq(licenses.tenantId, contract.tenantId));
  return { ...contract, ...change };
}
