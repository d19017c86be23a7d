/*
 * What the caller of a server action sent may be anything, whatever the types of the arguments say. These give what can be
 * worked with; whether it is right is asked by the use-case.
 */

/** The fields of what should be an object. */
export const fieldsOf = <Fields extends object>(sent: Fields): Partial<Fields> =>
  typeof sent === "object" && sent !== null ? sent : {};

/** The text of what should be text, without halves of characters. */
export const textOf = (sent: unknown): string =>
  typeof sent === "string" ? sent.replace(/\p{Surrogate}/gu, "\ufffd") : "";
