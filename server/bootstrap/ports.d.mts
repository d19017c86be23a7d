/** Whether nobody listens on this port, neither on 127.0.0.1 nor on all addresses. */
export function isFree(port: number): Promise<boolean>;
/** The first free port from `from` upwards, leaving out those in `taken`. */
export function freePort(from: number, taken?: Set<number>): Promise<number>;
