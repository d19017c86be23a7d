import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { createApi } from "@/api/app";
import { makeKey, makePlan } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { operationsSource } from "./generate";
import { Choba, Conflict, Forbidden, NotFound, Unauthenticated } from "./src/index.js";

useDatabase();

const api = createApi();
/** Requests on their way to the API, and what the client sent with them. */
const sent: Request[] = [];
const clientOf = (apiKey: string) =>
  new Choba({
    baseUrl: "https://billing.example/",
    apiKey,
    retries: 0,
    fetch: async (url, init) => {
      sent.push(new Request(url, init));
      return api.request(String(url), init);
    },
  });

let choba: Choba;
beforeAll(async () => {
  await makePlan({
    key: "free",
    rank: 0,
    limits: { registeredRps: 1, registeredUsers: 9, monthlyActiveUsers: 9 },
  });
  choba = clientOf((await makeKey("ingest", "read", "manage")).secret);
});

const company = (id: string) => ({
  body: {
    external_id: id,
    name: `Company ${id}`,
    owner: { email: `owner@${id}.example`, name: "Rei Abe", external_id: "u-1" },
    country: "JP",
  },
});

test("what stands in the package is what the API describes today: `npm run client:write`", async () => {
  const document = await (await api.request("/api/openapi.json")).json();
  const { routes } = await import("./src/generated/operations.js");
  const written = await readFile(new URL("src/generated/operations.ts", import.meta.url), "utf8");
  const expected = await operationsSource(document as never);
  // The formatter of this repository has gone over the file, so words count and not how they are broken into lines.
  const words = (source: string) => source.replace(/[\s,;()|]+/g, "");
  expect(words(written)).toBe(words(expected));
  expect(Object.keys(routes).length).toBeGreaterThan(20);
});

test("a SaaS's first hour: a customer registers, uses, and meets the maximum of Free", async () => {
  const made = await choba.createTenant(company("first"));
  expect(made).toMatchObject({ external_id: "first", plan: "free", state: "open", currency: "JPY" });
  const tenant = "external:first";
  await choba.registerRp({ tenant, body: { id: "portal", name: "Portal" } });
  const full = await choba.registerRp({ tenant, body: { id: "shop" } }).catch((error: unknown) => error);
  expect(full).toBeInstanceOf(Conflict);
  expect(full).toMatchObject({ type: "limit_reached", problem: { maximum: 1 } });
  await choba.recordAuthentications({ tenant, body: { user_id: "u 1/ü" } });
  expect(await choba.readLicense({ tenant })).toMatchObject({
    use: { registered_rps: 1, monthly_active_users: 1 },
    may_register: { rp: false, user: true },
  });
});

test("a write that is sent twice under one key is done once and answers the same", async () => {
  const options = { idempotencyKey: "registration-815" };
  const first = await choba.createTenant(company("once"), options);
  expect(await choba.createTenant(company("once"), options)).toEqual(first);
  expect(sent.slice(-2).map(({ headers }) => headers.get("idempotency-key"))).toEqual(
    Array(2).fill("registration-815"),
  );
});

test("each goes through all pages of a list", async () => {
  for (const id of ["a", "b", "c"]) await choba.createTenant(company(`page-${id}`));
  const seen = [];
  for await (const { external_id } of choba.each("listTenants", { limit: 2 })) seen.push(external_id);
  expect(seen).toEqual(expect.arrayContaining(["page-a", "page-b", "page-c"]));
  expect(new Set(seen).size).toBe(seen.length);
});

test("refusals come as classes", async () => {
  await expect(choba.readTenant({ tenant: "nobody" })).rejects.toThrow(NotFound);
  await expect(clientOf(`choba_${"0".repeat(32)}`).readTenant({ tenant: "first" })).rejects.toThrow(
    Unauthenticated,
  );
  const reader = clientOf((await makeKey("read")).secret);
  await expect(reader.createTenant(company("no"))).rejects.toThrow(Forbidden);
  // Outside the demo time is nobody's.
  await expect(choba.moveDemoClock({ step: "day" })).rejects.toThrow(NotFound);
});

test("a part of an address that is missing is said before anything is sent", async () => {
  const before = sent.length;
  await expect(choba.readTenant({ tenant: "" })).rejects.toThrow('"tenant" is missing');
  expect(sent).toHaveLength(before);
});
