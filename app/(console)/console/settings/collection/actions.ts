"use server";

import { personAction } from "@/lib/auth/server-actions";
import { saveCollectionSettings as save } from "@/lib/features/license/collection/collection-settings";

export const saveCollectionSettings = personAction(save);
