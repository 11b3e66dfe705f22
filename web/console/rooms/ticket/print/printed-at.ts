/** Where a ticket's printed form stands. */
export const printedAt = ({ number }: { number: number }) =>
  ({ to: "/print/$ticketId", params: { ticketId: String(number) }, search: {} }) as const;
