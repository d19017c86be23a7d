import { count, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { may, type StaffRole } from "@/lib/domain/access/actions";
import { rolesOf } from "@/lib/domain/access/actor";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type InvitationView, openInvitationViews } from "@/lib/features/people/invitations/queries";
import { staffOf } from "./queries";

export type StaffView = {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  /** How many tenants they look after. */
  tenants: number;
};

export type StaffOverview = {
  staff: StaffView[];
  invitations: InvitationView<StaffRole>[];
  mayManage: boolean;
};

/** Everybody who works for the SaaS, and for those who may invite: who has been invited. */
export const listStaff = useCase(staff("staff.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<StaffOverview> {
    const people = await staffOf(tx);
    const looked = await tx
      .select({ repId: tenants.salesRepId, tenants: count() })
      .from(tenants)
      .where(isNotNull(tenants.salesRepId))
      .groupBy(tenants.salesRepId);
    const mayManage = may(rolesOf(ctx.actor, null), "staff.manage");
    return {
      staff: people.map(({ locale: _, ...person }) => ({
        ...person,
        tenants: looked.find(({ repId }) => repId === person.id)?.tenants ?? 0,
      })),
      invitations: mayManage ? await openInvitationViews<StaffRole>(tx, backOffice, ctx.now) : [],
      mayManage,
    };
  },
});
