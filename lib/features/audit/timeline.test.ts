import { beforeEach, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import type { ActivityKind } from "@/lib/domain/activity/kinds";
import { value } from "@/tests/support/buyer";
import { asUser, makeTenant, makeUser, type TestTenant, testNow } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import type { Context } from "../shared/context";
import { recordAudit } from "./record";
import { readTimeline } from "./timeline";

useDatabase();

let tenant: TestTenant;
let rep: Context;
beforeEach(async () => {
  tenant = await makeTenant();
  rep = asUser(await makeUser("sales"), "sales");
});

const record = (ctx: Context, action: string) =>
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
  expect(await actions({ kind: "by_hand" })).toEqual(["at_stripe.refunded"]);
  expect(await actions({ kind: "contract" })).toEqual(["tenant.create"]);
  const { actors } = value(await readTimeline(rep, tenant.id, {}));
  const mine = actors.find(({ actor }) => rep.actor.kind === "user" && actor === `user:${rep.actor.userId}`);
  expect(await actions({ actor: mine?.actor })).toEqual(["at_stripe.refunded", "license.renewed"]);
  expect(await actions({ actor: mine?.actor, kind: "license" })).toEqual(["license.renewed"]);
});
