"use server";

import { personAction, tenantAction } from "@/lib/auth/server-actions";
import { decideDifference as decide } from "@/lib/features/license/differences/decide-difference";
import { startReconciliation as start } from "@/lib/features/stripe/reconciliation/read-reconciliation";

export const decideDifference = tenantAction(decide);
export const startReconciliation = personAction(start);
