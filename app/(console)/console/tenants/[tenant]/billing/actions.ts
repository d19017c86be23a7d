"use server";

import { tenantAction } from "@/lib/auth/server-actions";
import { decideDifference as decide } from "@/lib/features/license/differences/decide-difference";
import { setPaymentTerms as setTerms } from "@/lib/features/payers/payment-terms/set-payment-terms";
import { setReverseCharge as setReverse } from "@/lib/features/payers/tax/set-reverse-charge";
import { setTaxExemption as setExemption } from "@/lib/features/payers/tax/set-tax-exemption";

export const setPaymentTerms = tenantAction(setTerms);
export const setTaxExemption = tenantAction(setExemption);
export const setReverseCharge = tenantAction(setReverse);
export const decideDifference = tenantAction(decide);
