"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { setUsageAlerts as setAlerts } from "@/lib/features/billing/alerts/set-usage-alerts";

export const setUsageAlerts = tenantAction(setAlerts);
