"use client";

import { bindTenantThen } from "@/app/_components/bind-tenant";
import type { BillingDetailsActions } from "@/components/payers/billing-details/billing-details-actions";
import * as actions from "./actions";

/** The actions for one tenant; after each, what is shown is read anew. */
export const useBillingDetailsActions = (slug: string, readAnew: () => unknown): BillingDetailsActions =>
  bindTenantThen(actions, slug, readAnew);
