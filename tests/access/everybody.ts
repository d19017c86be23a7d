import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { auditLog, members, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Context } from "@/lib/features/foundation/context/context";
import { asKey, asSystem, asUser, makeTenant, makeUser } from "../support/factories";

/** Everyone who could request something of one tenant: one person or key of each kind. */
const somebodies = [
  "owner",
  "payer",
  "admin",
  "member",
  "stranger",
  "staff admin",
  "rep",
  "another rep",
  "staff support",
  "key read",
  "key ingest",
  "key manage",
] as const;
export type Somebody = (typeof somebodies)[number];

export type Everybody = { tenantId: Id<"tenant">; slug: string; people: Record<Somebody, Context> };

/**
 * A tenant with one person of each kind. The stranger owns another tenant; the other rep looks after another
 * one.
 */
export async function makeEverybody(options: Parameters<typeof makeTenant>[0] = {}): Promise<Everybody> {
  const { id: tenantId, slug, ownerId } = await makeTenant(options);
  const join = async (role: "admin" | "member") => {
    const userId = await makeUser();
    await acrossTenants((tx) =>
      tx.insert(members).values({ tenantId, userId, role, joinedAt: asSystem().now }),
    );
    return userId;
  };
  const [payer, rep] = [await join("member"), await makeUser("sales")];
  await acrossTenants((tx) =>
    tx
      .update(tenants)
      .set({ paymentAdministratorId: payer, salesRepId: rep })
      .where(eq(tenants.id, tenantId)),
  );
  const people: Record<Somebody, Context> = {
    owner: asUser(ownerId),
    payer: asUser(payer),
    admin: asUser(await join("admin")),
    member: asUser(await join("member")),
    stranger: asUser((await makeTenant()).ownerId),
    "staff admin": asUser(await makeUser("admin"), "admin"),
    rep: asUser(rep, "sales"),
    "another rep": asUser(await makeUser("sales"), "sales"),
    "staff support": asUser(await makeUser("support"), "support"),
    "key read": asKey(["read"]),
    "key ingest": asKey(["ingest"]),
    "key manage": asKey(["manage"]),
  };
  return { tenantId, slug, people };
}

/** A use-case called directly, as an attacker would, with valid input. */
export type Call = (ctx: Context, tenantId: Id<"tenant">) => Promise<Result<unknown>>;

/** Tests that each call refuses each of these people, and reports to a stranger that nothing is there. */
export function refuses(
  calls: Record<string, Call>,
  who: { forbidden: readonly Somebody[]; notFound: readonly Somebody[] },
): void {
  let everybody: Everybody;
  beforeAll(async () => {
    everybody = await makeEverybody();
  });
  describe.each(Object.keys(calls))("%s called directly", (name) => {
    const call = (somebody: Somebody) => calls[name]?.(everybody.people[somebody], everybody.tenantId);
    test.each(who.forbidden)("by %s: refused", async (somebody) => {
      expect(await call(somebody)).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
    });
    test.each(who.notFound)("by %s: as if it did not exist", async (somebody) => {
      expect(await call(somebody)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    });
  });
  test("none of the refused calls changed anything", async () => {
    const { tenantId } = everybody;
    const rows = await acrossTenants((tx) =>
      tx.select().from(auditLog).where(eq(auditLog.tenantId, tenantId)),
    );
    expect(rows.map((row) => row.action)).toEqual(["tenant.create"]);
  });
}
