import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { members } from "@/drizzle/schema";
import { may, memberRoles } from "@/lib/domain/access/actions";
import { invariant, Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase, type Writing } from "@/lib/features/foundation/use-case/use-case";
import { writeRole } from "./change-member-role";
import { handOverPayments } from "./hand-over-payments";
import { type MemberRecord, toRecord } from "./member-records";
import { findMember, membersOf, paymentAdministratorOf } from "./queries";
import { refuseTakenId } from "./refuse-taken-id";

const edit = z.strictObject({
  userId: id("user", "not_a_member"),
  role: z.enum(memberRoles).optional(),
  /** Null takes it away. */
  externalId: foreignId.nullable().optional(),
  /** To be no longer payment administrator, another one is named. */
  isPaymentAdministrator: z.literal(true).optional(),
});

/** Changes what is said of a member, all of it or nothing. What is left out stays. */
export const editMember = useCase(tenant("members.manage", { locks: true }), {
  input: edit,
  async write(scope): Promise<MemberRecord> {
    const { ctx, input, tx, tenantId, standing, audit } = scope;
    const member = await findMember(tx, tenantId, input.userId);
    if (!member) throw new Refused("not_a_member");
    if (input.externalId !== undefined && input.externalId !== member.externalId)
      await writeExternalId(scope, input.externalId);
    if (input.role) await writeRole(scope, input.userId, input.role);
    const { user: from } = await paymentAdministratorOf(tx, tenantId);
    if (input.isPaymentAdministrator && from.id !== member.id) {
      if (!may(standing.roles, "payment_administrator.change")) throw new Refused("forbidden");
      await handOverPayments(tx, ctx, standing.tenant, { from, to: member }, audit);
    }
    const edited = (await membersOf(tx, tenantId)).find(({ id }) => id === input.userId);
    invariant(edited, "a locked tenant keeps its members");
    return toRecord(edited, input.isPaymentAdministrator ? member.id : from.id);
  },
});

async function writeExternalId(
  { tx, tenantId, input, audit }: Writing<z.output<typeof edit>>,
  externalId: string | null,
): Promise<void> {
  await refuseTakenId(tx, tenantId, externalId);
  await tx
    .update(members)
    .set({ externalId })
    .where(and(eq(members.tenantId, tenantId), eq(members.userId, input.userId)));
  await audit({ action: "members.external_id_changed", about: input.userId, after: { externalId } });
}
