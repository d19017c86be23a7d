import { z } from "zod";
import type { MemberRole } from "@/lib/domain/access/actions";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { membersOf } from "./queries";

/** A member as the SaaS's own servers know them. */
export type MemberRecord = {
  id: Id<"user">;
  externalId: string | null;
  name: string;
  email: string;
  role: MemberRole;
  isPaymentAdministrator: boolean;
  joinedAt: Date;
};

type Row = Awaited<ReturnType<typeof membersOf>>[number];

export const toRecord = (
  { id, externalId, name, email, role, joinedAt }: Row,
  paymentAdministratorId: Id<"user">,
): MemberRecord => {
  const isPaymentAdministrator = id === paymentAdministratorId;
  return { id, externalId, name, email, role, isPaymentAdministrator, joinedAt };
};

/** A page of members, who joined last first. The people of one tenant are few enough to be read at once. */
export const listMemberRecords = useCase(tenant("members.view"), {
  input: z.strictObject({ limit: z.int().min(1).max(100), after: id("user").optional() }),
  async read({ tx, tenantId, standing, input: { limit, after } }) {
    const rows = (await membersOf(tx, tenantId)).sort(newestFirst);
    const start = after ? rows.findIndex(({ id }) => id === after) + 1 : 0;
    // A page that begins after somebody who has gone in the meantime is read from the beginning again.
    const page = rows.slice(start, start + limit);
    const more = start + limit < rows.length;
    const records = page.map((row) => toRecord(row, standing.tenant.paymentAdministratorId));
    return { records, next: more ? (records.at(-1)?.id ?? null) : null };
  },
});

export const readMemberRecord = useCase(tenant("members.view"), {
  input: z.strictObject({ userId: id("user", "not_a_member") }),
  async read({ tx, tenantId, standing, input }): Promise<MemberRecord> {
    const row = (await membersOf(tx, tenantId)).find(({ id }) => id === input.userId);
    if (!row) throw new Refused("not_found");
    return toRecord(row, standing.tenant.paymentAdministratorId);
  },
});

const newestFirst = (a: Row, b: Row): number =>
  b.joinedAt.getTime() - a.joinedAt.getTime() || (a.id < b.id ? 1 : -1);
