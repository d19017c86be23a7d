import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { members, users } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { userActor } from "@/lib/domain/access/actor";
import type { Id } from "@/lib/domain/ids";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { listOwnSessions } from "@/lib/features/people/sign-in/list-own-sessions";
import { findSession, noteSessionUse } from "@/lib/features/people/sign-in/sessions";
import { readTenant } from "@/lib/features/people/tenants/read-tenant";
import { proxy } from "@/proxy";
import { asKey, asUser, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createDashboardSession } from "./create-dashboard-session";
import { readEmbeddingSettings, saveEmbeddingSettings } from "./embedding-settings";
import { dashboardOfCookie } from "./find-dashboard";
import { leaveFrame } from "./leave-frame";
import { openDashboardSession } from "./open-dashboard-session";

useDatabase();
afterEach(() => {
  vi.useRealTimers();
});

const minuteMs = 60_000;
const site = "https://app.example.com";
const laptop = { address: "198.51.100.1", userAgent: "A laptop" };
const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
const open = (url: string) =>
  openDashboardSession(visitorContext(new Date(), "r"), { token: url.split("/open/")[1] ?? "", ...laptop });

async function allowSite() {
  const saved = await saveEmbeddingSettings(asUser(await makeUser("admin"), "admin"), {
    origins: `${site}\n`,
    brandColour: "",
  });
  expect(saved.ok).toBe(true);
}

async function makeLink(tenantId: Id<"tenant">, member: string, more: object = {}) {
  const made = await createDashboardSession(asKey(["manage"]), tenantId, {
    member,
    page: "billing",
    ...more,
  });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
}

async function opened(url: string) {
  const result = await open(url);
  if (!result.ok) throw new Error(result.refusal.code);
  const session = await findSession(result.value.sessionToken);
  if (!session) throw new Error("no session");
  const ctx = { actor: userActor(session.person), now: new Date(), requestId: "r" };
  return { ...result.value, session, ctx };
}

test("a link opens once and for its minute, whoever hurries; the session is its person's, in that tenant alone", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  await acrossTenants(async (tx) => {
    await tx
      .insert(members)
      .values({ tenantId: other.id, userId: tenant.ownerId, role: "admin", joinedAt: new Date() });
    await tx.update(members).set({ externalId: "u-17" }).where(eq(members.tenantId, tenant.id));
  });
  const { url } = await makeLink(tenant.id, "external:u-17", { locale: "ja" });
  const attempts = await Promise.all(Array.from({ length: 5 }, () => open(url)));
  const [won] = attempts.filter(({ ok }) => ok);
  expect(attempts.filter(({ ok }) => ok)).toHaveLength(1);
  if (!won?.ok) throw new Error("nobody came in");
  expect(won.value).toMatchObject({
    tenantPath: `/t/${tenant.slug}`,
    target: `/t/${tenant.slug}/billing`,
    isEmbedded: false,
    locale: "ja",
  });

  const { ctx, session } = await opened((await makeLink(tenant.id, tenant.ownerId)).url);
  expect(session.person).toMatchObject({ id: tenant.ownerId, onlyIn: tenant.id });
  expect((await readTenant(ctx, tenant.id, {})).ok).toBe(true);
  expect(await readTenant(ctx, other.id, {})).toEqual({ ok: false, refusal: { code: "not_found" } });
  expect((await readTenant(asUser(tenant.ownerId), other.id, {})).ok).toBe(true);
  expect(await listOwnSessions(ctx, {})).toEqual({ ok: false, refusal: { code: "forbidden" } });
  expect(await readEmbeddingSettings(ctx, {})).toEqual({ ok: false, refusal: { code: "forbidden" } });

  const { url: late } = await makeLink(tenant.id, tenant.ownerId);
  later(minuteMs + 1);
  expect(await open(late)).toEqual({ ok: false, refusal: { code: "not_found" } });
});

test("an hour is the end, however much the session is used", async () => {
  const tenant = await makeTenant();
  const { sessionToken } = await opened((await makeLink(tenant.id, tenant.ownerId)).url);
  later(59 * minuteMs);
  await noteSessionUse(sessionToken, laptop, 24 * 60 * minuteMs);
  expect(await findSession(sessionToken)).not.toBeNull();
  later(61 * minuteMs);
  expect(await findSession(sessionToken)).toBeNull();
  // How the way back is shown outlives it.
  expect(await dashboardOfCookie(sessionToken)).not.toBeNull();
});

