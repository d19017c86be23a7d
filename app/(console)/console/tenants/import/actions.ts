"use server";

import { asPerson } from "@/lib/auth/guard";
import { importTenants } from "@/lib/features/tenant-import/import";

export async function runImport(input: Parameters<typeof importTenants>[1]) {
  return asPerson((ctx) => importTenants(ctx, input));
}
