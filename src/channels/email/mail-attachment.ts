/** A file of a mail as parsed; `cid` without brackets, `disposition` as the part says it. */
export type MailAttachment = {
  name: string;
  type: string;
  cid: string | null;
  disposition: string | null;
  content: Buffer;
};
