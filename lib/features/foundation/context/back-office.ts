import type { Id } from "@/lib/domain/ids";

/** What belongs to no tenant (sign-in mails, API keys, plans) is kept in the tenants' tables under this id. */
export const backOffice: Id<"tenant"> = "ten_backoffice";
