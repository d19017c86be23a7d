import type { JobHelpers, TaskList } from "graphile-worker";
import type { Context } from "@/lib/features/foundation/context/context";
import {
  InvalidJobPayload,
  type JobName,
  parseJobPayload,
} from "@/lib/features/foundation/jobs/job-payloads";
import { noteStripeState } from "@/lib/features/foundation/stripe-availability/note-stripe-state";
import { jobs } from "@/server/jobs";

/** Jobs that wait for other people's servers. They have workers of their own, so that they keep no other job waiting. */
const sending: readonly JobName[] = ["deliver-events"];

export const isSending = (name: JobName): boolean => sending.includes(name);

/**
 * The jobs that are wanted as graphile-worker runs them: the payload is parsed first, then the job is done in a new context.
 */
export function taskList(
  context: () => Promise<Context>,
  isWanted: (name: JobName) => boolean = () => true,
): TaskList {
  const task =
    <Name extends JobName>(name: Name) =>
    async (payload: unknown, helpers: JobHelpers) => {
      const parsed = await parseOrGiveUp(name, payload, helpers);
      await jobs[name](await context(), parsed).finally(noteStripeState);
    };
  return Object.fromEntries(
    (Object.keys(jobs) as JobName[]).filter(isWanted).map((name) => [name, task(name)]),
  );
}

async function parseOrGiveUp<Name extends JobName>(name: Name, payload: unknown, helpers: JobHelpers) {
  try {
    return parseJobPayload(name, payload);
  } catch (error) {
    if (error instanceof InvalidJobPayload) await preventRetries(helpers);
    throw error;
  }
}

/**
 * Makes this attempt the last one. The job stays in the queue with its error, as one does whose attempts are used up.
 * `remove_job` does so with a job that is running (worker.graphile.org/docs/sql-remove-job). It asks for a key: every
 * job has one, unless a newer job with the same key was added meanwhile, and then this one has no attempts left anyway.
 */
const preventRetries = ({ job, query }: JobHelpers) =>
  query(
    "select graphile_worker.remove_job(key) from graphile_worker.jobs where id = $1 and key is not null",
    [job.id],
  );
