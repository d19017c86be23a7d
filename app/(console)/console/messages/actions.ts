"use server";

import { personAction } from "@/lib/auth/server-actions";
import { retryMessage as retry } from "@/lib/features/console/messages/retry-message";
import { skipMessage as skip } from "@/lib/features/console/messages/skip-message";

export const retryMessage = personAction(retry);
export const skipMessage = personAction(skip);
