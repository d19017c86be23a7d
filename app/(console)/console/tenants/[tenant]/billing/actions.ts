"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { setTaxExemption as setExemption } from "@/lib/features/payers/tax/set-tax-exemption";

export const setTaxExemption = tenantAction(setExemption);
