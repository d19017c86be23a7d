import type { Limits } from "@/lib/domain/catalog/plan";

/** What a host application registers for a tenant: relying parties (applications that sign users in) and users. */
export const registrationKinds = ["rp", "user"] as const;
export type RegistrationKind = (typeof registrationKinds)[number];

/** The limit of a plan that each kind counts against. */
export const limitOf = {
  rp: "registeredRps",
  user: "registeredUsers",
} as const satisfies Record<RegistrationKind, keyof Limits>;
