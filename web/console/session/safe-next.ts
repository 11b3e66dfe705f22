/** Where to go after signing in: a path of this desk only, never another site's. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/") || /^[/\\]{2}/.test(next) || /[\\\n\r\t]/.test(next)) return "/inbox";
  return next.startsWith("/sign-in") ? "/inbox" : next;
}
