import { expect, test } from "vitest";
import { asKey, asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { readTenant } from "./read-tenant";

useDatabase();

test("a member sees the tenant and what they may open; the console is for staff", async () => {
  const tenant = await makeTenant();
  const own = await readTenant(asUser(tenant.ownerId), tenant.id, {});
  expect(own).toMatchObject({ ok: true, value: { slug: tenant.slug } });
  if (!own.ok) return;
  expect(own.value.may).toEqual({
    seeLicense: true,
    seeUsage: true,
    seeInvoices: true,
    seeMembers: true,
    seeTimeline: true,
    makeQuotes: false,
    seeQuotes: true,
    seeConsole: false,
    close: false,
  });
  const staff = await readTenant(asUser(await makeUser("support"), "support"), tenant.id, {});
  expect(staff).toMatchObject({ ok: true, value: { may: { seeConsole: true, seeTimeline: true } } });
});

test("to a stranger the tenant does not exist, and a key that only sends usage opens no pages", async () => {
  const tenant = await makeTenant();
  const stranger = await readTenant(asUser(await makeUser()), tenant.id, {});
  expect(stranger).toEqual({ ok: false, refusal: { code: "not_found" } });
  expect((await readTenant(asKey(["ingest"]), tenant.id, {})).ok).toBe(false);
});
