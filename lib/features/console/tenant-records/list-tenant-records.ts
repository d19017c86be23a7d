import { z } from "zod";
import { invariant } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { emailAddress, foreignId } from "@/lib/features/foundation/input/input-rules";
import { staff, staffOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { findTenantRecord, listTenantRecords as listRows, type TenantRecord } from "./queries";

export type TenantRecordPage = { records: TenantRecord[]; next: string | null };

/** A page of tenants for the SaaS's own servers, the newest first. */
export const listTenantRecords = useCase(staff("customers.view"), {
  input: z.strictObject({
    externalId: foreignId.optional(),
    ownerEmail: emailAddress.optional(),
    limit: z.int().min(1).max(100),
    after: id("tenant").optional(),
  }),
  async read({ tx, input: { limit, after, ...filter } }): Promise<TenantRecordPage> {
    const rows = await listRows(tx, filter, { limit: limit + 1, after });
    const records = rows.slice(0, limit);
    return { records, next: rows.length > limit ? (records.at(-1)?.id ?? null) : null };
  },
});

/** One tenant as the SaaS's own servers know it. */
export const readTenantRecord = useCase(staffOnTenant("tenant.view"), {
  input: z.strictObject({}),
  async read({ tx, tenantId }): Promise<TenantRecord> {
    const record = await findTenantRecord(tx, { id: tenantId });
    invariant(record, `tenant ${tenantId} holds a license`);
    return record;
  },
});
