import { publicUrl } from "@/lib/env";

/** Choba's own address of the page that waits for the payer of an order. */
export const payPageOf = (payToken: string): string => `${publicUrl()}/pay/${payToken}`;
