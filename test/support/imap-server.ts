import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

export type ImapMail = { uid: number; raw: Buffer; flags: Set<string>; internalDate: Date };

export type ImapServerOptions = {
  user?: string;
  password?: string;
  /** NetEase: no folder opens before the client has said who it is, after the login. */
  wantsIdAfterLogin?: boolean;
  /** What the server says of itself when asked before the login; two keys make imapflow not ask again. */
  idAnswer?: string;
  idle?: boolean;
  /** Accepts this access token by XOAUTH2, and no password. */
  accessToken?: string;
  refuseLogin?: string;
};

/** An IMAP server for one mailbox in memory, as far as a mail fetcher needs one. Listens on 127.0.0.1. */
export class ImapServer {
  readonly mails: ImapMail[] = [];
  readonly commands: string[] = [];
  readonly sasl: string[] = [];
  uidValidity = 1;
  uidNext = 1;
  port = 0;
  private readonly sockets = new Set<Socket>();
  private readonly idling = new Set<Socket>();
  private readonly options: ImapServerOptions;
  private readonly server: Server;

  constructor(options: ImapServerOptions = {}) {
    this.options = options;
    this.server = createServer((socket) => this.greet(socket));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  deliver(raw: string | Buffer, internalDate = new Date()): ImapMail {
    const mail = { uid: this.uidNext++, raw: Buffer.from(raw as string), flags: new Set<string>(), internalDate };
    this.mails.push(mail);
    for (const socket of this.idling) socket.write(`* ${this.mails.length} EXISTS\r\n`);
    return mail;
  }

  /** Breaks every connection, as a server does that is restarted. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private greet(socket: Socket): void {
    this.sockets.add(socket);
    const session = new Session(this, socket, this.options, this.idling);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.sockets.delete(socket);
      this.idling.delete(socket);
    });
    socket.on("data", (data) => session.feed(data.toString("latin1")));
    socket.write("* OK ready\r\n");
  }
}

class Session {
  private buffer = "";
  private signedIn = false;
  private toldId = false;
  private idleTag: string | null = null;
  private authTag: string | null = null;
  private readonly server: ImapServer;
  private readonly socket: Socket;
  private readonly options: ImapServerOptions;
  private readonly idling: Set<Socket>;

  constructor(server: ImapServer, socket: Socket, options: ImapServerOptions, idling: Set<Socket>) {
    this.server = server;
    this.socket = socket;
    this.options = options;
    this.idling = idling;
  }

  feed(data: string): void {
    this.buffer += data;
    for (let end = this.buffer.indexOf("\r\n"); end >= 0; end = this.buffer.indexOf("\r\n")) {
      const line = this.buffer.slice(0, end);
      this.buffer = this.buffer.slice(end + 2);
      this.line(line);
    }
  }

  private send(line: string): void {
    if (!this.socket.destroyed) this.socket.write(`${line}\r\n`, "latin1");
  }

  private line(line: string): void {
    if (this.idleTag !== null && line.toUpperCase() === "DONE") {
      this.idling.delete(this.socket);
      this.send(`${this.idleTag} OK done`);
      this.idleTag = null;
      return;
    }
    if (this.authTag !== null) {
      const tag = this.authTag;
      this.authTag = null;
      return this.authenticate(tag, line);
    }
    const [, tag = "*", command = "", rest = ""] = /^(\S+) (UID \S+|\S+) ?(.*)$/i.exec(line) ?? [];
    const name = command.toUpperCase();
    this.server.commands.push(name === "LOGIN" ? "LOGIN" : `${name} ${rest}`.trim());
    this.command(tag, name, rest);
  }

  private command(tag: string, name: string, rest: string): void {
    const ok = (text = "done"): void => this.send(`${tag} OK ${text}`);
    switch (name) {
      case "CAPABILITY":
        this.send(
          `* CAPABILITY IMAP4rev1 ID UIDPLUS${this.options.idle === false ? "" : " IDLE"}${this.options.accessToken ? " AUTH=XOAUTH2" : ""} SASL-IR`,
        );
        return ok();
      case "ID":
        if (this.signedIn) this.toldId = true;
        this.send(`* ID ${this.options.idAnswer ?? "NIL"}`);
        return ok();
      case "LOGIN":
        return this.login(tag, rest);
      case "AUTHENTICATE":
        return this.startAuthentication(tag, rest);
      case "LIST":
      case "LSUB":
        this.send(rest === '"" ""' ? `* ${name} (\\Noselect) "/" ""` : `* ${name} (\\HasNoChildren) "/" "INBOX"`);
        return ok();
      case "SELECT":
      case "EXAMINE":
        return this.select(tag, rest);
      case "UID SEARCH":
        return this.search(tag, rest);
      case "UID FETCH":
        return this.fetch(tag, rest);
      case "UID STORE":
        return this.store(tag, rest);
      case "IDLE":
        this.idleTag = tag;
        this.idling.add(this.socket);
        return this.send("+ idling");
      case "NOOP":
        this.send(`* ${this.server.mails.length} EXISTS`);
        return ok();
      case "LOGOUT":
        this.send("* BYE");
        ok();
        this.socket.end();
        return;
      default:
        return this.send(`${tag} BAD unknown command`);
    }
  }

  private login(tag: string, rest: string): void {
    const wanted = `"${this.options.user ?? "u"}" "${this.options.password ?? "p"}"`;
    const given = rest.replace(/^([^" ]+)/, '"$1"').replace(/ ([^" ]+)$/, ' "$1"');
    if (this.options.refuseLogin || this.options.accessToken || given !== wanted)
      return this.send(`${tag} NO ${this.options.refuseLogin ?? "[AUTHENTICATIONFAILED] wrong user or password"}`);
    this.signedIn = true;
    this.send(`${tag} OK signed in`);
  }

  private startAuthentication(tag: string, rest: string): void {
    const initial = rest.split(" ")[1];
    if (initial !== undefined) return this.authenticate(tag, initial);
    this.authTag = tag;
    this.send("+ ");
  }

  private authenticate(tag: string, sasl: string): void {
    this.server.sasl.push(sasl);
    const wanted = Buffer.from(
      `user=${this.options.user ?? "u"}\u0001auth=Bearer ${this.options.accessToken}\u0001\u0001`,
    ).toString("base64");
    if (sasl !== wanted) return this.send(`${tag} NO [AUTHENTICATIONFAILED] token refused`);
    this.signedIn = true;
    this.send(`${tag} OK signed in`);
  }

  private select(tag: string, rest: string): void {
    if (this.options.wantsIdAfterLogin && !this.toldId)
      return this.send(`${tag} NO SELECT Unsafe Login. Please contact kefu@188.com for help`);
    if (!/^"?INBOX"?$/i.test(rest)) return this.send(`${tag} NO [NONEXISTENT] no such folder`);
    this.send("* FLAGS (\\Seen)");
    this.send(`* ${this.server.mails.length} EXISTS`);
    this.send(`* OK [UIDVALIDITY ${this.server.uidValidity}] valid`);
    this.send(`* OK [UIDNEXT ${this.server.uidNext}] next`);
    this.send(`${tag} OK [READ-WRITE] selected`);
  }

  private search(tag: string, rest: string): void {
    const range = /UID (\d+):\*/i.exec(rest)?.[1];
    const last = this.server.mails.at(-1);
    const found = this.server.mails.filter((mail) => {
      if (range !== undefined) return mail.uid >= Number(range) || mail === last;
      if (/UNSEEN/i.test(rest)) return !mail.flags.has("\\Seen");
      return true;
    });
    this.send(`* SEARCH ${found.map(({ uid }) => uid).join(" ")}`.trim());
    this.send(`${tag} OK done`);
  }

