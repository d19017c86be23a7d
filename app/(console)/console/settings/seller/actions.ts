"use server";

import { personAction } from "@/lib/auth/server-actions";
import { saveLogo as keepLogo } from "@/lib/features/foundation/seller/logo";
import { registerAtStripe as register } from "@/lib/features/foundation/seller/register-at-stripe";
import { saveSeller as save } from "@/lib/features/foundation/seller/save-seller";

export const saveSeller = personAction(save);
export const saveLogo = personAction(keepLogo);
export const registerAtStripe = personAction(register);