test("staff come in by no link, nor does anybody who became staff since", async () => {
  const tenant = await makeTenant();
  const member = tenant.ownerId;
  const { url } = await makeLink(tenant.id, member);
  const { sessionToken } = await opened((await makeLink(tenant.id, member)).url);
  await acrossTenants((tx) => tx.update(users).set({ staffRole: "admin" }).where(eq(users.id, member)));
  expect(await open(url)).toEqual({ ok: false, refusal: { code: "not_found" } });
  expect(await findSession(sessionToken)).toBeNull();
  const asked = await createDashboardSession(asKey(["manage"]), tenant.id, { member, page: "billing" });
  expect(asked).toEqual({ ok: false, refusal: { code: "staff_are_no_members" } });
});

test("only a key that manages makes a link, for members, and only sites of the settings are led back to or frame it", async () => {
  const tenant = await makeTenant();
  const ask = (ctx: ReturnType<typeof asKey>, more: object = {}) =>
    createDashboardSession(ctx, tenant.id, { member: tenant.ownerId, page: "billing", ...more });
  for (const ctx of [asKey(["read", "ingest"]), asUser(tenant.ownerId)])
    expect(await ask(ctx)).toEqual({ ok: false, refusal: { code: "forbidden" } });
  const manage = asKey(["manage"]);
  expect(await ask(manage, { member: await makeUser() })).toMatchObject({
    refusal: { code: "not_a_member" },
  });
  const asked = { returnUrl: `${site}/account`, embedOrigin: site };
  expect(await ask(manage, asked)).toMatchObject({
    refusal: { fields: [{ field: "returnUrl", rule: "origin_not_allowed" }] },
  });
  await allowSite();
  expect((await ask(manage, asked)).ok).toBe(true);
  expect(await ask(manage, { embedOrigin: "https://app.example.com.evil.example" })).toMatchObject({
    refusal: { fields: [{ field: "embedOrigin", rule: "origin_not_allowed" }] },
  });
});

test("from its frame a session goes on in a window, with a page of ours or of Stripe, and nowhere else", async () => {
  const tenant = await makeTenant();
  await allowSite();
  const framed = await opened((await makeLink(tenant.id, tenant.ownerId, { embedOrigin: site })).url);
  const leave = (to: string, sessionToken = framed.sessionToken) =>
    leaveFrame(framed.ctx, tenant.id, { sessionToken, to });
  for (const [to, target] of [
    ["/invoices/in_1/pay", `/t/${tenant.slug}/invoices/in_1/pay`],
    ["https://checkout.stripe.com/c/pay/cs_1", "https://checkout.stripe.com/c/pay/cs_1"],
  ] as const) {
    const left = await leave(to);
    if (!left.ok) throw new Error(left.refusal.code);
    expect(await opened(left.value.url)).toMatchObject({ target, isEmbedded: false });
  }
  for (const to of [
    "https://stripe.com.evil.example/",
    "//evil.example",
    "/../../console",
    "http://checkout.stripe.com/",
  ])
    expect(await leave(to)).toMatchObject({ refusal: { code: "invalid_input" } });
  const { sessionToken: window } = await opened((await makeLink(tenant.id, tenant.ownerId)).url);
  expect(await leave("/billing", window)).toMatchObject({ refusal: { code: "forbidden" } });
});

test("a page stands in frames of its link's site alone, until that is taken off the settings", async () => {
  const tenant = await makeTenant();
  await allowSite();
  const framed = await opened((await makeLink(tenant.id, tenant.ownerId, { embedOrigin: site })).url);
  const window = await opened((await makeLink(tenant.id, tenant.ownerId)).url);
  const ancestors = async (path: string, cookie = "") => {
    const response = await proxy(new NextRequest(`http://choba.test${path}`, { headers: { cookie } }));
    return /frame-ancestors ([^;]*)/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
  };
  const page = `/t/${tenant.slug}/billing`;
  expect(await ancestors(page, `choba-frame=${framed.sessionToken}`)).toBe(site);
  expect(await ancestors(`/open/ended/${framed.id}`)).toBe(site);
  for (const [path, cookie] of [
    [page, `choba-frame=${window.sessionToken}`],
    [page, `choba-dashboard=${framed.sessionToken}`],
    [page, "choba-frame=unknown"],
    [`/open/ended/${window.id}`, ""],
    ["/console", ""],
  ])
    expect(await ancestors(path ?? "", cookie)).toBe("'none'");
  await saveEmbeddingSettings(asUser(await makeUser("admin"), "admin"), { origins: "", brandColour: "" });
  expect(await ancestors(page, `choba-frame=${framed.sessionToken}`)).toBe("'none'");
});
