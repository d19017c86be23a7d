import { z } from "zod";
import { lines } from "@/lib/features/foundation/input/input-rules";

export const noteBody = lines(4000).min(1);

export const noteId = z.string().min(1).max(64);
