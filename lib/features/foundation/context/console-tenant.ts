import type { Id } from "@/lib/domain/ids";

/** What belongs to no tenant (sign-in mails, API keys, plans) is kept in the tenant tables under this name. */
export const deskTenant = "desk" as Id<"tenant">;
