import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { requiredLine } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { asUser, auditedActions, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";

const renameTenant = useCase(tenant("tenant.edit", { locks: true }), {
  input: z.strictObject({ name: requiredLine(100) }),
  async write({ input, tx, tenantId, standing, audit }) {
    const before = { name: standing.tenant.name };
    if (before.name === input.name) return { changed: false };
    await tx.update(tenants).set(input).where(eq(tenants.id, tenantId));
    await audit({ action: "tenant.edited", before, after: input });
    return { changed: true };
  },
});

useDatabase();

test("staff rename a tenant, with one row in its audit log; a stranger does not learn that it exists", async () => {
  const { id } = await makeTenant();
  const staff = asUser(await makeUser("admin"), "admin");
  expect(await renameTenant(staff, id, { name: "Minato" })).toEqual({ ok: true, value: { changed: true } });
  expect(await renameTenant(staff, id, { name: "Minato" })).toEqual({ ok: true, value: { changed: false } });
  expect((await auditedActions(id)).filter((action) => action === "tenant.edited")).toHaveLength(1);
  const stranger = asUser(await makeUser());
  expect(await renameTenant(stranger, id, { name: "X" })).toMatchObject({ refusal: { code: "not_found" } });
  expect(await renameTenant(staff, id, { name: "" })).toMatchObject({
    refusal: { code: "invalid_input", fields: [{ field: "name", rule: "required" }] },
  });
});
