"use server";

import { personAction } from "@/lib/auth/server-actions";
import { saveDocumentYears as save } from "@/lib/features/billing/documents/settings";

export const saveDocumentYears = personAction(save);
