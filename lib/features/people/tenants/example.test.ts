import { expect, test } from "vitest";
import { asUser, auditedActions, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { assignRep } from "./assign-rep";
import { editTenant } from "./edit-tenant";

useDatabase();

test("a rep takes a tenant that nobody has, edits it, and hands it over", async () => {
  const { id: tenantId } = await makeTenant({ salesModel: "sales_led" });
  const [aya, ben] = [await makeUser("sales"), await makeUser("sales")];
  const editBy = (rep: typeof aya, name: string) =>
    editTenant(asUser(rep, "sales"), tenantId, { name, locale: "ja" });

  expect(await assignRep(asUser(aya, "sales"), tenantId, { salesRepId: aya })).toMatchObject({ ok: true });
  expect(await editBy(ben, "Minato")).toMatchObject({ refusal: { code: "forbidden" } });
  expect(await editBy(aya, "Minato")).toEqual({ ok: true, value: { changed: true } });
  expect(await editBy(aya, "Minato")).toEqual({ ok: true, value: { changed: false } });

  expect(await assignRep(asUser(aya, "sales"), tenantId, { salesRepId: ben })).toMatchObject({ ok: true });
  expect(await editBy(aya, "Minato KK")).toMatchObject({ refusal: { code: "forbidden" } });
  expect(await auditedActions(tenantId)).toEqual([
    "tenant.create",
    "tenant.rep_assigned",
    "tenant.edited",
    "tenant.rep_assigned",
  ]);
});
