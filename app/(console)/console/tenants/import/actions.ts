"use server";

import { personAction } from "@/lib/auth/server-actions";
import { importTenants as runImport } from "@/lib/features/console/tenant-import/import-tenants";

export const importTenants = personAction(runImport);
