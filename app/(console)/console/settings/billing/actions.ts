"use server";

import { personAction } from "@/lib/auth/server-actions";
import { saveBillingSettings as save } from "@/lib/features/catalog/billing-settings/billing-settings";

export const saveBillingSettings = personAction(save);
