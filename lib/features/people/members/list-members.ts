import { z } from "zod";
import { type MemberRole, may } from "@/lib/domain/access/actions";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { membersOf } from "./queries";

export type MemberView = {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  isPaymentAdministrator: boolean;
  joinedAt: string;
};

/** The tenant's members by name, and whether the reader may name another payment administrator. */
export const listMembers = useCase(tenant("members.view"), {
  input: z.strictObject({}),
  async read({
    tx,
    tenantId,
    standing,
  }): Promise<{ members: MemberView[]; mayChangePaymentAdministrator: boolean }> {
    const rows = await membersOf(tx, tenantId);
    return {
      members: rows.map((row) => ({
        id: row.id,
        name: row.name,
        email: row.email,
        role: row.role,
        isPaymentAdministrator: row.id === standing.tenant.paymentAdministratorId,
        joinedAt: row.joinedAt.toISOString(),
      })),
      mayChangePaymentAdministrator: may(standing.roles, "payment_administrator.change"),
    };
  },
});
