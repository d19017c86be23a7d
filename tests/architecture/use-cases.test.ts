import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isMadeByUseCase } from "@/lib/features/foundation/use-case/use-case";
import { sources } from "./sources";

/** Functions of lib/features that edges call though no builder made them, and why. */
const otherwise: { why: string; functions: string[] }[] = [
  {
    why: "steps of the worker: they take nothing from people, span transactions, and throw so that the queue repeats them",
    functions: [
      "deliverEvents",
      "publishEvents",
      "hasUnpublished",
      "endpointsToDeliverTo",
      "enqueueDelivering",
      "customersWithoutListing",
      "enqueueJob",
      "expireQuotes",
      "forgetOldDocuments",
      "keepDocuments",
      "keepReturns",
      "retryWaitingDocuments",
      "checkUsageAlerts",
      "closeTenant",
      "collectUnpaid",
      "endUnpaid",
      "followCheckout",
      "followNearReservations",
      "hasQuotesOver",
      "isPurgeDue",
      "lookForStripe",
      "noteStripeState",
      "purgeMessages",
      "stripeAwaySince",
      "InvalidJobPayload",
      "applyDueContractSteps",
      "listInvoicesOfCustomer",
      "parseJobPayload",
      "processMessage",
      "processStripeEvent",
      "reconcile",
      "reconcileWhenDue",
      "refreshCharge",
      "refreshContractPayment",
      "refreshInvoice",
      "refreshPaymentAccount",
      "refreshSubscription",
      "refreshWhatWaits",
      "retryDueCharges",
      "retryStuckEvents",
      "retryStuckMessages",
      "retryStuckRecounts",
      "remindOfRenewal",
      "remindOfTrialEnd",
      "runRecount",
      "stopUnfollowed",
      "tellEndingKeys",
      "tellUndecided",
      "tenantsToAlert",
      "tenantsToClose",
      "tenantsUndecided",
      "tenantsUnpaidTooLong",
      "tenantsWithDueContracts",
      "tenantsWithRenewalsToTell",
      "tenantsWithTrialsToEnd",
    ],
  },
  {
    why: "finding out who asks: before it, no permission can be asked",
    functions: [
      "authenticateAgain",
      "authenticateApiKey",
      "authenticateSignature",
      "credentialOf",
      "findKnownTenantId",
      "findPerson",
      "findTenantId",
      "flushUses",
      "isSigned",
      "newToken",
      "storeSignInToken",
      "noteUse",
      "receiveStripeEvent",
      "readSignInToken",
      "takeSignInToken",
      "tenantsOfUser",
    ],
  },
  {
    why: "signing in and out: next-auth has proven who asks, and each records it in its own transaction",
    functions: ["endSession", "findSession", "noteSessionUse", "startSession"],
  },
  {
    why: "the demo only: its time, people and mailbox belong to everybody, and each refuses outside the demo",
    functions: ["demoPeople", "listSentMails", "moveDemoClock", "readCast", "readDemoClock", "setOffset"],
  },
  {
    why: "what the demo story is set up with: each refuses everybody but Choba itself, or only reads",
    functions: ["ensureUser", "findPlanOnSale", "foundTenant", "getLicense", "publishPlan", "uuidOf"],
  },
  {
    why: "start, stop and upkeep of processes",
    functions: [
      "agreeOnAccount",
      "agreeOnAggregations",
      "archiveEvents",
      "backfillEvents",
      "disagreesOnAggregations",
      "fillRecurring",
      "flushIngestStatistics",
      "refusalOfAccount",
      "userKeys",
      "verifyCounts",
    ],
  },
  {
    why: "parts of a call that an edge has authorised: contexts, refusals, answers kept for repeats, names for what the page has read",
    functions: [
      "claimRequest",
      "enqueueMail",
      "fieldError",
      "giveUpRequest",
      "keepAnswer",
      "namesInLog",
      "planNames",
      "refusalOf",
      "repOf",
      "systemContext",
      "visitorContext",
    ],
  },
  {
    why: "how the SaaS wants a page shown, read by the page's own cookie, link or random id; it gives nobody any rights",
    functions: ["dashboardOfCookie", "dashboardOfId", "dashboardOfLink"],
  },
];

const allowed = new Set(otherwise.flatMap(({ functions }) => functions));
const root = fileURLToPath(new URL("../../", import.meta.url));

/** The functions of lib/features that edges import, by the module that has them. */
function calledByEdges(): Map<string, Set<string>> {
  const called = new Map<string, Set<string>>();
  for (const { file, text } of sources()) {
    if (!/^(app|api|server|demo|lib\/auth)\//.test(file)) continue;
    for (const [, names = "", module = ""] of text.matchAll(
      /^import \{([^}]*)\} from "@\/(lib\/features\/[^"]+)"/gm,
    ))
      for (const name of names.split(",").map((one) => one.trim().split(" as ")[0] ?? ""))
        if (name && !name.startsWith("type "))
          called.set(module, (called.get(module) ?? new Set()).add(name));
  }
  return called;
}

test("every function of lib/features that an edge calls is made by useCase, or stands on the list with its reason", async () => {
  const called = calledByEdges();
  const made: string[] = [];
  const others = new Set<string>();
  for (const [module, names] of called) {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ `${root}${module}.ts`);
    for (const name of names)
      if (isMadeByUseCase(exported[name])) made.push(name);
      else if (typeof exported[name] === "function") others.add(name);
  }
  expect(made.length).toBeGreaterThan(120);
  expect([...others].filter((name) => !allowed.has(name)).sort()).toEqual([]);
  expect([...allowed].filter((name) => !others.has(name)).sort()).toEqual([]);
});
