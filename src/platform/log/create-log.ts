import { pino, stdTimeFunctions, type DestinationStream, type Logger } from "pino";
import { scrubRecord, scrubText } from "./scrub.ts";

export type Log = Logger;

const MESSAGE_CHARS_MAX = 4_000;
const STACK_CHARS_MAX = 4_000;

/**
 * The structured log: one JSON line per entry, without personal data and secrets. Name things by their ids.
 * @param stream where lines go; standard output when absent
 */
export function createLog(level: string, stream: DestinationStream = process.stdout): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: scrubRecord },
      serializers: { err: errorRecord, error: errorRecord },
    },
    { write: (line: string) => void stream.write(scrubText(line)) },
  );
}

/** What an error says about the program; the database's `detail` repeats values of rows and stays out. */
function errorRecord(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? error.slice(0, MESSAGE_CHARS_MAX) : typeof error;
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: error.name,
    message: error.message.slice(0, MESSAGE_CHARS_MAX),
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    stack: error.stack?.slice(0, STACK_CHARS_MAX),
  };
}
