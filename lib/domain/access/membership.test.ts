import { describe, expect, test } from "vitest";
import type { MemberRole, Role } from "./actions";
import { type MembershipChange, membershipRefusal, rolesToGive, successorOf } from "./membership";

const askers = {
  owner: ["tenant:owner"],
  admin: ["tenant:admin"],
  rep: ["staff:sales", "tenant:rep"],
  "SaaS admin": ["staff:admin"],
} as const satisfies Record<string, readonly Role[]>;
type Asker = keyof typeof askers;

// The rules of docs/decisions/10 written a second time: who gives which role, before an owner has come in and
// afterwards.
describe.each<[Asker, MemberRole[], MemberRole[]]>([
  ["owner", ["owner", "admin", "member"], ["owner", "admin", "member"]],
  ["admin", ["admin", "member"], ["admin", "member"]],
  ["rep", ["owner", "admin", "member"], ["member"]],
  ["SaaS admin", ["owner", "admin", "member"], ["owner", "admin", "member"]],
])("the roles that %s gives", (asker, before, afterwards) => {
  test.each([
    [false, before],
    [true, afterwards],
  ])("an owner is here: %s", (ownerIsHere, roles) => {
    expect(rolesToGive(askers[asker], ownerIsHere)).toEqual(roles);
  });
});

const refusal = (asker: Asker, change: Partial<MembershipChange>) =>
  membershipRefusal({
    by: askers[asker],
    isOwnDeparture: false,
    from: "member",
    to: "admin",
    isPaymentAdministrator: false,
    owners: 2,
    ownerIsHere: true,
    ...change,
  });

type Step = [from: MemberRole, to: MemberRole | null];
const steps: Step[] = [
  ["member", "admin"],
  ["member", "owner"],
  ["member", null],
  ["admin", "member"],
  ["admin", "owner"],
  ["admin", null],
  ["owner", "admin"],
  ["owner", "member"],
  ["owner", null],
];

describe("who changes or ends which role, while there is another owner", () => {
  const touchesOwner = ([from, to]: Step) => from === "owner" || to === "owner";

  test.each(steps)("%s to %s", (...step) => {
    const [from, to] = step;
    for (const ownerIsHere of [false, true]) {
      const says = (asker: Asker) => refusal(asker, { from, to, ownerIsHere });
      expect(says("owner")).toBeNull();
      expect(says("SaaS admin")).toBeNull();
      expect(says("admin")).toBe(touchesOwner(step) ? "owners_only" : null);
    }
    expect(refusal("rep", { from, to, ownerIsHere: false })).toBeNull();
    // In a tenant that has an owner, its rep may remove plain members only.
    const isLeft = from === "member" && to === null;
    expect(refusal("rep", { from, to })).toBe(isLeft ? null : "owner_is_here");
  });

  test("the rep removes no payment administrator, because that would choose the next one", () => {
    const payer = { from: "member", to: null, isPaymentAdministrator: true } as const;
    expect(refusal("rep", payer)).toBe("owner_is_here");
    expect(refusal("rep", { ...payer, ownerIsHere: false })).toBeNull();
    for (const asker of ["owner", "admin", "SaaS admin"] as const) expect(refusal(asker, payer)).toBeNull();
  });
});

describe("a tenant is never without an owner", () => {
  test.each(["owner", "rep", "SaaS admin"] as const)("%s does not end the last one", (asker) => {
    for (const to of ["member", null] as const)
      expect(refusal(asker, { from: "owner", to, owners: 1, ownerIsHere: false })).toBe("last_owner");
  });

  test("everybody may leave except the last owner", () => {
    const leave = { isOwnDeparture: true, to: null };
    const asMember = { ...leave, by: ["tenant:member"], isPaymentAdministrator: true } as const;
    expect(refusal("owner", asMember)).toBeNull();
    expect(refusal("owner", { ...leave, from: "owner" })).toBeNull();
    expect(refusal("owner", { ...leave, from: "owner", owners: 1 })).toBe("last_owner");
  });
});

describe("who becomes payment administrator next", () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const members = [
    { id: "late", role: "owner", joinedAt: day(9) },
    { id: "first", role: "owner", joinedAt: day(2) },
    { id: "eldest", role: "admin", joinedAt: day(1) },
  ] as const;

  test("the member who is named, if they belong to the tenant", () => {
    expect(successorOf(members, "eldest")?.id).toBe("eldest");
    expect(successorOf(members, "stranger")).toBeNull();
  });

  test("otherwise the owner who joined first", () => {
    expect(successorOf(members, undefined)?.id).toBe("first");
  });
});
