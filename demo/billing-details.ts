import { userActor } from "@/lib/domain/access/actor";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { done, seedContext } from "./story";

/**
 * The sales rep enters a sales-led tenant's details on its behalf. Its payment administrator has not
 * confirmed them yet.
 */
export async function seedDetailsOnBehalf(tenantId: Id<"tenant">): Promise<void> {
  const rep = await findPerson({ email: "sales@choba.example" });
  invariant(rep, "the story's sales rep has been added");
  done(
    await saveBillingDetails({ ...(await seedContext()), actor: userActor(rep) }, tenantId, {
      companyName: "銀座ホールディングス株式会社",
      department: "経理部",
      contactPerson: "銀座 芽衣",
      country: "JP",
      postalCode: "104-0061",
      state: "東京都",
      city: "中央区",
      line1: "銀座5-6-7",
      line2: "銀座帳場ビル8F",
      phone: "03-5550-0123",
      email: "keiri@ginza.example",
      taxIds: [{ type: "jp_trn", value: "T1180301018771" }],
      invoiceLanguage: "ja",
      poNumber: "GH-2026-118",
      paymentTermsDays: 30,
      paymentTerms: "月末締め翌月末払い",
      memo: "来期の更新時に座席数の見直しを希望。稟議は経理部長まで。",
    }),
  );
}
