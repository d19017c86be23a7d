import { describe, expect, test } from "vitest";
import { membershipRefusal, rolesToGive, successorOf } from "./membership";

describe("who may change whose role", () => {
  const change = {
    isOwnDeparture: false,
    from: "member",
    to: "admin",
    owners: 1,
    ownerIsHere: true,
  } as const;

  test("an admin manages admins and members", () => {
    expect(membershipRefusal({ ...change, by: ["tenant:admin"] })).toBeNull();
    expect(membershipRefusal({ ...change, by: ["tenant:admin"], from: "admin", to: null })).toBeNull();
    expect(rolesToGive(["tenant:admin"], true)).toEqual(["admin", "member"]);
  });

  test("an admin neither makes nor removes owners, however many there are", () => {
    const by = ["tenant:admin"] as const;
    expect(membershipRefusal({ ...change, by, to: "owner" })).toBe("owners_only");
    expect(membershipRefusal({ ...change, by, from: "owner", to: null, owners: 3 })).toBe("owners_only");
  });

  test.each(["tenant:owner", "tenant:rep", "staff:admin"] as const)(
    "%s does, but for the last one",
    (role) => {
      const by = [role];
      expect(membershipRefusal({ ...change, by, to: "owner", ownerIsHere: false })).toBeNull();
      expect(membershipRefusal({ ...change, by, from: "owner", to: "member", owners: 2 })).toBeNull();
      expect(membershipRefusal({ ...change, by, from: "owner", to: "member" })).toBe("last_owner");
      expect(membershipRefusal({ ...change, by, from: "owner", to: null })).toBe("last_owner");
    },
  );

  test("the rep brings in the first owner and no other one", () => {
    const by = ["staff:sales", "tenant:rep"] as const;
    expect(rolesToGive(by, false)).toContain("owner");
    expect(rolesToGive(by, true)).not.toContain("owner");
    expect(membershipRefusal({ ...change, by, to: "owner" })).toBe("owners_only");
    for (const role of ["tenant:owner", "staff:admin"] as const)
      expect(membershipRefusal({ ...change, by: [role], to: "owner" })).toBeNull();
  });

  test("everybody may leave, but not the last owner", () => {
    const leave = { ...change, isOwnDeparture: true, to: null };
    expect(membershipRefusal({ ...leave, by: ["tenant:member"] })).toBeNull();
    expect(membershipRefusal({ ...leave, by: ["tenant:owner"], from: "owner", owners: 2 })).toBeNull();
    expect(membershipRefusal({ ...leave, by: ["tenant:owner"], from: "owner" })).toBe("last_owner");
  });
});

describe("who follows the payment administrator", () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const members = [
    { id: "late", role: "owner", joinedAt: day(9) },
    { id: "first", role: "owner", joinedAt: day(2) },
    { id: "eldest", role: "admin", joinedAt: day(1) },
  ] as const;

  test("the one who is named, if they belong to the tenant", () => {
    expect(successorOf(members, "eldest")?.id).toBe("eldest");
    expect(successorOf(members, "stranger")).toBeNull();
  });

  test("else the owner of the longest standing", () => {
    expect(successorOf(members, undefined)?.id).toBe("first");
  });
});
