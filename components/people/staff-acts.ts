import type { StaffRole } from "@/lib/domain/access/actions";
import type { Result } from "@/lib/domain/errors";
import type { Locale } from "@/lib/i18n/locales";
import type { InvitationActs } from "./member-acts";

/** The server actions as the page of the staff knows them. `handTo` looks after a leaving rep's tenants; empty: nobody. */
export type StaffActs = InvitationActs & {
  invite(input: { email: string; name: string; role: StaffRole; locale: Locale }): Promise<Result<unknown>>;
  changeRole(userId: string, role: StaffRole, handTo: string): Promise<Result<unknown>>;
  remove(userId: string, handTo: string): Promise<Result<unknown>>;
};
