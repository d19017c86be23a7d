import { beforeEach, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import type { AuditAction } from "@/lib/domain/activity/audit-actions";
import type { ActivityKind } from "@/lib/domain/activity/kinds";
import type { Id } from "@/lib/domain/ids";
import { acceptQuoteOnPaper } from "@/lib/features/console/quotes/answer/accept-quote";
import { reviseQuote } from "@/lib/features/console/quotes/drafting/revise-quote";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { withdrawQuote } from "@/lib/features/console/quotes/drafting/withdraw-quote";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import type { Context } from "@/lib/features/foundation/context/context";
import { applyDueContracts } from "@/lib/features/license/contracts/course/apply-due-contracts";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { value } from "@/tests/support/buyer";
import { asUser, makeTenant, makeUser, type TestTenant, testNow } from "@/tests/support/factories";
import { draftFor, later, makeSalesLedTenant, sentQuote, valueFrom } from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { readTimeline } from "./read-timeline";

useDatabase();

let tenant: TestTenant;
let rep: Context;
beforeEach(async () => {
  tenant = await makeTenant();
  rep = asUser(await makeUser("sales"), "sales");
});

const record = (ctx: Context, action: AuditAction) =>
  inTenant(tenant.id, (tx) => recordAudit(tx, ctx, tenant.id, { action }));

test("pages of entries of one instant follow each other without gap or repetition", async () => {
  for (let count = 0; count < 7; count++) await record(rep, "license.renewed");
  const seen: string[] = [];
  let before: string | undefined;
  let pages = 0;
  do {
    const page = value(await readTimeline(rep, tenant.id, { limit: 3, before }));
    seen.push(...page.entries.map(({ id }) => id));
    before = page.older ?? undefined;
    pages += 1;
  } while (before);
  expect(pages).toBe(3);
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(8);
  expect([...seen].sort().reverse()).toEqual(seen);
});

test("one kind, or one person's part, of what happened", async () => {
  const other = asUser(await makeUser("sales"), "sales", new Date(testNow.getTime() + 1000));
  await record(rep, "license.renewed");
  await record(rep, "at_stripe.refunded");
  await record(other, "payment_account.linked");
  const actions = async (filter: { kind?: ActivityKind; actor?: string }) =>
    value(await readTimeline(rep, tenant.id, filter)).entries.map(({ action }) => action);
  expect(await actions({ kind: "stripe" })).toEqual(["at_stripe.refunded"]);
  expect(await actions({ kind: "contract" })).toEqual(["tenant.create"]);
  const { actors } = value(await readTimeline(rep, tenant.id, {}));
  const mine = actors.find(({ actor }) => rep.actor.kind === "user" && actor === `user:${rep.actor.userId}`);
  expect(await actions({ actor: mine?.actor })).toEqual(["at_stripe.refunded", "license.renewed"]);
  expect(await actions({ actor: mine?.actor, kind: "license" })).toEqual(["license.renewed"]);
});

test("of quotes the payer reads what was sent, without the notes of staff; staff read all of it", async () => {
  const salesLed = await makeSalesLedTenant();
  const { tenantId, rep, owner } = salesLed;
  const draft = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor({ subject: "Secret offer" })));
  await valueFrom(withdrawQuote(rep, tenantId, { ...pick(draft), reason: "Secret: too cheap" }));
  const first = await sentQuote(salesLed);
  await valueFrom(reviseQuote(rep, tenantId, pick(first)));
  await valueFrom(withdrawQuote(rep, tenantId, { ...pick(first), reason: "Secret: wrong price" }));
  const second = await sentQuote(salesLed);
  await valueFrom(acceptQuoteOnPaper(rep, tenantId, { ...pick(second), note: "Secret paper" }));
  const running = later(rep, "2027-01-10T00:00:00Z");
  await applyDueContracts(running, tenantId);
  await valueFrom(endContract(running, tenantId, { reason: "Secret: never pays" }));

  const read = async (ctx: Context) => value(await readTimeline(ctx, tenantId, {}));
  const own = await read(owner);
  expect(JSON.stringify(own)).not.toContain("Secret");
  expect(own.entries.map(({ action }) => action).reverse()).toEqual([
    "tenant.create",
    "quote.send",
    "quote.withdraw",
    "quote.send",
    "quote.accept_on_paper",
    "contract.schedule",
    "contract.begin",
    "contract.terminate",
    "contract.end",
    "license.ended",
  ]);
  const { history } = await valueFrom(readQuote(owner, tenantId, pick(first)));
  expect(history.at(-1)).toMatchObject({ state: "withdrawn", note: "" });

  const everything = JSON.stringify(await read(rep));
  for (const word of [" offer", ": too cheap", ": wrong price", " paper", ": never pays"])
    expect(everything).toContain(`Secret${word}`);
});

const pick = ({ quoteId }: { quoteId: Id<"quote"> }) => ({ quoteId });

test("who has only written drafts is nobody whom the tenant's log knows, and its pages are full", async () => {
  const { tenantId, rep, owner } = await makeSalesLedTenant();
  for (let count = 0; count < 3; count++) await valueFrom(saveQuoteDraft(rep, tenantId, draftFor()));
  const page = value(await readTimeline(owner, tenantId, { limit: 1 }));
  expect(page).toMatchObject({ entries: [{ action: "tenant.create" }], older: null });
  expect(page.actors.map(({ name }) => name)).toEqual(["Choba"]);
});
