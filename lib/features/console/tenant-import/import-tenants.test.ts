import { and, count, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  auditLog,
  billingDetailEntries,
  billingDetails,
  outboxMessages,
  tenants,
  users,
} from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { confirmBillingDetails } from "@/lib/features/payers/billing-details/confirm-billing-details";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { assignReps } from "@/lib/features/people/tenants/assign-reps";
import { asKey, asUser, makePlan, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { waiting, whileHeld } from "@/tests/support/waiting";
import { importColumns } from "./import-columns";
import { type ImportReport, importTenants, longestFile } from "./import-tenants";

useDatabase();

let rep: Context;
let admin: Context;
beforeAll(async () => {
  await makePlan({ key: "free", rank: 0 });
  rep = asUser(await makeUser("sales"), "sales");
  admin = asUser(await makeUser("admin"), "admin");
});

const head =
  "slug,name,owner_email,owner_name,sales_model,currency,time_zone,language,company_name,country,postal_code,state,city,line1,tax_ids";
const asahi = (slug: string) =>
  `${slug},Asahi Foods,hana@${slug}.example,Hana Asahi,sales_led,JPY,Asia/Tokyo,ja,朝日フーズ株式会社,JP,100-0001,東京都,千代田区,千代田1-1,jp_trn:T1180301018771`;
const file = (...rows: string[]) => [head, ...rows].join("\r\n");

async function run(ctx: Context, text: string, dryRun = false): Promise<ImportReport> {
  const result = await importTenants(ctx, { text, dryRun });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

const inDatabase = () =>
  acrossTenants(async (tx) => ({
    tenants: (await tx.select({ n: count() }).from(tenants))[0]?.n,
    users: (await tx.select({ n: count() }).from(users))[0]?.n,
    details: (await tx.select({ n: count() }).from(billingDetails))[0]?.n,
    audits: (await tx.select({ n: count() }).from(auditLog))[0]?.n,
    effects: (await tx.select({ n: count() }).from(outboxMessages))[0]?.n,
  }));

test("a dry run tells what would happen, and leaves nothing behind", async () => {
  const before = await inDatabase();
  expect(await run(rep, file(asahi("dry-one"), asahi("dry-two")), true)).toEqual({
    rows: 2,
    created: 2,
    updated: 0,
    unchanged: 0,
    problems: [],
    done: false,
  });
  expect(await inDatabase()).toEqual(before);
});

test("tenants and their billing details are there at once, of the rep who imports; again, nothing changes", async () => {
  const text = file(asahi("once"));
  expect(await run(rep, text)).toMatchObject({ created: 1, done: true });
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ tenant: tenants, details: billingDetails.details, missing: billingDetails.missing })
      .from(tenants)
      .innerJoin(billingDetails, eq(billingDetails.tenantId, tenants.id))
      .where(eq(tenants.slug, "once")),
  );
  expect(row).toMatchObject({
    tenant: { name: "Asahi Foods", salesModel: "sales_led" },
    details: { companyName: "朝日フーズ株式会社", taxIds: [{ type: "jp_trn", value: "T1180301018771" }] },
    missing: [],
  });
  expect(rep.actor).toMatchObject({ userId: row?.tenant.salesRepId });
  const before = await inDatabase();
  expect(await run(rep, text)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  expect(await inDatabase()).toEqual(before);
});

test("one bad cell anywhere, and nothing of the file is written; every problem is named by row and column", async () => {
  const before = await inDatabase();
  const report = await run(
    rep,
    file(
      asahi("good"),
      asahi("bad").replace("bad,", "Bad Slug,").replace("T1180301018771", "T1180301018772"),
      asahi("good"),
      asahi("elsewhere").replace("Asia/Tokyo", "Asia/Atlantis").replace("hana@elsewhere.example", "hana"),
      asahi("paying").replace("千代田1-1", "1".repeat(201)),
      "short,row",
    ),
  );
  expect(report).toMatchObject({ rows: 5, done: false });
  expect(report.problems.map(({ line, field }) => [line, field])).toEqual([
    [3, "slug"],
    [3, "tax_ids"],
    [5, "owner_email"],
    [5, "time_zone"],
    [6, "line1"],
    [7, ""],
  ]);
  expect(report.problems.find(({ field }) => field === "time_zone")).toMatchObject({
    rule: "unknown_time_zone",
    value: "Asia/Atlantis",
  });
  expect(await inDatabase()).toEqual(before);
});

test("a tenant that exists is named by its address alone, and keeps what the row does not say", async () => {
  const { slug } = await makeTenant();
  const text = `slug\tcompany_name\tcountry\tstate\tcity\tline1\tpostal_code\n${slug}\tAcme, Inc.\tUS\tCA\tSan Jose\t1 Main St\t95110`;
  expect(await run(admin, text)).toMatchObject({ created: 0, updated: 1, problems: [] });
});

