/**
 * Request Tracker 5.0.3 from Debian's packages, measured on a machine of two cores at 100,000 tickets (medians of three
 * rounds of ten seconds). Published figures, not taken in this run: times of other machines say little, so that they
 * stand beside ours as orders of magnitude.
 */
export const REQUEST_TRACKER = {
  source: "published figures of another run, two cores, 100,000 tickets",
  create_per_second_8_clients: 14.4,
  create_with_mail_per_second_8_clients: 11,
  list_of_50_ms: 186,
  ticket_with_history_ms: 81,
  search_rare_ms: 49,
  search_common_ms: 497,
  comment_per_second_8_clients: 30.9,
  memory_fresh_mib: 286,
} as const;
