import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  baseAmountMinor,
  excessMauUnitAmount,
  limitsOf,
  type PlanDefinition,
} from "@/lib/domain/catalog/plan";
import { migrate } from "./migrate";
import { demoPlans } from "./seed/plans";

/*
 * A database of the first release, with plans as it wrote them, is brought to the present one: nobody's price or
 * allowance changes, and the prices at Stripe are still known.
 */
const name = `carried_along_${process.pid}`;
const admin = postgres(inject("clusterUrl"), { max: 1, onnotice: () => {} });
const url = Object.assign(new URL(inject("clusterUrl")), { pathname: name }).href;
let sql: postgres.Sql;

const text = { en: "Starter", ja: "Starter" };
const old = (limit: number | null, components: postgres.JSONValue[]) => ({
  name: text,
  summary: { en: "For a first product with paying customers.", ja: "最初のサービスを本格的に始める方へ。" },
  features: [{ en: "Help by email on working days", ja: "平日のメールサポート" }],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null, monthlyActiveUsers: limit },
  components,
});
const base = { kind: "base", amountMinor: { month: "5000", year: "50000" } };
const mau = { kind: "mau", unitAmountMinor: "10" };

beforeAll(async () => {
  await admin.unsafe(`create database ${name}`);
  await toTheFirstRelease();
  sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`insert into plans values ('plan_a', 'starter', 1, now())`;
  const versions = {
    pv_1: old(1000, [base, mau]),
    pv_2: old(null, [base, mau]),
    pv_3: old(50, []),
    pv_4: old(null, []),
  };
  for (const [index, [id, definition]] of Object.entries(versions).entries())
    await sql`insert into plan_versions values (${id}, 'plan_a', ${index + 1}, ${sql.json(definition)}, now(), null)`;
  await sql`insert into stripe_prices values ('pv_1', 'month', 'price_1m', 'prod_1'), ('pv_1', 'year', 'price_1y', 'prod_1'), ('pv_2', 'month', 'price_2m', 'prod_2')`;
  await migrate(url);
});

afterAll(async () => {
  await sql?.end();
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
});

async function toTheFirstRelease(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "choba-first-"));
  await cp("drizzle/migrations", folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(journalFile, "utf8"));
  await writeFile(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  const connection = postgres(url, { max: 1, onnotice: () => {} });
  await applyMigrations(drizzle(connection), { migrationsFolder: folder });
  await connection.end();
  await rm(folder, { recursive: true });
}

async function definitionOf(id: string): Promise<PlanDefinition> {
  const [row] = await sql`select definition from plan_versions where id = ${id}`;
  return row?.definition;
}

test("a plan of the first form is the same plan in the present one", async () => {
  const present = demoPlans.find((plan) => plan.key === "starter");
  expect(await definitionOf("pv_1")).toEqual(present?.definition);
});

test("without an allowance every active user is charged, as before", async () => {
  const definition = await definitionOf("pv_2");
  expect(baseAmountMinor(definition, "year")).toBe(50_000n);
  expect(excessMauUnitAmount(definition)).toBe("10");
  expect(definition.components[1]).toMatchObject({ included: "0" });
});

test("an allowance without a price is a limit; without either nothing is said", async () => {
  const limited = await definitionOf("pv_3");
  expect(limitsOf(limited)).toEqual({ registeredRps: null, registeredUsers: null, monthlyActiveUsers: 50 });
  expect(limited.components).toMatchObject([{ kind: "usage", meter: "mau", price: { model: "limit" } }]);
  expect((await definitionOf("pv_4")).components).toEqual([]);
});

test("prices at Stripe are those of the base and tell the version; the newest product serves the next one", async () => {
  const prices = await sql`select * from stripe_prices order by stripe_price_id`;
  const common = { component_key: "base", option_key: "", currency: "JPY", identifies: true };
  expect(prices).toMatchObject([
    { ...common, stripe_price_id: "price_1m", unit_amount_minor: "5000" },
    { ...common, stripe_price_id: "price_1y", unit_amount_minor: "50000" },
    { ...common, stripe_price_id: "price_2m", unit_amount_minor: "5000" },
  ]);
  expect(await sql`select * from stripe_products`).toEqual([
    { plan_id: "plan_a", component_key: "base", stripe_product_id: "prod_2", name: "Starter" },
  ]);
});

test("migrating again changes nothing", async () => {
  const before = await definitionOf("pv_1");
  await migrate(url);
  expect(await definitionOf("pv_1")).toEqual(before);
});
