import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import type { LocalizedText, PlanDefinition } from "@/lib/domain/catalog/plan";
import { isFreePlan } from "@/lib/domain/catalog/plan";
import type { CatalogTax } from "@/lib/domain/tax/chosen-taxes";
import { dayOf } from "@/lib/domain/time/calendar";
import { getPlanVersion, plansOnSaleIn } from "@/lib/features/catalog/plans/record/queries";
import { sellerOf } from "@/lib/features/foundation/seller/seller-of";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import {
  findRunningContract,
  findScheduledContract,
  pastContracts,
} from "@/lib/features/license/contracts/record/queries";
import { contractTaxesToChoose } from "@/lib/features/license/contracts/terms/contract-taxes";
import { type ContractView, contractView } from "@/lib/features/license/contracts/terms/contract-view";
import { getLicense, type License } from "@/lib/features/license/lifecycle/queries";
import { findPaymentAccount } from "@/lib/features/payers/stripe-customer/queries";
import { usualTaxKeys } from "@/lib/features/payers/tax/usual-tax-keys";
import { stripeIntegration } from "@/lib/stripe/client";

/** A published version that a contract can be based on. */
export type BaseOption = { id: string; planKey: string; version: number; definition: PlanDefinition };

export type ContractsView = {
  salesModel: "self_serve" | "sales_led";
  currency: string;
  timeZone: string;
  running: ContractView | null;
  scheduled: ContractView | null;
  /** Newest first. */
  past: ContractView[];
  payment: License["payment"];
  /** Stripe's page on which what is due is paid; null for readers who may not pay. */
  dueInvoiceUrl: string | null;
  /** Whom to ask while no sales rep looks after the tenant. What is not entered is empty. */
  seller: { name: LocalizedText; phone: string; email: string };
  /** What only staff need; null for readers of the tenant. */
  forStaff: null | {
    mayManage: boolean;
    stripeIntegration: boolean;
    hasPaymentAccount: boolean;
    bases: BaseOption[];
    /** What can be put on its invoices. */
    taxes: CatalogTax[];
    /** Those with which the first contract begins: the default ones of the tenant's country. */
    usualTaxKeys: string[];
  };
  readAt: string;
};

/** What was agreed with a tenant: what holds, what waits for its day, what was before. */
export const readContracts = useCase(tenant("contract.view"), {
  input: z.strictObject({}),
  async read({ ctx, tx, tenantId, standing }): Promise<ContractsView> {
    const { tenant, roles } = standing;
    const isStaff = may(roles, "console.view");
    const running = await findRunningContract(tx, tenantId);
    const scheduled = await findScheduledContract(tx, tenantId);
    const license = await getLicense(tx, tenantId);
    const past: ContractView[] = [];
    for (const contract of isStaff ? await pastContracts(tx, tenantId) : [])
      past.push(await contractView(tx, contract, isStaff));
    const onSale = isStaff ? await plansOnSaleIn(tx, tenant.currency) : [];
    // What holds stays to choose, also when something newer is on sale.
    const held = isStaff && running ? [await getPlanVersion(tx, running.basePlanVersionId)] : [];
    const bases = [...onSale, ...held.filter(({ id }) => !onSale.some((plan) => plan.id === id))];
    const seller = await sellerOf(tx);
    return {
      salesModel: tenant.salesModel,
      currency: tenant.currency,
      timeZone: tenant.timeZone,
      running: running && (await contractView(tx, running, isStaff)),
      scheduled: scheduled && (await contractView(tx, scheduled, isStaff)),
      past,
      payment: license.payment,
      dueInvoiceUrl: may(roles, "license.change") || isStaff ? license.dueInvoiceUrl : null,
      seller: {
        name: seller.name,
        phone: seller.phone,
        // Nobody reads what is written to such a sender.
        email: /^no-?reply@/i.test(seller.mail.address) ? "" : seller.mail.address,
      },
      forStaff: isStaff
        ? {
            mayManage: may(roles, "contract.manage"),
            stripeIntegration: stripeIntegration(),
            hasPaymentAccount: (await findPaymentAccount(tx, tenantId))?.stripeCustomerId != null,
            taxes: (await contractTaxesToChoose(tx, running)).taxes,
            usualTaxKeys: await usualTaxKeys(tx, tenantId, dayOf(ctx.now, tenant.timeZone)),
            bases: bases
              .filter(({ definition }) => !isFreePlan(definition))
              .map(({ id, planKey, version, definition }) => ({ id, planKey, version, definition })),
          }
        : null,
      readAt: ctx.now.toISOString(),
    };
  },
});
