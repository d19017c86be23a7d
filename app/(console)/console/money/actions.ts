"use server";

import { personAction } from "@/lib/auth/server-actions";
import { saveBookSettings as save } from "@/lib/features/console/revenue/book-settings";

export const saveBookSettings = personAction(save);
