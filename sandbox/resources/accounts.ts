import { route } from "../http/route";

/** The one account of the sandbox. Every key belongs to it. */
export const SANDBOX_ACCOUNT = "acct_1SandboxOfStripe";

/** https://docs.stripe.com/api/accounts/retrieve, for the account of the key itself. */
export const accountRoutes = [
  route("GET /v1/account", [], async () => ({
    id: SANDBOX_ACCOUNT,
    object: "account",
    charges_enabled: true,
    country: "JP",
    default_currency: "jpy",
    details_submitted: true,
    email: null,
    payouts_enabled: true,
    type: "standard",
  })),
];
