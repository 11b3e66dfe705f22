/** The thread that reads mails, with subjects on which it comes to grief. */
import "./comes-to-grief.ts";
import "../../src/channels/email/reading-thread.ts";
