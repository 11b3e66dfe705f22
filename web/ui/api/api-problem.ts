import type { ErrorCode } from "../../../src/contract/errors.ts";

type ProblemDetails = {
  status: number;
  code: ErrorCode | "unknown";
  detail: string;
  remedy: string;
  params?: Record<string, unknown>;
};

/** A refusal of the server, in the person's language: what happened (`message`) and what to do (`remedy`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ErrorCode | "unknown";
  readonly remedy: string;
  readonly params: Record<string, unknown>;
  /** Milliseconds to wait before trying again, where the server said so. */
  readonly retryAfterMs: number | null;

  constructor(details: ProblemDetails, retryAfterMs: number | null = null) {
    super(details.detail);
    this.status = details.status;
    this.code = details.code;
    this.remedy = details.remedy;
    this.params = details.params ?? {};
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server was not reached, or answered too late; nothing is known about the outcome. */
export class NetworkFailure extends Error {}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => null)) as Partial<ProblemDetails> | null;
  const seconds = Number(response.headers.get("retry-after"));
  return new ApiProblem(
    {
      status: response.status,
      code: body?.code ?? "unknown",
      detail: body?.detail ?? `${response.status} ${response.statusText}`,
      remedy: body?.remedy ?? "",
      ...(body?.params ? { params: body.params } : {}),
    },
    Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null,
  );
}
