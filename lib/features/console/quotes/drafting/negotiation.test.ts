import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { contracts, planVersions } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { acceptQuote } from "@/lib/features/console/quotes/answer/accept-quote";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { draftFor, makeSalesLedTenant, negotiated, sentQuote, valueFrom } from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { reviseQuote } from "./revise-quote";
import { saveQuoteDraft } from "./save-quote-draft";

/* A quote negotiates what a contract does, by the same rules, and the contract takes it over as it stands. */

useDatabase();

const path = {
  base: "components.0.amountMinor.month",
  included: "components.1.included",
  tier: "components.1.price.tiers.0.unitAmountMinor",
};

test("a tier and an allowance: price, quote document and contract say the same, and only staff see the reason", async () => {
  const salesLed = await makeSalesLedTenant();
  const { tenantId, owner, rep } = salesLed;
  const override = await negotiated({ [path.included]: "3000", [path.tier]: "7" });
  const { quoteId } = await sentQuote(salesLed, {
    override,
    discount: null,
    taxKeys: [],
    quantities: { usage: { mau: "4000" } },
  });
  const seen = await valueFrom(readQuote(owner, tenantId, { quoteId }));
  // ¥10,000 and 1,000 users beyond the 3,000, at ¥7.
  expect(seen.document.estimate.monthly.totalMinor).toBe("17000");
  expect(seen.document.agreed).toMatchObject([
    { field: { label: "included" }, published: "1000", agreed: "3000" },
    { field: { label: "tierPrice", tier: 1 }, published: "10", agreed: "7" },
  ]);
  expect(JSON.stringify(seen)).not.toContain("Three years");
  expect((await valueFrom(readQuote(rep, tenantId, { quoteId }))).staffOnly?.negotiated).toEqual(override);

  await valueFrom(acceptQuote(owner, tenantId, { quoteId }));
  const [held] = await inTenant(tenantId, (tx) =>
    tx
      .select()
      .from(contracts)
      .innerJoin(planVersions, eq(planVersions.id, contracts.planVersionId))
      .where(eq(contracts.tenantId, tenantId)),
  );
  expect(held?.contracts.overrideReason).toBe("Three years");
  expect(held?.plan_versions).toMatchObject({ negotiatedFor: tenantId, definition: override.definition });
});

test("a revision begins with what was negotiated before", async () => {
  const salesLed = await makeSalesLedTenant();
  const { tenantId, rep } = salesLed;
  const override = await negotiated({ [path.base]: "8000" });
  const { quoteId } = await sentQuote(salesLed, { override });
  const revision = await valueFrom(reviseQuote(rep, tenantId, { quoteId }));
  const seen = await valueFrom(readQuote(rep, tenantId, { quoteId: revision.quoteId }));
  expect(seen.staffOnly?.negotiated).toEqual(override);
});

test("what says the same as the published version is no negotiation", async () => {
  const { tenantId, rep } = await makeSalesLedTenant();
  const { quoteId } = await valueFrom(
    saveQuoteDraft(rep, tenantId, draftFor({ override: await negotiated({}) })),
  );
  const seen = await valueFrom(readQuote(rep, tenantId, { quoteId }));
  expect(seen.staffOnly?.negotiated).toBeNull();
  expect(seen.document.agreed).toEqual([]);
});

describe("is refused at the field of the form", () => {
  test.each([
    [{ [path.base]: "cheap" }, path.base, "not_a_decimal"],
    [{ [path.tier]: "-1" }, path.tier, "negative"],
    [{ "name.en": "Another" }, "name", "not_negotiable"],
    [{ "components.1.meter": "calls" }, "components.1.meter", "not_negotiable"],
  ])("%j", async (values, field, rule) => {
    const { tenantId, rep } = await makeSalesLedTenant();
    const override = await negotiated(values);
    expect(await saveQuoteDraft(rep, tenantId, draftFor({ override }))).toMatchObject({
      refusal: {
        code: "invalid_input",
        fields: expect.arrayContaining([
          expect.objectContaining({ field: `override.definition.${field}`, rule }),
        ]),
      },
    });
  });

  test("without a reason", async () => {
    const { tenantId, rep } = await makeSalesLedTenant();
    const override = await negotiated({ [path.base]: "8000" }, " ");
    expect(await saveQuoteDraft(rep, tenantId, draftFor({ override }))).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "override.reason", rule: "required" }] },
    });
  });
});
