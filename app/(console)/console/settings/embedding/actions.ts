"use server";

import { personAction } from "@/lib/auth/server-actions";
import { saveEmbeddingSettings as save } from "@/lib/features/people/dashboard-sessions/embedding-settings";

export const saveEmbeddingSettings = personAction(save);
