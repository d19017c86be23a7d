export { type CallOptions, Choba, type ChobaOptions } from "./choba.js";
export {
  ChobaError,
  Conflict,
  ConnectionFailed,
  type FieldProblem,
  Forbidden,
  InvalidInput,
  NotFound,
  RateLimited,
  Unauthenticated,
  Unavailable,
} from "./errors.js";
export type * from "./generated/operations.js";
export {
  InvalidSignature,
  verifyWebhook,
  type WebhookHeaders,
  type WebhookMessage,
} from "./verify-webhook.js";
