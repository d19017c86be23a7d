import { id } from "@/lib/features/foundation/input/id";
import { remarks } from "@/lib/features/foundation/input/input-rules";

export const noteBody = remarks(4000).min(1);

export const noteId = id("note");
