/** Every bound of the inbound channel, its unit last. */

export const MAIL_BYTES_MAX = 40 * 1024 * 1024;
export const HEADER_BYTES_MAX = 512 * 1024;
export const HEADER_LINES_MAX = 5_000;
export const HEADER_VALUE_CHARS_MAX = 64 * 1024;
export const ADDRESSES_MAX = 500;
export const PARTS_MAX = 500;
export const DEPTH_MAX = 30;
export const ATTACHMENTS_MAX = 200;
export const ATTACHMENT_BYTES_MAX = 100 * 1024 * 1024;
export const TEXT_CHARS_MAX = 900_000;
export const HTML_CHARS_MAX = 2_000_000;
export const HTML_TAGS_MAX = 100_000;
export const HTML_DEPTH_MAX = 1_000;
export const CLEAN_HTML_CHARS_MAX = 3_900_000;
export const MESSAGE_ID_CHARS_MAX = 900;
export const REFERENCES_MAX = 100;
export const FILE_NAME_CHARS_MAX = 180;
export const SUBJECT_CHARS_MAX = 500;