  private fetch(tag: string, rest: string): void {
    const uid = Number(rest.split(" ")[0]);
    const at = this.server.mails.findIndex((mail) => mail.uid === uid);
    const mail = this.server.mails[at];
    if (mail) {
      const parts = [`UID ${uid}`];
      if (/RFC822\.SIZE/i.test(rest)) parts.push(`RFC822.SIZE ${mail.raw.length}`);
      if (/INTERNALDATE/i.test(rest)) parts.push(`INTERNALDATE "${imapDate(mail.internalDate)}"`);
      const body = /BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?/i.exec(rest);
      if (body) {
        const from = Number(body[1] ?? 0);
        const source = body[1] === undefined ? mail.raw : mail.raw.subarray(from, from + Number(body[2]));
        parts.push(
          `BODY[]${body[1] === undefined ? "" : `<${from}>`} {${source.length}}\r\n${source.toString("latin1")}`,
        );
      } else if (/BODY\[\]/i.test(rest)) mail.flags.add("\\Seen");
      this.send(`* ${at + 1} FETCH (${parts.join(" ")})`);
    }
    this.send(`${tag} OK done`);
  }

  private store(tag: string, rest: string): void {
    const uid = Number(rest.split(" ")[0]);
    const mail = this.server.mails.find((one) => one.uid === uid);
    for (const [flag] of rest.matchAll(/\\\w+/g)) mail?.flags.add(flag);
    this.send(`${tag} OK done`);
  }
}

function imapDate(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(date.toUTCString())!;
  return `${day}-${month}-${year} ${time} +0000`;
}
