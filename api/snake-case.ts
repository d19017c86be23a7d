/** `registeredRps` as `registered_rps`: JSON in the API is in snake case. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
