import type { InputOf, ResponseOf, Route } from "../../../src/contract/route.ts";
import { personSettings } from "../base/person-settings.ts";
import { addressOf } from "./address-of.ts";
import { ApiProblem, NetworkFailure } from "./api-problem.ts";
import { newIdempotencyKey } from "./call.ts";

type UploadOptions = { onProgress?: (share: number) => void; signal?: AbortSignal };

/** Sends one file as multipart field `file`. XMLHttpRequest, because fetch tells no upload progress. */
export function upload<R extends Route>(
  route: R,
  input: Omit<InputOf<R>, "body">,
  file: File,
  options: UploadOptions = {},
): Promise<ResponseOf<R>> {
  const { params, query } = input as { params?: object; query?: object };
  const request = new XMLHttpRequest();
  request.open(route.method, addressOf(route.path, { ...params }, { ...query }));
  request.setRequestHeader("accept", "application/json");
  request.setRequestHeader("accept-language", personSettings().language === "zh" ? "zh-CN" : "en");
  request.setRequestHeader("idempotency-key", newIdempotencyKey());
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
  });
  options.signal?.addEventListener("abort", () => request.abort());
  return new Promise((resolve, reject) => {
    request.addEventListener("error", () => reject(new NetworkFailure("not reached")));
    request.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as ResponseOf<R>);
      else reject(new ApiProblem(refusalOf(request)));
    });
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

function refusalOf(request: XMLHttpRequest): ConstructorParameters<typeof ApiProblem>[0] {
  const body = request.response as Partial<ApiProblem & { detail: string }> | null;
  return {
    status: request.status,
    code: body?.code ?? "unknown",
    detail: body?.detail ?? String(request.status),
    remedy: body?.remedy ?? "",
  };
}
