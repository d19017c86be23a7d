"use server";

import { personAction } from "@/lib/auth/server-actions";
import { saveRetention as save } from "@/lib/features/console/messages/retention-settings";
import { retryMessage as retry } from "@/lib/features/console/messages/retry-message";
import { skipMessage as skip } from "@/lib/features/console/messages/skip-message";

export const saveRetention = personAction(save);
export const retryMessage = personAction(retry);
export const skipMessage = personAction(skip);
