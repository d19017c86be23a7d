"use server";

import type { NewTenantForm } from "@/components/tenants/create-tenant-sheet";
import { asPerson } from "@/lib/auth/guard";
import { createTenant } from "@/lib/features/tenants/create";

export async function create(form: NewTenantForm) {
  type Input = Parameters<typeof createTenant>[1];
  const input = { ...form, salesRepId: form.salesRepId || null } as Input;
  return asPerson((ctx) => createTenant(ctx, input));
}
