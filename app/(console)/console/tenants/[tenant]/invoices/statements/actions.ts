"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { linkStatement as link } from "@/lib/features/billing/statements/link-statement";

export const linkStatement = tenantAction(link);