test("what the customer corrected or confirmed since is a problem of its cell, and stays", async () => {
  await run(rep, file(asahi("corrected")));
  const [made] = await acrossTenants((tx) => tx.select().from(tenants).where(eq(tenants.slug, "corrected")));
  if (!made) throw new Error("not imported");
  const payer = asUser(made.paymentAdministratorId);
  await saveBillingDetails(payer, made.id, { line1: "千代田2-2" });
  const [company] = await acrossTenants((tx) =>
    tx
      .select()
      .from(billingDetailEntries)
      .where(and(eq(billingDetailEntries.tenantId, made.id), eq(billingDetailEntries.field, "companyName"))),
  );
  const seen = { field: "companyName", enteredAt: company?.enteredAt.toISOString() ?? "" } as const;
  expect(await confirmBillingDetails(payer, made.id, { fields: [seen] })).toMatchObject({
    value: { confirmed: 1 },
  });
  const before = await inDatabase();
  const problems = async (text: string) =>
    (await run(rep, text)).problems.map(({ line, field, rule, value }) => [line, field, rule, value]);
  const address = [2, "line1", "changed_by_tenant", "千代田1-1"];
  expect(await problems(file(asahi("corrected")))).toEqual([address]);
  expect(
    await problems(file(asahi("corrected").replace("朝日フーズ株式会社", "夕日フーズ株式会社"))),
  ).toEqual([[2, "company_name", "changed_by_tenant", "夕日フーズ株式会社"], address]);
  expect(await inDatabase()).toEqual(before);
  const [row] = await acrossTenants((tx) =>
    tx.select().from(billingDetails).where(eq(billingDetails.tenantId, made.id)),
  );
  expect(row?.details).toMatchObject({ companyName: "朝日フーズ株式会社", line1: "千代田2-2" });
  expect(await run(rep, "slug,department\ncorrected,経理部")).toMatchObject({ updated: 1, problems: [] });
});

test("a tenant for a colleague is made with its billing details, entered by sales", async () => {
  const colleague = await makeUser("sales");
  const [person] = await acrossTenants((tx) => tx.select().from(users).where(eq(users.id, colleague)));
  const text = `${head},sales_rep_email,memo\n${asahi("for-colleague")},${person?.email},VIP`;
  expect(await run(rep, text)).toMatchObject({ created: 1, problems: [] });
  const entries = await acrossTenants((tx) =>
    tx
      .select({ rep: tenants.salesRepId, from: billingDetailEntries.enteredFrom })
      .from(tenants)
      .innerJoin(billingDetailEntries, eq(billingDetailEntries.tenantId, tenants.id))
      .where(eq(tenants.slug, "for-colleague")),
  );
  expect(entries).toEqual(Array(4).fill({ rep: colleague, from: "sales" }));
});

describe("several at once wait for each other and do not block each other:", () => {
  const three = async () => {
    const made = [await makeTenant(), await makeTenant(), await makeTenant()];
    const [low, middle, high] = made.sort((a, b) => (a.id < b.id ? -1 : 1));
    if (!low || !middle || !high) throw new Error("three were made");
    return { low, middle, high };
  };
  const naming = (company: string, ...rows: { slug: string }[]) =>
    ["slug,company_name", ...rows.map(({ slug }) => `${slug},${company}`)].join("\n");

  test("two imports of the same tenants in another order", async () => {
    const { low, middle, high } = await three();
    const reports = await whileHeld(middle.id, async () => {
      const imports = [
        run(admin, naming("One", low, middle, high)),
        run(admin, naming("Other", high, middle, low)),
      ];
      await waiting(2);
      return () => Promise.all(imports);
    });
    expect(reports).toMatchObject([{ updated: 3 }, { updated: 3 }]);
  });

  test("an import and the choice of their rep", async () => {
    const { low, middle, high } = await three();
    const salesRepId = await makeUser("sales");
    const answers = await whileHeld(middle.id, async () => {
      const both = [
        run(admin, naming("One", high, middle, low)),
        assignReps(admin, { tenantIds: [low.id, middle.id, high.id], salesRepId }),
      ];
      await waiting(2);
      return () => Promise.all(both);
    });
    expect(answers).toMatchObject([{ updated: 3 }, { value: { changed: 3 } }]);
  });
});

test("a text that is too long is refused by name", async () => {
  expect(await importTenants(admin, { text: "あ".repeat(longestFile + 1), dryRun: true })).toMatchObject({
    refusal: { fields: [{ field: "text", rule: "too_long", params: { maximum: longestFile } }] },
  });
});

describe("who may import", () => {
  test("another rep's tenant is refused by row", async () => {
    const { id, slug } = await makeTenant();
    const other = await makeUser("sales");
    await acrossTenants((tx) => tx.update(tenants).set({ salesRepId: other }).where(eq(tenants.id, id)));
    const report = await run(rep, `slug,company_name\n${slug},Taken over`);
    expect(report.problems).toMatchObject([{ line: 2, field: "slug", rule: "not_your_tenant" }]);
  });

  test("support, tenants' people and keys may not at all", async () => {
    for (const ctx of [
      asUser(await makeUser("support"), "support"),
      asUser((await makeTenant()).ownerId),
      asKey(["manage"]),
    ])
      expect(await importTenants(ctx, { text: file(asahi("no")), dryRun: true })).toMatchObject({
        ok: false,
        refusal: { code: "forbidden" },
      });
  });
});

test("a file without rows, with unknown columns, or of another kind says so", async () => {
  const problems = async (text: string) => (await run(rep, text, true)).problems.map(({ rule }) => rule);
  expect(await problems("")).toEqual(["no_rows"]);
  expect(await problems(head)).toEqual(["no_rows"]);
  expect(await problems("slug,colour,colour\na,b,c")).toEqual([
    "unknown_column",
    "unknown_column",
    "column_twice",
  ]);
  expect(await problems("name\nAsahi")).toEqual(["required"]);
});

test("the template's own example can be imported", async () => {
  const text = [importColumns.map(({ name }) => name), importColumns.map(({ example }) => example)]
    .map((cells) => cells.join(","))
    .join("\n");
  expect(await run(rep, text, true)).toMatchObject({ created: 1, problems: [] });
});
