import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { planVersions, stripePrices, stripeProducts } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Id } from "@/lib/domain/ids";
import { stepsAtStripe } from "@/lib/features/catalog/plans/publication/stripe-state";
import { planNames } from "@/lib/features/catalog/plans/record/plan-names";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { asSystem, makePlan, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

/* What is negotiated with many tenants stays out of what concerns the catalog, or one of them. */

useDatabase();

const name = { en: "Fee", ja: "料金" };
const base = (month: string) => ({ ...blank.base("base"), name, amountMinor: { month, year: null } });
const seats = {
  ...blank.seats("seats"),
  name,
  included: 0,
  minimum: 0,
  unitAmountMinor: { month: "500", year: null },
};

let published: typeof planVersions.$inferSelect;
let mine: { tenantId: Id<"tenant">; versionId: Id<"planVersion"> };
let theirs: typeof mine;

async function negotiate(month: string): Promise<typeof mine> {
  const { id: tenantId } = await makeTenant({ salesModel: "sales_led" });
  const definition: PlanDefinition = { ...published.definition, components: [base(month), seats] };
  const agreed = await setContract(asSystem(), tenantId, {
    planVersionId: published.id,
    interval: "month",
    override: { definition, reason: "Volume" },
    invoicing: { by: "stripe_dashboard" },
  });
  if (!agreed.ok) throw new Error(JSON.stringify(agreed.refusal));
  const [version] = await acrossTenants((tx) =>
    tx.select().from(planVersions).where(eq(planVersions.negotiatedFor, tenantId)),
  );
  if (!version) throw new Error("the version was just negotiated");
  return { tenantId, versionId: version.id };
}

beforeAll(async () => {
  const id = await makePlan({ key: "led", rank: 7, components: [base("12000"), seats] });
  const [row] = await acrossTenants((tx) => tx.select().from(planVersions).where(eq(planVersions.id, id)));
  if (!row) throw new Error("the version was just published");
  published = row;
  mine = await negotiate("9000");
  theirs = await negotiate("8000");
});

test("a publication looks at the prices of published versions, and of the one that it is for", async () => {
  const price = {
    planVersionId: theirs.versionId,
    componentKey: "seats",
    optionKey: "",
    interval: "month" as const,
    stripePriceId: "price_of_theirs",
    stripeProductId: "prod_1",
    currency: "JPY",
    unitAmountMinor: "500",
    identifies: false,
  };
  const product = {
    planId: published.planId,
    componentKey: "seats",
    stripeProductId: "prod_1",
    name: "Seats",
  };
  const known = async (versionId: Id<"planVersion"> | null) =>
    acrossTenants(async (tx) =>
      (await stepsAtStripe(tx, published.planId, versionId, published.definition))
        .flatMap(({ prices }) => prices)
        .flatMap((step) => step.known?.stripePriceId ?? []),
    );
  await acrossTenants(async (tx) => {
    await tx.insert(stripeProducts).values(product);
    await tx.insert(stripePrices).values(price);
  });
  expect(await known(null)).toEqual([]);
  expect(await known(mine.versionId)).toEqual([]);
  expect(await known(theirs.versionId)).toEqual(["price_of_theirs"]);

  await acrossTenants((tx) =>
    tx
      .insert(stripePrices)
      .values({ ...price, planVersionId: published.id, stripePriceId: "price_of_everybody" }),
  );
  expect(await known(null)).toEqual(["price_of_everybody"]);
  expect(await known(mine.versionId)).toEqual(["price_of_everybody"]);
});

test("names are those of published versions, and of the reader's own tenant", async () => {
  const namedFor = async (tenantId: Id<"tenant"> | null) => {
    const names = await planNames(tenantId);
    expect(names.led).toEqual(published.definition.name);
    return [published.id, mine.versionId, theirs.versionId].filter((id) => id in names);
  };
  expect(await namedFor(null)).toEqual([published.id]);
  expect(await namedFor(mine.tenantId)).toEqual([published.id, mine.versionId]);
});
