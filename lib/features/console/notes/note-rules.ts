import { id } from "@/lib/features/foundation/input/id";
import { lines } from "@/lib/features/foundation/input/input-rules";

export const noteBody = lines(4000).min(1);

export const noteId = id("note");
