import { createApi } from "./app";

/** One API per process, even if Next's bundles load this module more than once. */
const holder = globalThis as typeof globalThis & { chobaApi?: ReturnType<typeof createApi> };

/** Responds to a request that came through one of Next's routes. */
export async function respondInNext(request: Request): Promise<Response> {
  holder.chobaApi ??= createApi();
  return holder.chobaApi.fetch(request);
}
