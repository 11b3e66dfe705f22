import { personSettings } from "../../ui/base/person-settings.ts";
import { problemFrom } from "../../ui/api/api-problem.ts";
import { reach } from "../../ui/api/call.ts";

/** One call of the sign-in service under /api/auth. @throws ApiProblem, NetworkFailure */
async function post<T>(path: string, body: object): Promise<T> {
  const response = await reach(`/api/auth${path}`, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "content-type": "application/json",
      "accept-language": personSettings().language === "zh" ? "zh-CN" : "en",
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await problemFrom(response);
  return (await response.json().catch(() => ({}))) as T;
}

/** `two_factor`: the password was right and a code is asked for next. */
export async function signIn(email: string, password: string, rememberMe: boolean): Promise<"done" | "two_factor"> {
  const answer = await post<{ twoFactorRedirect?: boolean }>("/sign-in/email", { email, password, rememberMe });
  return answer.twoFactorRedirect ? "two_factor" : "done";
}

/** Six digits from the app, or one of the backup codes. */
export const verifyCode = (code: string, trustDevice: boolean): Promise<object> =>
  /^\d{6}$/.test(code)
    ? post("/two-factor/verify-totp", { code, trustDevice })
    : post("/two-factor/verify-backup-code", { code, trustDevice });

export const signOut = (): Promise<object> => post("/sign-out", {});
export const askForReset = (email: string): Promise<object> => post("/request-password-reset", { email });
export const resetPassword = (token: string, newPassword: string): Promise<object> =>
  post("/reset-password", { token, newPassword });

/** Starts two-step verification; it counts once a first code was verified. */
export const startTwoFactor = (password: string): Promise<{ totpURI: string; backupCodes: string[] }> =>
  post("/two-factor/enable", { password });

/** @throws ApiProblem password_wrong, password_too_weak */
export const changePassword = (currentPassword: string, newPassword: string): Promise<object> =>
  post("/change-password", { currentPassword, newPassword });

/** Switches two-step verification off. */
export const stopTwoFactor = (password: string): Promise<object> => post("/two-factor/disable", { password });

/** New backup codes; the old ones end. */
export const makeBackupCodes = (password: string): Promise<{ backupCodes: string[] }> =>
  post("/two-factor/generate-backup-codes", { password });
