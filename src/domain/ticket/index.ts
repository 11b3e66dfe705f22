export * from "./closing-commands.ts";
export * from "./conversation-commands.ts";
export * from "./gate-commands.ts";
export { chainText } from "./event-chain.ts";
export { evolve, foldTicket, isOpen, stageOf, type Ticket } from "./ticket.ts";
export type { Actor, TicketEvent, TicketEventBody, TicketEventType, TicketFacts } from "./ticket-event.ts";
export * from "./vocabulary.ts";
export { assign, changeFacts, follow, setState, snooze, unfollow, type Decision } from "./work-commands.ts";
