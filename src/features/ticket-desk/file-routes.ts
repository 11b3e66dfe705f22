import { downloadAttachment, uploadAttachment } from "../../contract/file-routes.ts";
import { handle, handlePublic } from "../../core/staff/index.ts";
import { byPerson, type TicketDeskDeps } from "./deps.ts";
import { keepUpload } from "./keep-upload.ts";
import { openFile } from "./open-file.ts";

export const fileRoutes = (deps: TicketDeskDeps) => [
  handle(uploadAttachment, (call) => keepUpload(deps, byPerson(call), call.request)),
  handlePublic(downloadAttachment, ({ tx, session, params, now }) =>
    openFile(deps, { tx, session, now, token: params.token }),
  ),
];
