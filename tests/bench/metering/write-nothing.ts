/** Stands in for the real one where a web process without a database is measured: every event is new. */
export const writeEvents = async (): Promise<"all"> => "all";
