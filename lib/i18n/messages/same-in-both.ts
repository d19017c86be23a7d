/**
 * Messages that are the same in English and Japanese on purpose: product names, and texts made of values
 * only.
 */
export const sameInBothLanguages: ReadonlySet<string> = new Set([
  "common.product",
  "pricing.promise.label",
  "pricing.promise.times",
  "activity.values.rp",
  "demo.situations.no_account.short",
  "documentArchive.columns.hash",
  "keys.kinds.bearer",
  "keys.saasId",
  "documents.page",
  "quotes.editor.byChoba",
  "checkout.cart.addOn",
]);
