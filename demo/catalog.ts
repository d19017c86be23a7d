import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { saveAddOn } from "@/lib/features/catalog/add-ons/save-add-on";
import { createMeterUnit } from "@/lib/features/catalog/meter-units/create-meter-unit";
import { savePlanDraft } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { ensureUser } from "@/lib/features/console/new-tenant/found-tenant";
import type { Context } from "@/lib/features/foundation/context/context";
import { analytics, dollarAddOn, dollarPlans, landingPages, marketingDraft, sms } from "./dollar-plans";
import { staff } from "./people";
import { demoPlans } from "./plans";
import { done } from "./story";

const both = (en: string, ja: string): LocalizedText => ({ en, ja });

const meterUnits: Parameters<typeof createMeterUnit>[1][] = [
  {
    unitName: "api_calls",
    displayName: both("API calls", "APIコール"),
    unitLabel: both("calls", "コール"),
    eventName: "api.call",
    aggregation: "count",
  },
  {
    unitName: "tokens",
    displayName: both("Tokens", "トークン"),
    unitLabel: both("tokens", "トークン"),
    eventName: "generation.finished",
    property: "tokens",
    aggregation: "sum",
  },
  {
    unitName: "emails",
    displayName: both("Emails sent", "メール送信"),
    unitLabel: both("emails", "通"),
    eventName: "email.sent",
    aggregation: "count",
  },
  {
    unitName: "processed_bytes",
    displayName: both("Data processed", "データ処理量"),
    unitLabel: both("bytes", "バイト"),
    eventName: "data.processed",
    property: "bytes",
    aggregation: "sum",
  },
  {
    unitName: "storage_bytes",
    displayName: both("Storage", "ストレージ"),
    unitLabel: both("bytes", "バイト"),
    description: "What is stored at most in the month.",
    eventName: "storage.measured",
    property: "bytes",
    aggregation: "max",
  },
];

const addOns = [
  analytics,
  sms,
  landingPages,
  dollarAddOn("priority-support", both("Priority support", "優先サポート"), "2900"),
  dollarAddOn("white-label", both("White label", "ホワイトラベル"), "4900"),
];

const taxRates: Parameters<typeof createTaxRate>[1][] = [
  {
    key: "jp-consumption",
    displayName: both("Consumption tax", "消費税"),
    percent: "10",
    inclusive: false,
    country: "JP",
  },
  {
    key: "jp-consumption-reduced",
    displayName: both("Consumption tax (reduced)", "消費税（軽減税率）"),
    percent: "8",
    inclusive: false,
    country: "JP",
  },
  {
    key: "us-sales",
    displayName: both("Sales tax", "売上税"),
    percent: "8.5",
    inclusive: false,
    country: "US",
    jurisdiction: "US - CA",
  },
];

/** The demo's whole catalog: what is counted, what is taxed, and every plan on sale. */
export async function seedCatalog(ctx: Context): Promise<void> {
  for (const unit of meterUnits) done(await createMeterUnit(ctx, unit));
  for (const definition of addOns) done(await saveAddOn(ctx, { id: null, definition }));
  for (const rate of taxRates) done(await createTaxRate(ctx, rate));
  for (const plan of [...demoPlans, ...dollarPlans]) await publishPlan(ctx, plan);
}

/** A plan that the SaaS's administrator has begun to write. */
export async function seedDraft(ctx: Context): Promise<void> {
  const [admin] = staff;
  if (!admin) return;
  const userId = await ensureUser(ctx, admin);
  const actor = { kind: "user", userId, name: admin.name, staffRole: "admin" } as const;
  done(await savePlanDraft({ ...ctx, actor }, { ...marketingDraft, revision: null }));
}
