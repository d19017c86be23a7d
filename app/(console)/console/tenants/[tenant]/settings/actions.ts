"use server";

import { onTenant } from "@/lib/auth/guard";
import type { SalesModel } from "@/lib/domain/tenant/sales-model";
import { changeSalesModel as change } from "@/lib/features/console/sales-model/change-sales-model";
import { changeTimeZone as changeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import { editTenant } from "@/lib/features/people/tenants/edit-tenant";
import type { Locale } from "@/lib/i18n/locales";

export async function edit(slug: string, input: { name: string; locale: Locale }) {
  return onTenant(slug, (ctx, tenantId) => editTenant(ctx, tenantId, input));
}

export async function changeTimeZone(slug: string, timeZone: string) {
  return onTenant(slug, (ctx, tenantId) => changeZone(ctx, tenantId, { timeZone }));
}

export async function changeSalesModel(slug: string, to: SalesModel, effects: readonly string[]) {
  return onTenant(slug, (ctx, tenantId) => change(ctx, tenantId, { to, effects: [...effects] }));
}
