import { vi } from "vitest";

/*
 * Files of a worker follow each other in one process, so that libraries are loaded once. What a file has left behind is
 * taken away before the next: its environment, our own modules with what they remember, and what they keep beside them.
 */
const kept = globalThis as typeof globalThis & { testEnvironment?: NodeJS.ProcessEnv };
kept.testEnvironment ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in kept.testEnvironment)) delete process.env[name];
Object.assign(process.env, kept.testEnvironment);
for (const name of Object.keys(globalThis))
  if (name.startsWith("choba")) Reflect.deleteProperty(globalThis, name);
vi.useRealTimers();
vi.unstubAllGlobals();
vi.resetModules();
