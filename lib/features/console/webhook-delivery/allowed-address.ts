import { env } from "@/lib/env";
import { isLoopback, isPublicAddress } from "@/lib/http/public-address";

/** A demo that only its own machine reaches may send to that machine. */
export const mayUseLoopback = (): boolean => env().CHOBA_DEMO && env().CHOBA_DEMO_PUBLIC !== "1";

/** Where Choba sends what people ask it to send: nowhere inside its own network. */
export const isAllowedAddress = (address: string): boolean =>
  isPublicAddress(address) || (mayUseLoopback() && isLoopback(address));
