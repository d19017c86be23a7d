import { z } from "zod";
import { type Id, type IdKind, isId } from "@/lib/domain/ids";

/**
 * An id of ours in an input. Any text may be sent, and only text of the right form comes out; whether the thing exists
 * is the use-case's question. `rule` names what is wrong with anything else.
 */
export const id = <K extends IdKind>(kind: K, rule = "not_an_id") =>
  z
    .custom<string>((value) => typeof value === "string" && isId(kind, value), { params: { rule } })
    // The check above has just proved the form; zod does not carry it into the type.
    .transform((value) => value as Id<K>);
