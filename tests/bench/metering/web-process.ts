import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { bundleOf } from "./bundle";
import type { Installation } from "./installation";

/** The API in a process of its own. */
export type WebProcess = { pid: number; port: number; rssBytes(): Promise<number>; stop(): Promise<void> };

export async function startWeb(
  { environment }: Installation,
  form: "whole" | "bare",
  execArgv: string[] = [],
): Promise<WebProcess> {
  const child = fork(bundleOf(form), {
    env: { ...process.env, ...environment, NODE_ENV: "production" },
    execArgv: ["--enable-source-maps", ...execArgv],
  });
  const { port } = await answerOf<{ port: number }>(child);
  return {
    pid: child.pid ?? 0,
    port,
    async rssBytes() {
      child.send("memory");
      return (await answerOf<{ rssBytes: number }>(child)).rssBytes;
    },
    async stop() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

/** The next thing that a child process says. */
export function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      child.off("exit", onExit);
      resolve(message as T);
    };
    const onExit = (code: number | null) => {
      child.off("message", onMessage);
      reject(new Error(`A process of the bench ended (${code}).`));
    };
    child.once("message", onMessage).once("exit", onExit);
  });
}
