/** undefined: there is none; without a path it is Playwright's own, which it finds itself. */
export function findBrowser(): { executablePath: string | undefined } | undefined;
export function launchArgs(): string[];
