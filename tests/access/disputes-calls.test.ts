import { expect, test } from "vitest";
import { disputes } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { openDisputes } from "@/lib/features/billing/disputes/open-disputes";
import { testNow } from "../support/factories";
import { useDatabase } from "../support/use-database";
import { makeEverybody, refuses } from "./everybody";

useDatabase();

refuses(
  { openDisputes: (ctx, tenantId) => openDisputes(ctx, tenantId, {}) },
  {
    forbidden: ["owner", "admin", "payer", "member", "key read", "key ingest", "key manage"],
    notFound: ["stranger"],
  },
);

test("all staff see open disputes and where to respond", async () => {
  const { tenantId, people } = await makeEverybody();
  const dispute = {
    tenantId,
    amountMinor: 1200n,
    currency: "JPY",
    status: "needs_response",
    reason: "fraudulent",
    openedAt: testNow,
    answerBy: null,
    appliedSequence: 1n,
  };
  await acrossTenants((tx) =>
    tx.insert(disputes).values([
      { ...dispute, stripeDisputeId: "du_open", standing: "answer" },
      { ...dispute, stripeDisputeId: "du_over", standing: "won" },
    ]),
  );
  for (const who of ["staff admin", "rep", "another rep", "staff support"] as const)
    expect(await openDisputes(people[who], tenantId, {})).toMatchObject({
      value: [{ id: "du_open", dashboardUrl: expect.stringMatching(/\/disputes\/du_open$/) }],
    });
});
