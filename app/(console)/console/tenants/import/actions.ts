"use server";

import { asPerson } from "@/lib/auth/guard";
import { importTenants } from "@/lib/features/console/tenant-import/import-tenants";

export async function runImport(input: Parameters<typeof importTenants>[1]) {
  return asPerson((ctx) => importTenants(ctx, input));
}
