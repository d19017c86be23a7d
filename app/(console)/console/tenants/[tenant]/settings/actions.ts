"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { changeSalesModel as convert } from "@/lib/features/console/sales-model/change-sales-model";
import { endTenancy, resumeTenancy } from "@/lib/features/console/tenant-records/end-tenancy";
import { changeTimeZone as changeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import { editTenant as edit } from "@/lib/features/people/tenants/edit-tenant";

export const editTenant = tenantAction(edit);
export const changeTimeZone = tenantAction(changeZone);
export const changeSalesModel = tenantAction(convert);
export const closeTenant = tenantAction(endTenancy);
export const reopenTenant = tenantAction(resumeTenancy);
