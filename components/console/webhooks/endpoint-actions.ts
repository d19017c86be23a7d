import type { createEndpoint } from "@/lib/features/console/webhook-endpoints/create-endpoint";
import type { deleteEndpoint } from "@/lib/features/console/webhook-endpoints/delete-endpoint";
import type { editEndpoint } from "@/lib/features/console/webhook-endpoints/edit-endpoint";
import type { redeliverOne, redeliverSince } from "@/lib/features/console/webhook-endpoints/redeliver";
import type { rotateSecret } from "@/lib/features/console/webhook-endpoints/rotate-secret";
import type { sendTestEvent } from "@/lib/features/console/webhook-endpoints/send-test-event";
import type { switchEndpoint } from "@/lib/features/console/webhook-endpoints/switch-endpoint";
import type { ActionOf } from "@/lib/features/foundation/use-case/use-case";

/** What can be done with webhook endpoints. */
export type EndpointActions = {
  createEndpoint: ActionOf<typeof createEndpoint>;
  editEndpoint: ActionOf<typeof editEndpoint>;
  rotateSecret: ActionOf<typeof rotateSecret>;
  switchEndpoint: ActionOf<typeof switchEndpoint>;
  deleteEndpoint: ActionOf<typeof deleteEndpoint>;
  sendTestEvent: ActionOf<typeof sendTestEvent>;
  redeliverOne: ActionOf<typeof redeliverOne>;
  redeliverSince: ActionOf<typeof redeliverSince>;
};
