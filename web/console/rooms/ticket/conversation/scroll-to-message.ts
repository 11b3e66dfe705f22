/** Brings a message into sight and lights it up for a moment. */
export function scrollToMessage(messageId: string): void {
  const card = document.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
  if (!card) return;
  card.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
  card.classList.add("is-lit");
  card.addEventListener("animationend", () => card.classList.remove("is-lit"), { once: true });
}

/** To the newest message of the open ticket. */
export function scrollToEnd(): void {
  const frame = document.querySelector<HTMLElement>(".ticket-scroll");
  if (frame) frame.scrollTop = frame.scrollHeight;
}
