export { addNote, plainNote } from "./add-note.ts";
export {
  attachmentsOfMessages,
  findAttachment,
  forgetAbandonedUploads,
  holdFiles,
  insertAttachments,
  looseUploads,
  unusedFiles,
  markInline,
} from "./attachment-store.ts";
export {
  changeTicket,
  type ChangeRequest,
  type TicketChange,
  type TicketDesk,
  type TicketSubscriber,
} from "./change-ticket.ts";
export {
  changeHeld,
  eventsOf,
  heldTickets,
  type HeldChange,
  type HeldOutcome,
  type HeldTicket,
} from "./change-held.ts";
export { drawNumber } from "./ticket-store.ts";
export { nextTimerAt, postponeLostTimers, postponeTimers } from "./clock-store.ts";
export { holdDueTickets } from "./due-store.ts";
export { eraseCustomerWords } from "./erase-customer-store.ts";
export { digestText } from "./digest-text.ts";
export { contentIdsIn, namedByContentId, presentFile, rawMailUrl, shownByLinks, type LinkFor } from "./file-links.ts";
export { chainHash, CHAIN_START, isConfirmed, nextHash, readEvents, readEventsOf } from "./event-store.ts";
export {
  deleteFollower,
  deleteLink,
  insertFollower,
  insertLink,
  insertSubmission,
  newestSubmission,
  type Relation,
} from "./link-store.ts";
export { mergeTickets, unmergeTicket } from "./merge-tickets.ts";
export { insertMessage, isForgedAlone, lockMessage, setDelivery, type NewMessage } from "./message-store.ts";
export { openTicket, type Opening } from "./open-ticket.ts";
export { placeNewTicket, type Place } from "./place-new-ticket.ts";
export { moveTickets, refoldTickets } from "./move-tickets.ts";
export { receiveMessage, writeIncoming, type Incoming } from "./receive-message.ts";
export {
  DELIVER_MESSAGE_JOB,
  markSent,
  sendMessage,
  UNDO_MS,
  withdrawMessage,
  writeOutgoing,
  type Outgoing,
} from "./send-message.ts";
export { inSavepoint } from "./savepoint-store.ts";
export { requireSight } from "./require-sight.ts";
export { seenInParts, whereSeen } from "./sight-store.ts";
export { recountTickets, wrongCounts, type WrongCount } from "./standing-store.ts";
export { giveMessage } from "./split-message-store.ts";
export { asTicketRow, rowColumns, type TicketRowRecord } from "./ticket-row-store.ts";
export { findTicketIdByNumber, setOrganisation, setPriorityReasons, setSubject, sightFacts } from "./ticket-store.ts";
