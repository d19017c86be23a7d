import type { createApi } from "@/api/app";

export type Answer = { status: number; headers: Headers; body: unknown };

/** Calls the API in this process as a host application would, with or without a key. */
export function caller(api: ReturnType<typeof createApi>, secret?: string) {
  async function send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const authorization: Record<string, string> = secret ? { authorization: `Bearer ${secret}` } : {};
    const response = await api.request(path, { method, body, headers: { ...authorization, ...headers } });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  }
  return {
    send,
    get: (path: string, headers?: Record<string, string>) => send("GET", path, undefined, headers),
    delete: (path: string) => send("DELETE", path),
    post: (path: string, body: unknown, headers?: Record<string, string>) =>
      send("POST", path, JSON.stringify(body), { "content-type": "application/json", ...headers }),
  };
}
