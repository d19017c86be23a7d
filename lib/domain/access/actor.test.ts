import { expect, test } from "vitest";
import { rolesOf } from "./actor";

const somebody = { kind: "user", userId: "usr_1", name: "Somebody" } as const;
const membership = { role: "owner", isPaymentAdministrator: true } as const;

test("a member has their roles in the tenant; staff have none of a customer's roles", () => {
  const ties = { membership, salesRepId: null };
  expect(rolesOf({ ...somebody, staffRole: null }, ties)).toEqual(["tenant:owner", "tenant:payer"]);
  expect(rolesOf({ ...somebody, staffRole: "sales" }, ties)).toEqual(["staff:sales", "tenant:rep"]);
  expect(rolesOf({ ...somebody, staffRole: "admin" }, ties)).toEqual(["staff:admin"]);
});
