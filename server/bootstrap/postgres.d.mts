export interface RunningPostgres {
  /** Connects as the owning role `choba` to the database `choba`. */
  url: string;
  port: number;
  pid: number;
  /** The folder that holds the cluster, its password and its log. */
  home: string;
  logFile: string;
  /** Settles when the server is gone, whether asked to or not. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

export function startPostgres(options: {
  dataDir: string;
  /** The first port to try. */
  port?: number;
  /** false: fast and not safe against power loss, for tests. */
  durable?: boolean;
  /** Removes the data when the server is stopped or its launcher dies. */
  ephemeral?: boolean;
  maxConnections?: number;
  log?: (line: string) => void;
}): Promise<RunningPostgres>;
