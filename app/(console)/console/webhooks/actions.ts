"use server";

import { personAction } from "@/lib/auth/server-actions";
import { createEndpoint as create } from "@/lib/features/console/webhook-endpoints/create-endpoint";
import { deleteEndpoint as remove } from "@/lib/features/console/webhook-endpoints/delete-endpoint";
import { editEndpoint as edit } from "@/lib/features/console/webhook-endpoints/edit-endpoint";
import {
  redeliverOne as redeliver,
  redeliverSince as redeliverAll,
} from "@/lib/features/console/webhook-endpoints/redeliver";
import { rotateSecret as rotate } from "@/lib/features/console/webhook-endpoints/rotate-secret";
import { sendTestEvent as sendTest } from "@/lib/features/console/webhook-endpoints/send-test-event";
import { switchEndpoint as switchIt } from "@/lib/features/console/webhook-endpoints/switch-endpoint";

export const createEndpoint = personAction(create);
export const editEndpoint = personAction(edit);
export const rotateSecret = personAction(rotate);
export const switchEndpoint = personAction(switchIt);
export const deleteEndpoint = personAction(remove);
export const sendTestEvent = personAction(sendTest);
export const redeliverOne = personAction(redeliver);
export const redeliverSince = personAction(redeliverAll);
