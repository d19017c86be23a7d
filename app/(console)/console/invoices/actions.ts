"use server";

import { personAction } from "@/lib/auth/server-actions";
import { bookMonth as book } from "@/lib/features/console/books/booked-months";

export const bookMonth = personAction(book);
