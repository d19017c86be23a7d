import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { members } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { lockTenant } from "@/lib/features/foundation/use-case/lock-tenant";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { changeMemberRole } from "@/lib/features/people/members/change-member-role";
import { changePaymentAdministrator } from "@/lib/features/people/members/change-payment-administrator";
import { inviteMember } from "@/lib/features/people/members/invite-member";
import { removeMember } from "@/lib/features/people/members/remove-member";
import { useDatabase } from "../support/use-database";
import { type Call, type Everybody, makeEverybody } from "./everybody";

useDatabase();

let everybody: Everybody;
beforeEach(async () => {
  everybody = await makeEverybody();
});

const userId = "usr_00000000";
const calls: Record<string, Call> = {
  inviteMember: (ctx, id) => inviteMember(ctx, id, { email: "x@people.example", name: "", role: "owner" }),
  changeMemberRole: (ctx, id) => changeMemberRole(ctx, id, { userId, role: "owner" }),
  removeMember: (ctx, id) => removeMember(ctx, id, { userId }),
  changePaymentAdministrator: (ctx, id) => changePaymentAdministrator(ctx, id, { userId }),
  saveBillingDetails: (ctx, id) => saveBillingDetails(ctx, id, { companyName: "X" }),
};

test.each(Object.keys(calls))(
  "%s by a person who was removed while the call waited: refused",
  async (name) => {
    const { tenantId, people } = everybody;
    const { actor } = people.owner;
    if (actor.kind !== "user") throw new Error("an owner is a person");
    const result = await acrossTenants(async (tx) => {
      await lockTenant(tx, tenantId);
      await tx.delete(members).where(and(eq(members.tenantId, tenantId), eq(members.userId, actor.userId)));
      const asked = calls[name]?.(people.owner, tenantId);
      let finished = false;
      void asked?.finally(() => {
        finished = true;
      });
      const isWaiting = async () => {
        const [row] = (
          await tx.execute<{ waits: boolean }>(
            sql`select exists (select from pg_locks where not granted
          and pg_backend_pid() = any (pg_blocking_pids(pid))) as waits`,
          )
        ).rows;
        return row?.waits === true;
      };
      while (!finished && !(await isWaiting()));
      return { asked };
    });
    expect(await result.asked).toEqual({ ok: false, refusal: { code: "not_found" } });
  },
);
