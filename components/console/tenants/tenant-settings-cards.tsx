import { useTranslations } from "next-intl";
import { KeyValue, KeyValueList } from "@/components/patterns/key-value-list";
import { Card } from "@/components/ui/card";
import type {
  changeSalesModel,
  SalesModelPreview,
} from "@/lib/features/console/sales-model/change-sales-model";
import type { endTenancy } from "@/lib/features/console/tenant-records/end-tenancy";
import type { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";
import type { editTenant } from "@/lib/features/people/tenants/edit-tenant";
import type { TenantView } from "@/lib/features/people/tenants/read-tenant";
import type { TenantSettings } from "@/lib/features/people/tenants/read-tenant-settings";
import { localeNames } from "@/lib/i18n/locales";
import { CloseTenant } from "./close-tenant";
import { EditTenantSheet } from "./edit-tenant-sheet";
import { SalesModelSheet } from "./sales-model-sheet";
import { TimeZoneSheet } from "./time-zone-sheet";

type TenantSettingsProps = {
  tenant: TenantView;
  settings: TenantSettings;
  /** Null for those who may not change the sales model. */
  preview: SalesModelPreview | null;
  actions: {
    editTenant: ActionOf<typeof editTenant>;
    changeTimeZone: ActionOf<typeof changeTimeZone>;
    changeSalesModel: ActionOf<typeof changeSalesModel>;
    closeTenant: ActionOf<typeof endTenancy>;
  };
};

/** What staff set for a tenant: its name and language, who sells to it, and where its days begin. */
export function TenantSettingsCards({ tenant, settings, preview, actions }: TenantSettingsProps) {
  const t = useTranslations("tenantSettings.settings");
  const model = useTranslations("tenantSettings.salesModel");
  const create = useTranslations("tenantSettings.create");
  const closing = useTranslations("tenantSettings.closing");
  const models = useTranslations("console.salesModels");
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card
        title={t("identity")}
        actions={settings.mayEdit && <EditTenantSheet tenant={tenant} editTenant={actions.editTenant} />}
      >
        <KeyValueList>
          <KeyValue label={create("name")}>{tenant.name}</KeyValue>
          <KeyValue label={create("slug")}>/t/{tenant.slug}</KeyValue>
          <KeyValue label={create("locale")}>{localeNames[tenant.locale]}</KeyValue>
        </KeyValueList>
        {!settings.mayEdit && !tenant.closedAt && (
          <p className="mt-4 text-ink-quiet text-sm">{t("notYours")}</p>
        )}
      </Card>
      <Card
        title={model("title")}
        actions={
          preview && (
            <SalesModelSheet
              preview={preview}
              timeZone={tenant.timeZone}
              changeSalesModel={actions.changeSalesModel}
            />
          )
        }
      >
        <p className="font-medium">{models(tenant.salesModel)}</p>
        <p className="mt-1 text-ink-soft">{model(`is.${tenant.salesModel}`)}</p>
      </Card>
      <Card
        title={t("timeZone")}
        actions={
          settings.mayChangeTimeZone && (
            <TimeZoneSheet timeZone={tenant.timeZone} changeTimeZone={actions.changeTimeZone} />
          )
        }
      >
        <p className="font-medium">{tenant.timeZone.replaceAll("_", " ")}</p>
        <p className="mt-1 text-ink-soft">{t("timeZoneLead")}</p>
        {!settings.mayChangeTimeZone && !tenant.closedAt && (
          <p className="mt-2 text-ink-quiet text-sm">{t("onlyAdmins")}</p>
        )}
      </Card>
      {tenant.may.close && !tenant.closedAt && (
        <Card
          title={closing("title")}
          actions={<CloseTenant name={tenant.name} closeTenant={actions.closeTenant} />}
        >
          <p className="text-ink-soft">{closing("lead")}</p>
        </Card>
      )}
    </div>
  );
}
